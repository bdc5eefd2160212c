import JSON

/// What tells Twilio's requests apart: retries of one are alike in everything that is signed.
struct TwilioRequest: Sendable {
  private let request: JSONValue?

  init(_ payload: JSONObject) { request = payload["request"] }

  private func field(_ name: String) -> String? {
    (request?["body"]?[name] ?? request?["params"]?[name])?.string
  }

  private var messageSID: String? { field("MessageSid") ?? field("SmsSid") }

  /// The id of the message that a request tells of, for models that give none.
  ///
  /// A message that was sent has several requests, one for each status that it reaches.
  var messageID: String {
    guard let messageSID else { return "" }
    let states = [field("MessageStatus") ?? field("SmsStatus"), field("EventType")]
    return ([messageSID] + states.compactMap { $0 == "received" ? nil : $0 })
      .joined(separator: " ")
  }

  /// Whether an equal request can only be the same one again. Those of a call that is going on may
  /// be equal without being the same: a caller may press the same key twice.
  var isUnique: Bool {
    if messageSID != nil { return true }
    return field("CallSid") != nil && ![nil, "in-progress"].contains(field("CallStatus"))
  }

  /// What a delivery is remembered by: its signature, or the whole request where nothing is
  /// signed. Headers do not count, for they are never signed.
  /// - Returns: nil where deliveries cannot be told from new requests.
  static func delivery(of request: WebhookRequest, to addressees: [Addressee]) -> Delivery? {
    if let addressee = addressees.first(where: \.hasTwilioSignature) {
      let signed = addressee.payload["request"]
      let content = [signed?["params"], signed?["body"]].map { ($0 ?? .null).text() }
      return Delivery(
        key: sha256Hexadecimal(Array((request.header(TwilioSignature.header) ?? "").utf8)),
        signedContent: sha256Hexadecimal(Array(content.joined(separator: "\n").utf8)),
        isUnique: TwilioRequest(addressee.payload).isUnique)
    }
    guard let addressee = addressees.first(where: \.route.isTwilio),
      TwilioRequest(addressee.payload).isUnique
    else { return nil }
    let content = Array(request.request.query.utf8) + [0] + request.request.body
    return Delivery(key: sha256Hexadecimal(Array(addressee.route.id.utf8) + [0] + content))
  }
}
