public import BPMN
public import Diagnostics
public import JSON

/// A template for elements of Camunda 8: a form over an element's technical attributes, with which
/// a connector is configured.
///
/// Source: zeebe element template schema 0.46.0. Members without a type of their own (`steps`,
/// `presets`, `configurationTemplates`) are in `json`.
public struct ElementTemplate: Sendable {
  /// The file with the template.
  public let source: SourceText
  /// The template as JSON, with ranges in `source`.
  public let json: JSONNode
  /// The id of the template.
  public let id: String
  /// The name of the template.
  public let name: String
  /// The version; nil is not the same as version 0.
  public let version: Int?
  /// The author's description.
  public let description: String?
  /// The types of elements that it can be applied to, such as `bpmn:Task`.
  public let appliesTo: [String]
  /// The type that an element gets when the template is applied.
  public let elementType: TargetType?
  /// Version ranges by the name of the tool or platform.
  public let engines: [EngineRequirement]
  /// The groups of its properties.
  public let groups: [Group]
  /// Its properties, in display order.
  public let properties: [TemplateProperty]
  /// Why it should no longer be used; nil unless it is deprecated.
  public let deprecation: Deprecation?
  /// Whether it is applied automatically to new elements of a matching type.
  public let isDefault: Bool
  /// The URL or data URL of the icon.
  public let icon: String?
  /// The index of the first property with each id.
  let propertyIndexes: [String: Int]
  /// The properties by binding target.
  let indexesByPlace: [PropertyBinding: [Int]]

  /// The target type of elements.
  public struct TargetType: Hashable, Sendable {
    /// The type, such as `bpmn:ServiceTask`.
    public let value: String
    /// The event definition, such as `bpmn:MessageEventDefinition`.
    public let eventDefinition: String?
  }

  /// An engine that the template needs.
  public struct EngineRequirement: Hashable, Sendable {
    /// The name of the engine.
    public let name: String
    /// The range as written.
    public let text: String
    /// The range; nil if the text is not a range of semantic versions.
    public let range: VersionRange?
  }

  /// A heading for some of the properties.
  public struct Group: Hashable, Sendable {
    /// The id of the group.
    public let id: String
    /// The heading.
    public let label: String
  }

  /// The deprecation of a template.
  public struct Deprecation: Hashable, Sendable {
    /// The reason, in the author's words.
    public let message: String?
    /// The URL of further information.
    public let documentation: String?
  }

  /// Its JSON text.
  public var text: String { source.text(json.range) }

  /// The first property with this id, to which conditions refer.
  public func property(id: String) -> TemplateProperty? {
    propertyIndexes[id].map { properties[$0] }
  }

  /// Whether it supports a Camunda version; always true if the version is unknown or the template
  /// has no range. An invalid range supports no version.
  public func suits(_ platform: PlatformVersion?) -> Bool {
    guard let platform else { return true }
    return engines.allSatisfy { $0.name != "camunda" || $0.range?.contains(platform) == true }
  }
}
