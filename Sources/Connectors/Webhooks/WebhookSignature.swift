import EngineProtocol
import HTTP
import Text
import Twilio

/// Verifies the signature of a request.
///
/// The header `x-twilio-signature` selects Twilio's algorithm; any other selects the generic HMAC
/// of the official webhook connector.
package struct WebhookSignature: Sendable {
  let header: String
  let digest: KeyedDigest
  let scopes: Set<String>
  /// With placeholders for secrets.
  package let secret: String

  init(
    _ settings: WebhookRoute.HMACSettings, element: String
  ) throws(WebhookFault) {
    guard let digest = KeyedDigest(rawValue: settings.algorithm.lowercased()) else {
      throw WebhookFault(
        element: element,
        message:
          "the HMAC algorithm '\(settings.algorithm)' is not supported; use sha_1, sha_256 or sha_512."
      )
    }
    let known: [Set<String>] = [
      ["body"], ["url", "body"], ["url", "parameters"], ["url", "body", "parameters"],
    ]
    guard known.contains(settings.scopes) else {
      throw WebhookFault(
        element: element,
        message: "the HMAC scopes \(settings.scopes.sorted()) are not supported; use one of: "
          + "body; url, body; url, parameters; url, body, parameters.")
    }
    header = settings.header.lowercased()
    self.digest = digest
    scopes = settings.scopes
    secret = SecretHole.marking(settings.secret)
  }

  /// Whether requests are signed as Twilio signs them.
  package var isTwilio: Bool { header == TwilioSignature.header }

  /// Whether a valid signature authenticates the body. If not, anybody who saw a request could send
  /// it again with another body.
  func coversBody(of request: WebhookRequest) -> Bool {
    isTwilio ? !["GET", "HEAD"].contains(request.method) : !signsParameters(of: request)
  }

  /// Whether a valid signature authenticates the query.
  func coversQuery(of request: WebhookRequest) -> Bool {
    isTwilio || signsParameters(of: request)
  }

  /// Whether the generic signature covers URL and query, but not the body.
  private func signsParameters(of request: WebhookRequest) -> Bool {
    scopes.contains("parameters") && (request.method == "GET" || !scopes.contains("body"))
  }

  /// Whether a request has a valid signature.
  ///
  /// - Parameter key: the resolved secret.
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
      // Twilio sends no malformed forms, so it did not sign this one.
      guard let form = try? request.form() else { return false }
      signed = TwilioSignature(url: request.url, parameters: form, hashedBody: request.request.body)
    } else {
      signed = TwilioSignature(url: request.url, body: request.request.body)
    }
    return signed.accepts(signature, key: key, digest: digest)
  }

  /// Accepts lower-case hexadecimal digits, with or without a prefix such as `sha256=`, and base64.
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
    // The decoded pairs are signed: if there are none, no signature is valid.
    guard let form = try? request.form() else { return nil }
    let pairs = form.pairs.sorted { $0.name.utf16.lexicographicallyPrecedes($1.name.utf16) }
    return Array((address + pairs.map { $0.name + $0.value }.joined()).utf8)
  }
}
