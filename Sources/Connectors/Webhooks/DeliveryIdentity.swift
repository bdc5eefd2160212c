import HTTP
import JSON
import Twilio

/// Identifies a delivery: by its signature, or by the whole request if nothing is signed. Headers
/// are ignored, because they are never signed.
struct DeliveryIdentity: Sendable {
  var key: String
  /// A digest of the signed content as expressions see it; nil if nothing is signed. Twilio signs
  /// names and values without separators, so that the text of one request could be split into
  /// different ones.
  var signedContent: String?
  /// Whether an equal request can only be a retry.
  var isUnique = true
}

extension DeliveryIdentity {
  /// - Returns: nil if retries cannot be told from new requests.
  init?(_ request: WebhookRequest, to addressees: [Addressee]) {
    if let addressee = addressees.first(where: \.hasTwilioSignature) {
      let signed = addressee.payload.json["request"]
      let content = [signed?["params"], signed?["body"]].map { ($0 ?? .null).text() }
      key = sha256Hexadecimal(Array((request.header(TwilioSignature.header) ?? "").utf8))
      signedContent = sha256Hexadecimal(Array(content.joined(separator: "\n").utf8))
      isUnique = TwilioRequest(addressee.payload.json).isUnique
      return
    }
    guard let addressee = addressees.first(where: \.route.isTwilio),
      TwilioRequest(addressee.payload.json).isUnique
    else { return nil }
    let content = Array(request.request.query.utf8) + [0] + request.request.body
    key = sha256Hexadecimal(Array(addressee.route.id.utf8) + [0] + content)
  }
}
