import EngineProtocol
import HTTP
import Text
import Twilio

/// Checks who sent a request by its signature.
///
/// A header `x-twilio-signature` means Twilio's own way; everything else is the generic one of
/// the official webhook connector.
package struct WebhookSignature: Sendable {
  let header: String
  let digest: KeyedDigest
  let scopes: Set<String>
  /// With holes for secrets.
  package let secret: String

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

  /// Whether requests are signed as Twilio signs them.
  package var isTwilio: Bool { header == TwilioSignature.header }

  /// Whether a right signature says that the body is the sender's own. Where it does not, whoever
  /// saw one request could send it again with another body.
  func coversBody(of request: WebhookRequest) -> Bool {
    isTwilio ? !["GET", "HEAD"].contains(request.method) : !signsParameters(of: request)
  }

  /// Whether a right signature says that the query is the sender's own.
  func coversQuery(of request: WebhookRequest) -> Bool {
    isTwilio || signsParameters(of: request)
  }

  /// Whether the generic signature is over URL and query, and not over the body.
  private func signsParameters(of request: WebhookRequest) -> Bool {
    scopes.contains("parameters") && (request.method == "GET" || !scopes.contains("body"))
  }

  /// Whether a request carries the right signature.
  ///
  /// - Parameter key: the secret, resolved.
  func accepts(_ request: inout WebhookRequest, key: String) -> Bool {
    guard !key.isEmpty, let signature = request.header(header), !signature.isEmpty else {
      return false
    }
    return isTwilio
      ? acceptsTwilio(&request, signature, key: key)
      : acceptsGeneric(&request, signature, key: key)
  }

  private func acceptsTwilio(
    _ request: inout WebhookRequest, _ signature: String, key: String
  ) -> Bool {
    let settings = request.header(TwilioSignature.settingsHeader)
    guard let digest = TwilioSignature.digest(settings: settings) else { return false }
    let signed: TwilioSignature
    if !coversBody(of: request) {
      signed = TwilioSignature(url: request.url)
    } else if request.isForm {
      // Twilio sends no form that cannot be read, so it did not sign this one.
      guard let form = try? request.form() else { return false }
      signed = TwilioSignature(url: request.url, parameters: form, hashedBody: request.request.body)
    } else {
      signed = TwilioSignature(url: request.url, body: request.request.body)
    }
    return signed.accepts(signature, key: key, digest: digest)
  }

  /// Accepts lower-case hexadecimal digits, the same after `sha256=` or another tag, and base64.
  private func acceptsGeneric(
    _ request: inout WebhookRequest, _ signature: String, key: String
  ) -> Bool {
    guard let message = message(&request) else { return false }
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

  private func message(_ request: inout WebhookRequest) -> [UInt8]? {
    if scopes == ["body"] { return request.request.body }
    let address = request.url.prefix { $0 != "?" }
    if signsParameters(of: request) {
      return Array("\(address)?\(request.request.query)".utf8)
    }
    guard request.isForm else { return Array(address.utf8) + request.request.body }
    // What is signed are the decoded pairs: where there are none, no signature is right.
    guard let form = try? request.form() else { return nil }
    let pairs = form.pairs.sorted { $0.name.utf16.lexicographicallyPrecedes($1.name.utf16) }
    return Array((address + pairs.map { $0.name + $0.value }.joined()).utf8)
  }
}
