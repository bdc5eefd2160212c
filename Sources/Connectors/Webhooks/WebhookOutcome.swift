import JSON

/// What was done for a request, as far as the response depends on it.
///
/// Remembered instead of the response, which may contain a secret.
struct WebhookOutcome: Sendable, Equatable {
  /// The element that decides the response: the first one with a response expression or a
  /// synchronous response.
  struct Responder: Sendable, Equatable {
    var processID: String
    var elementID: String
    /// As the expression sees it.
    var correlation: JSONValue
  }

  /// Nil for a response without content.
  var responder: Responder?

  init(_ effects: [WebhookCorrelator.Effect]) {
    let decides = { (effect: WebhookCorrelator.Effect) in
      effect.element.response != nil || effect.element.route.isSynchronous
    }
    guard let effect = effects.first(where: decides),
      effect.kind != .repeated
    else { return }
    responder = Responder(
      processID: effect.element.route.processID, elementID: effect.element.route.elementID,
      correlation: effect.json)
  }

  /// What `note` remembers; without content if it is damaged.
  init(note: String?) {
    guard let note, let json = try? JSONValue(parsing: note),
      let process = json["process"]?.string, let element = json["element"]?.string
    else { return }
    responder = Responder(
      processID: process, elementID: element, correlation: json["correlation"] ?? .null)
  }

  var note: String {
    guard let responder else { return "{}" }
    let json: JSONValue = [
      "process": .string(responder.processID), "element": .string(responder.elementID),
      "correlation": responder.correlation,
    ]
    return json.text()
  }
}
