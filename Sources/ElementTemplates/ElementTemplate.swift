public import BPMN
public import Diagnostics
public import JSON

/// A template for elements of Camunda 8: a form over the technical attributes of an element, by
/// which a connector is configured.
///
/// Source: zeebe element template schema 0.46.0; reference page element-templates 1.1. What is not
/// typed here yet (`steps`, `presets`, `configurationTemplates`) is in `json`.
public struct ElementTemplate: Sendable {
  public let source: SourceText
  /// The template as written; its members know their places in `source`.
  public let json: JSONNode
  public let id: String
  public let name: String
  /// A template without one is another than version 0.
  public let version: Int?
  public let description: String?
  /// The types of elements that it may be put on, such as `bpmn:Task`.
  public let appliesTo: [String]
  /// What an element becomes when the template is applied.
  public let elementType: TargetType?
  /// Version ranges by the name of the tool or platform.
  public let engines: [Engine]
  public let groups: [Group]
  public let properties: [TemplateProperty]
  public let deprecation: Deprecation?
  /// Whether new elements of a fitting type get it by themselves.
  public let isDefault: Bool
  /// The URL or data URL of the icon.
  public let icon: String?
  /// The place of the first property of each id.
  let propertyIndexes: [String: Int]
  /// The properties that write to a place.
  let indexesByPlace: [PropertyBinding: [Int]]

  public struct TargetType: Hashable, Sendable {
    /// Such as `bpmn:ServiceTask`.
    public let value: String
    /// Such as `bpmn:MessageEventDefinition`.
    public let eventDefinition: String?
  }

  public struct Engine: Hashable, Sendable {
    public let name: String
    /// As written.
    public let text: String
    /// nil where the text is no range of semantic versions.
    public let range: VersionRange?
  }

  public struct Group: Hashable, Sendable {
    public let id: String
    public let label: String
  }

  public struct Deprecation: Hashable, Sendable {
    public let message: String?
    public let documentation: String?
  }

  /// Its JSON text.
  public var text: String { source.text(json.range) }

  /// The first property with this id: the one that conditions mean.
  public func property(id: String) -> TemplateProperty? {
    propertyIndexes[id].map { properties[$0] }
  }

  /// Whether it is made for a version of Camunda; any will do where the version is not known or
  /// the template names no range. A range that cannot be read suits none.
  public func suits(_ platform: PlatformVersion?) -> Bool {
    guard let platform else { return true }
    return engines.allSatisfy { $0.name != "camunda" || $0.range?.contains(platform) == true }
  }
}
