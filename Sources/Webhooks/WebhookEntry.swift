import JSON
import Text

/// An inbound element in a webhook manifest: facts about the element, and the properties of its
/// connector, from which everything else is derived.
package struct WebhookEntry: InboundProperties, Sendable, Hashable {
  /// The ID of the element.
  package var element: String?
  /// Such as `bpmn:StartEvent`.
  package var elementType: String
  package var elementName: String?
  /// Whether it is the start event of an event sub-process, which waits while the enclosing scope
  /// is active.
  package var startsEventSubProcess = false
  /// The ID of its process.
  package var process: String?
  package var isExecutable = true
  package var file = ""
  package var line = 1
  package var template: String?
  package var templateVersion: Int?
  package var messageName: String?
  /// The correlation key of its message.
  package var processKey: String?
  /// Its URLs.
  package var addresses: [Address] = []
  /// The other inbound connectors with the same ID.
  package var conflicts: [Conflict] = []
  /// The element's properties with a value, the first of each name.
  package var properties: [Property] = []

  /// A property of the element.
  package struct Property: Sendable, Hashable {
    package var name: String
    package var value: String
  }

  /// The URL of the webhook in an environment.
  package struct Address: Sendable, Hashable {
    package var environment: String
    package var url: String
    /// Whether Camunda's own runtime serves it.
    package var isOfficial: Bool
  }

  /// Another connector with the same path.
  package struct Conflict: Sendable, Hashable {
    package var file: String
    package var line: Int
    package var process: String?
    package var element: String?
    package var outcome: Webhook.Conflict.Outcome
  }

  package subscript(property: String) -> String? {
    properties.first { $0.name == property }?.value
  }

  /// The value of `inbound.context`, the last segment of the URL; nil if it is missing or the
  /// connector does not receive HTTP requests.
  package var id: String? { isHTTP ? self["inbound.context"] : nil }

  /// The path of its URLs.
  package var path: String? { id.map(WebhookURL.path) }

  /// The label of the element for people.
  package var label: String { oneLine(elementName) ?? element ?? "" }

  /// The method for Twilio to use, which sends POST or GET: POST if it is accepted; nil if neither is.
  var methodForTwilio: String? { ["POST", "GET"].first(where: methods.contains) }

  /// Whether Twilio calls it, which follows from its template or the header of its signature.
  var isTwilio: Bool {
    template.map(Webhook.twilioTemplates.contains) == true || hasTwilioSignature
  }

  /// Whether a request starts an instance without a message. On Camunda's runtime, a repeated
  /// request then starts another instance.
  var isPlainStart: Bool { elementType == "bpmn:StartEvent" && messageName == nil }

  /// Notes on its ID at an address, for people.
  func notes(_ address: Address) -> [String] {
    id.map { WebhookIDNote.notes(id: $0, isOfficial: address.isOfficial) } ?? []
  }

  /// A note on which events get the requests if the path is used more than once; nil otherwise.
  func conflictNote(isOfficial: Bool) -> String? {
    guard !conflicts.isEmpty else { return nil }
    let count = conflicts.count + 1
    guard conflicts.contains(where: { $0.outcome == .queued }) else {
      return "path shared by \(count) events: all get every request"
    }
    return isOfficial
      ? "path used \(count) times: the first deployed gets every request"
      : "path used \(count) times: all get every request"
  }
}
