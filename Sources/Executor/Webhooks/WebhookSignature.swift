import Engine

/// Checks who sent a request by its signature (reference page connector-runtime, 3.5).
///
/// A header `x-twilio-signature` means Twilio's own way; everything else is the generic one of
/// the official webhook connector.
struct WebhookSignature: Sendable {
  let header: String
  let digest: KeyedDigest
  let scopes: Set<String>
  /// With holes for secrets.
  let secret: String

  init(
    _ settings: WebhookRoute.HMACSettings, element: String
  ) throws(WebhookFault) {
    guard let digest = KeyedDigest(rawValue: settings.algorithm.lowercased()) else {
      throw WebhookFault(
        element: element,
        message: "the HMAC algorithm '\(settings.algorithm)' is not one of sha_1, sha_256, sha_512."
      )
    }
    let known: [Set<String>] = [
      ["body"], ["url", "body"], ["url", "parameters"], ["url", "body", "parameters"],
    ]
    guard known.contains(settings.scopes) else {
      throw WebhookFault(
        element: element,
        message: "the HMAC scopes \(settings.scopes.sorted()) are none of the supported sets: "
          + "body; url, body; url, parameters; url, body, parameters.")
    }
    header = settings.header.lowercased()
    self.digest = digest
    scopes = settings.scopes
    secret = SecretHole.marking(settings.secret)
  }

  var isTwilio: Bool { header == TwilioSignature.header }

  /// Whether a request carries the right signature.
  ///
  /// - Parameters:
  ///   - url: the URL as the sender knows it, with its query.
  ///   - key: the secret, resolved.
  func accepts(_ request: ServerRequest, url: String, key: String) -> Bool {
    guard !key.isEmpty, let signature = request.header(header), !signature.isEmpty else {
      return false
    }
    return isTwilio
      ? acceptsTwilio(request, signature, url: url, key: key)
      : acceptsGeneric(request, signature, url: url, key: key)
  }

  private func acceptsTwilio(
    _ request: ServerRequest, _ signature: String, url: String, key: String
  ) -> Bool {
    guard
      let digest = TwilioSignature.digest(
        settings: request.header(TwilioSignature.settingsHeader))
    else { return false }
    if request.method == "GET" || request.method == "HEAD" {
      return TwilioSignature(url: url).accepts(signature, key: key, digest: digest)
    }
    guard request.mediaType == FormBody.mediaType else {
      return TwilioSignature(url: url, body: request.body)
        .accepts(signature, key: key, digest: digest)
    }
    guard let form = try? FormBody(parsing: request.body) else { return false }
    return TwilioSignature(url: url, parameters: form)
      .accepts(signature, key: key, digest: digest)
  }

  /// Accepts lower-case hexadecimal digits, the same after `sha256=` or another tag, and base64.
  private func acceptsGeneric(
    _ request: ServerRequest, _ signature: String, url: String, key: String
  ) -> Bool {
    guard let message = message(request, url: url) else { return false }
    let code = digest.code(of: message, key: key)
    let hexadecimal = Array(code.hexadecimal.utf8)
    let tagged = signature.split(separator: "=", maxSplits: 1).last.map { Array($0.utf8) } ?? []
    let accepted = [
      isEqualInConstantTime(hexadecimal, signature.utf8),
      isEqualInConstantTime(hexadecimal, tagged),
      isEqualInConstantTime(code.base64.utf8, signature.utf8),
    ]
    return accepted.contains(true)
  }

  private func message(_ request: ServerRequest, url: String) -> [UInt8]? {
    if scopes == ["body"] { return request.body }
    let address = url.prefix { $0 != "?" }
    if scopes.contains("parameters") && (request.method == "GET" || !scopes.contains("body")) {
      return Array("\(address)?\(request.query)".utf8)
    }
    guard request.mediaType == FormBody.mediaType else {
      return Array(address.utf8) + request.body
    }
    guard let form = try? FormBody(parsing: request.body) else { return nil }
    let pairs = form.pairs.sorted { $0.name.utf16.lexicographicallyPrecedes($1.name.utf16) }
    return Array((address + pairs.map { $0.name + $0.value }.joined()).utf8)
  }
}

extension FormBody {
  static let mediaType = "application/x-www-form-urlencoded"
}
