import JSON

/// The result of sending a message to the simulator, in words.
struct Delivery {
  /// Why the message was not delivered; nil if it was.
  let problem: String?

  /// - Parameter json: the simulator's response.
  init(_ json: JSONValue) {
    guard json["delivered"]?.bool != true else {
      problem = nil
      return
    }
    let reason =
      switch json["status"]?.int {
      case nil: "the webhook did not respond"
      case 401?, 403?: "the webhook rejected the signature or the credentials"
      case 422?:
        "no activation condition is true for this message, or an expression of the webhook failed"
      case let status? where status >= 500:
        "the webhook failed; see the messages above or those of 'bpmnc dev'"
      case let status?: "the webhook answered with status \(status)"
      }
    problem = "no event accepted the message: \(reason)"
  }
}
