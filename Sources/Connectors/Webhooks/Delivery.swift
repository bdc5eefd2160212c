import HTTP
import JSON
import Twilio

/// What a request is remembered by: its signature, or the whole request where nothing is signed.
/// Headers do not count, for they are never signed.
struct Delivery: Sendable {
  var key: String
  /// A digest of what the signature covers, as expressions see it; nil where nothing is signed.
  /// Twilio signs names and values without a border between them, so that whoever saw one request
  /// could cut the same text into others.
  var signedContent: String?
  /// Whether an equal request can only be the same one again.
  var isUnique = true
}

extension Delivery {
  /// - Returns: nil where deliveries cannot be told from new requests.
  init?(_ request: WebhookRequest, to addressees: [Addressee]) {
    if let addressee = addressees.first(where: \.hasTwilioSignature) {
      let signed = addressee.payload["request"]
      let content = [signed?["params"], signed?["body"]].map { ($0 ?? .null).text() }
      key = sha256Hexadecimal(Array((request.header(TwilioSignature.header) ?? "").utf8))
      signedContent = sha256Hexadecimal(Array(content.joined(separator: "\n").utf8))
      isUnique = TwilioRequest(addressee.payload).isUnique
      return
    }
    guard let addressee = addressees.first(where: \.route.isTwilio),
      TwilioRequest(addressee.payload).isUnique
    else { return nil }
    let content = Array(request.request.query.utf8) + [0] + request.request.body
    key = sha256Hexadecimal(Array(addressee.route.id.utf8) + [0] + content)
  }
}
