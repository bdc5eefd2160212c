public import JSON

/// A property of an element template: a form field that a user fills in, or a hidden constant, and
/// the binding of its value.
public struct TemplateProperty: Sendable {
  /// The property as JSON, with ranges.
  public let json: JSONNode
  /// The index among the template's properties.
  public let index: Int
  /// The id for conditions.
  public let id: String?
  /// The label in the modeler.
  public let label: String?
  /// The text below the field.
  public let description: String?
  /// The tooltip.
  public let tooltip: String?
  /// The id of its group.
  public let group: String?
  /// The field type; `string` by default.
  public let type: Kind
  /// Where the value is written.
  public let binding: PropertyBinding
  /// The default, or the constant of a hidden property.
  public let value: TemplateValue?
  /// Whether the value is a generated identifier.
  public let generatesUUID: Bool
  /// Whether the value is FEEL; nil for plain text.
  public let feel: FEELMode?
  /// Whether an empty value is left out of the diagram.
  public let isOptional: Bool
  /// Whether users can change the value.
  public let isEditable: Bool
  /// The choices of a dropdown.
  public let choices: [Choice]
  /// The constraints on the value.
  public let constraints: PropertyConstraints?
  /// When the property is active; nil for always.
  public let condition: PropertyCondition?

  /// The type of a field.
  public enum Kind: String, Sendable, CaseIterable {
    case string = "String"
    case text = "Text"
    case hidden = "Hidden"
    case dropdown = "Dropdown"
    case boolean = "Boolean"
    case number = "Number"
    case configuration = "Configuration"
  }

  /// Whether a value can be, must be, or is always written as a FEEL expression.
  public enum FEELMode: String, Sendable, CaseIterable {
    case optional, required, `static`
  }

  /// A choice in a dropdown.
  public struct Choice: Sendable {
    /// The choice as JSON.
    public let json: JSONNode
    /// The label of the choice.
    public let name: String
    /// The value of the choice.
    public let value: String
  }

  /// The display name: its label, else its binding.
  public var title: String { label ?? binding.title }
}

extension TemplateProperty {
  private enum Generator: String, CaseIterable { case uuid }

  /// Parses an item of `properties`.
  init(_ json: JSONNode, index: Int) throws(TemplateFault) {
    let what = "property \(index + 1)"
    try json.requireObject(what)
    self.json = json
    self.index = index
    id = try json.text("id")
    label = try json.text("label")
    description = try json.text("description")
    tooltip = try json.text("tooltip")
    group = try json.text("group")
    type = try json.enumeration("type", as: Kind.self) ?? .string
    binding = try PropertyBinding(try json.required("binding", of: what))
    value = try json["value"].map { node throws(TemplateFault) in try TemplateValue(node, "value") }
    generatesUUID = try json["generatedValue"]?.enumeration("type", as: Generator.self) != nil
    feel = try json.enumeration("feel", as: FEELMode.self)
    isOptional = try json.bool("optional") ?? false
    isEditable = try json.bool("editable") ?? true
    constraints = try json["constraints"].map(PropertyConstraints.init)
    condition = try json["condition"].map(PropertyCondition.init)
    var choices: [Choice] = []
    if type == .dropdown, json["choices"] == nil {
      throw TemplateFault("\(what) is a Dropdown but has no 'choices'", in: json)
    }
    for choice in try json.items("choices") {
      choices.append(
        Choice(
          json: choice, name: try choice.requiredText("name", of: "a choice of \(what)"),
          value: try choice.requiredText("value", of: "a choice of \(what)")))
    }
    self.choices = choices
  }
}
