public import BPMN
public import Diagnostics
public import JSON

/// A template for elements of Camunda 8: a form over the technical attributes of an element, by
/// which a connector is configured.
///
/// Source: zeebe element template schema 0.46.0; reference page element-templates 1.1. What is not
/// typed here yet (`steps`, `presets`, `configurationTemplates`) is in `json`.
public struct ElementTemplate: Sendable {
  /// The file that it is read from.
  public let source: SourceText
  /// The template as written; its members know their places in `source`.
  public let json: JSONNode
  /// The id of the template.
  public let id: String
  /// The name of the template.
  public let name: String
  /// A template without one is another than version 0.
  public let version: Int?
  /// What it is for, in the author's words.
  public let description: String?
  /// The types of elements that it may be put on, such as `bpmn:Task`.
  public let appliesTo: [String]
  /// What an element becomes when the template is applied.
  public let elementType: TargetType?
  /// Version ranges by the name of the tool or platform.
  public let engines: [Engine]
  /// The groups of its properties.
  public let groups: [Group]
  /// Its properties, in the order in which they are shown.
  public let properties: [TemplateProperty]
  /// Why it should not be used any more; nil unless it is deprecated.
  public let deprecation: Deprecation?
  /// Whether new elements of a fitting type get it by themselves.
  public let isDefault: Bool
  /// The URL or data URL of the icon.
  public let icon: String?
  /// The place of the first property of each id.
  let propertyIndexes: [String: Int]
  /// The properties that write to a place.
  let indexesByPlace: [PropertyBinding: [Int]]

  /// The type that elements get.
  public struct TargetType: Hashable, Sendable {
    /// Such as `bpmn:ServiceTask`.
    public let value: String
    /// Such as `bpmn:MessageEventDefinition`.
    public let eventDefinition: String?
  }

  /// An engine that the template needs.
  public struct Engine: Hashable, Sendable {
    /// The name of the engine.
    public let name: String
    /// As written.
    public let text: String
    /// nil where the text is no range of semantic versions.
    public let range: VersionRange?
  }

  /// A heading for some of the properties.
  public struct Group: Hashable, Sendable {
    /// The id of the group.
    public let id: String
    /// The heading.
    public let label: String
  }

  /// That a template should not be used any more.
  public struct Deprecation: Hashable, Sendable {
    /// Why, in the author's words.
    public let message: String?
    /// Where to read more.
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
