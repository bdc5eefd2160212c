public import BPMN
import Diagnostics
package import JSON
public import ProjectModel
import Text
import XML

/// An inbound connector of a diagram: an element with the property `inbound.type`.
///
/// Property names and precedence are those of Camunda's connector runtime: properties without a
/// value are ignored, and the first of several with the same name is used.
public struct Webhook: Sendable {
  /// The element of the connector.
  public let element: BPMNElement
  /// The value of `inbound.type`, such as `io.camunda:webhook:1`.
  public let connectorType: String
  /// Whether it receives HTTP requests.
  public let isHTTP: Bool
  /// The value of `inbound.context`, the last segment of the URL; nil if it is missing or the
  /// connector does not receive HTTP requests.
  public let id: String?
  /// All properties with a value, the first of each name.
  package let properties: JSONObject
  /// The other inbound connectors with the same ID.
  public internal(set) var conflicts: [Conflict] = []

  /// Another connector with the same path.
  public struct Conflict: Sendable {
    /// The effect of two connectors with one ID.
    public enum Outcome: String, Sendable {
      /// Both share one endpoint on every runtime; their activation conditions decide.
      case shared
      /// On Camunda's runtime, the first one deployed gets all requests, and the other one waits
      /// until it is gone; on bpmnc's executor, both get all requests.
      case queued
    }

    /// The other element.
    public let element: BPMNElement
    /// The effect.
    public let outcome: Outcome
  }

  package init?(_ element: BPMNElement) {
    guard let type = element.zeebeProperty("inbound.type")?.value else { return nil }
    self.element = element
    connectorType = type
    var members: [(String, JSONValue)] = []
    var names: Set<String> = []
    for property in element.zeebeProperties {
      if let name = property.name, let value = property.value, names.insert(name).inserted {
        members.append((name, .string(value)))
      }
    }
    properties = JSONObject(members)
    let context = properties["inbound.context"]?.string
    isHTTP = Self.isHTTP(type, hasContext: context != nil)
    id = isHTTP ? context : nil
  }

  /// Every inbound connector of a project, in the order of files and locations.
  ///
  /// - Parameter path: maps an ID to its path; webhooks with the same path are in conflict.
  public static func all(
    in project: Project, path: (_ id: String) -> String = { $0 }
  ) -> [Webhook] {
    var webhooks = project.models.flatMap { model -> [Webhook] in
      guard !model.zeebeElements(["property"]).isEmpty else { return [] }
      return model.elements.compactMap(Webhook.init)
    }
    let byPath = Dictionary(grouping: webhooks.indices) { webhooks[$0].id.map(path) }
    for (path, indexes) in byPath where path != nil && indexes.count > 1 {
      let claims = indexes.map { (element: webhooks[$0].element, endpoint: webhooks[$0].endpoint) }
      for (place, index) in indexes.enumerated() {
        let endpoint = claims[place].endpoint
        webhooks[index].conflicts = claims.indices.filter { $0 != place }.map { other in
          let isShared = endpoint != nil && endpoint == claims[other].endpoint
          return Conflict(element: claims[other].element, outcome: isShared ? .shared : .queued)
        }
      }
    }
    return webhooks
  }

  /// Whether connectors of this type receive HTTP requests.
  private static func isHTTP(_ type: String, hasContext: Bool) -> Bool {
    let name = type.split(separator: ":").dropFirst().first.map(String.init) ?? type
    let bytes = Array(name.utf8)
    if messageBrokers.contains(where: { !bytes.offsets(of: $0).isEmpty }) { return false }
    return hasContext || !bytes.offsets(of: "webhook").isEmpty
  }

  /// Parts of the type names of inbound connectors that poll or subscribe.
  private static let messageBrokers = [
    "kafka", "rabbitmq", "sqs", "polling", "email", "eventbridge-poll", "pubsub",
  ]

  /// The value of a property; nil if absent.
  public subscript(property: String) -> String? { properties[property]?.string }

  /// The accepted HTTP methods, in uppercase.
  public var methods: [String] {
    guard isHTTP else { return [] }
    switch self["inbound.method"]?.lowercased() {
    case nil where connectorType.contains("slack"): return ["POST"]
    case nil, "any", "": return ["GET", "POST", "PUT", "DELETE"]
    case let method?: return [method.uppercased()]
    }
  }

  /// The activation condition; the current property overrides the deprecated one.
  public var activationCondition: String? {
    self["activationCondition"] ?? self["inbound.activationCondition"]
  }

  /// Whether requests must carry a signature.
  public var validatesSignature: Bool { self["inbound.shouldValidateHmac"] == "enabled" }

  // MARK: Deduplication

  /// The endpoint of an element; elements with equal endpoints share it.
  private struct Endpoint: Equatable {
    var model: ObjectIdentifier
    var process: BPMNElement?
    var mode: String
    var manualID: String?
    var properties: [String: String]
  }

  /// The endpoint; nil for an element that does not share it.
  private var endpoint: Endpoint? {
    guard let mode = self["deduplicationMode"] else { return nil }
    let manualID = mode == "MANUAL" ? self["deduplicationId"] : nil
    if mode == "MANUAL", manualID == nil { return nil }
    return Endpoint(
      model: ObjectIdentifier(element.model), process: element.process, mode: mode,
      manualID: manualID, properties: connectorProperties)
  }

  /// The properties that belong to the endpoint, not to the element.
  private var connectorProperties: [String: String] {
    var endpoint: [String: String] = [:]
    for (name, value) in properties.members
    where name.hasPrefix("inbound.") && !Self.elementProperties.contains(name) {
      endpoint[name] = value.string
    }
    return endpoint
  }

  private static let elementProperties: Set = [
    "inbound.activationCondition", "inbound.responseExpression", "inbound.responseBodyExpression",
    "inbound.variableMapping",
  ]
}
