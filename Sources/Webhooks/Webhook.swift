public import ProjectModel
public import BPMN
import Diagnostics
package import JSON
import Text
import XML

/// An inbound connector of a diagram: an element with the property `inbound.type`.
///
/// Property names and precedence are those of the official runtime (reference page
/// connector-runtime, 4.1 and 4.2): properties without a value do not count, and of several with
/// one name the first does.
public struct Webhook: Sendable {
  /// The element that has the connector.
  public let element: BPMNElement
  /// `inbound.type`, such as `io.camunda:webhook:1`.
  public let connectorType: String
  /// Whether requests over HTTP reach it.
  public let isHTTP: Bool
  /// `inbound.context`, the last segment of the URL; nil for connectors that no HTTP request
  /// reaches, and for a webhook that lacks it.
  public let id: String?
  /// All properties that have a value, the first of each name.
  package let properties: JSONObject
  /// The other inbound connectors with the same id.
  public internal(set) var conflicts: [Conflict] = []

  /// Another connector that claims the same path.
  public struct Conflict: Sendable {
    /// What comes of two connectors with one id.
    public enum Outcome: String, Sendable {
      /// Both share one endpoint on every runtime; their activation conditions choose.
      case shared
      /// On the official runtime the first that is deployed gets all requests and the other waits
      /// for it to go; the bpmnc executor asks both.
      case queued
    }

    /// The other element.
    public let element: BPMNElement
    /// What comes of it.
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

  /// Every inbound connector of a project, by file and place.
  ///
  /// - Parameter path: the path that an id stands for; those with the same one are in conflict.
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

  /// Whether requests over HTTP reach connectors of this type.
  private static func isHTTP(_ type: String, hasContext: Bool) -> Bool {
    let name = type.split(separator: ":").dropFirst().first.map(String.init) ?? type
    let bytes = Array(name.utf8)
    if messageBrokers.contains(where: { !bytes.offsets(of: $0).isEmpty }) { return false }
    return hasContext || !bytes.offsets(of: "webhook").isEmpty
  }

  /// Parts of the names of inbound connectors that poll or subscribe.
  private static let messageBrokers = [
    "kafka", "rabbitmq", "sqs", "polling", "email", "eventbridge-poll", "pubsub",
  ]

  /// The text of a property; nil where it is absent.
  public subscript(property: String) -> String? { properties[property]?.string }

  /// The HTTP methods that are answered, in upper case.
  public var methods: [String] {
    guard isHTTP else { return [] }
    switch self["inbound.method"]?.lowercased() {
    case nil where connectorType.contains("slack"): return ["POST"]
    case nil, "any", "": return ["GET", "POST", "PUT", "DELETE"]
    case let method?: return [method.uppercased()]
    }
  }

  /// The current property wins over the deprecated one.
  public var activationCondition: String? {
    self["activationCondition"] ?? self["inbound.activationCondition"]
  }

  /// Whether requests must carry a signature.
  public var validatesSignature: Bool { self["inbound.shouldValidateHmac"] == "enabled" }

  // MARK: De-duplication (connector-runtime, 4.3)

  /// Elements with equal endpoints share one.
  private struct Endpoint: Equatable {
    var model: ObjectIdentifier
    var process: BPMNElement?
    var mode: String
    var manualID: String?
    var properties: [String: String]
  }

  /// Nil for an element that shares its endpoint with no other.
  private var endpoint: Endpoint? {
    guard let mode = self["deduplicationMode"] else { return nil }
    let manualID = mode == "MANUAL" ? self["deduplicationId"] : nil
    if mode == "MANUAL", manualID == nil { return nil }
    return Endpoint(
      model: ObjectIdentifier(element.model), process: element.process, mode: mode,
      manualID: manualID, properties: connectorProperties)
  }

  /// The properties that belong to the endpoint and not to the single element.
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
