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
public struct Webhook: InboundProperties, Sendable {
  /// The element of the connector.
  public let element: BPMNElement
  /// The value of `inbound.context`, the last segment of the URL; nil if it is missing or the
  /// connector does not receive HTTP requests.
  public private(set) var id: String?
  /// All properties with a value, the first of each name.
  package let properties: [ZeebeProperty]
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
    guard element.zeebeProperty("inbound.type") != nil else { return nil }
    self.element = element
    var names: Set<String> = []
    properties = element.zeebeProperties.filter { property in
      property.value != nil && property.name.map { names.insert($0).inserted } ?? false
    }
    id = isHTTP ? self["inbound.context"] : nil
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

  /// The property with a name.
  package func property(_ name: String) -> ZeebeProperty? {
    properties.first { $0.name == name }
  }

  /// The value of a property; nil if absent.
  public subscript(property: String) -> String? { self.property(property)?.value }

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
    for property in properties {
      guard let name = property.name, name.hasPrefix("inbound."),
        !Self.elementProperties.contains(name)
      else { continue }
      endpoint[name] = property.value
    }
    return endpoint
  }

  private static let elementProperties: Set = [
    "inbound.activationCondition", "inbound.responseExpression", "inbound.responseBodyExpression",
    "inbound.variableMapping",
  ]
}
