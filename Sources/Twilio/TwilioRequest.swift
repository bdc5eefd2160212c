package import JSON

/// Identifies Twilio's requests: a retry has the same signed content as the original.
package struct TwilioRequest: Sendable {
  private let request: JSONValue?

  /// Reads the request from the payload that expressions see.
  package init(_ payload: JSONObject) { request = payload["request"] }

  private func field(_ name: String) -> String? {
    (request?["body"]?[name] ?? request?["params"]?[name])?.string
  }

  private var messageSID: String? { field("MessageSid") ?? field("SmsSid") }

  /// The message id of a request, for models that set none.
  ///
  /// An outbound message causes several requests, one for each status it reaches.
  package var messageID: String {
    guard let messageSID else { return "" }
    let states = [field("MessageStatus") ?? field("SmsStatus"), field("EventType")]
    return ([messageSID] + states.compactMap { $0 == "received" ? nil : $0 })
      .joined(separator: " ")
  }

  /// Whether an equal request can only be a retry. Requests of a call in progress may be equal
  /// without being retries: a caller may press the same key twice.
  package var isUnique: Bool {
    if messageSID != nil { return true }
    return field("CallSid") != nil && ![nil, "in-progress"].contains(field("CallStatus"))
  }
}
