package import JSON

/// What tells Twilio's requests apart: retries of one are alike in everything that is signed.
package struct TwilioRequest: Sendable {
  private let request: JSONValue?

  /// Looks at what expressions see of a request.
  package init(_ payload: JSONObject) { request = payload["request"] }

  private func field(_ name: String) -> String? {
    (request?["body"]?[name] ?? request?["params"]?[name])?.string
  }

  private var messageSID: String? { field("MessageSid") ?? field("SmsSid") }

  /// The id of the message that a request tells of, for models that give none.
  ///
  /// A message that was sent has several requests, one for each status that it reaches.
  package var messageID: String {
    guard let messageSID else { return "" }
    let states = [field("MessageStatus") ?? field("SmsStatus"), field("EventType")]
    return ([messageSID] + states.compactMap { $0 == "received" ? nil : $0 })
      .joined(separator: " ")
  }

  /// Whether an equal request can only be the same one again. Those of a call that is going on may
  /// be equal without being the same: a caller may press the same key twice.
  package var isUnique: Bool {
    if messageSID != nil { return true }
    return field("CallSid") != nil && ![nil, "in-progress"].contains(field("CallStatus"))
  }
}
