public import JSON

/// A property of an element template: one field of the form that a person fills in, or a hidden
/// constant, and where its value is written.
///
/// Source: reference page element-templates 1.2.
public struct TemplateProperty: Sendable {
  /// The property as written; its members know their places.
  public let json: JSONNode
  /// Its place among the template's properties.
  public let index: Int
  /// The id by which conditions name it.
  public let id: String?
  /// The label in the modeler.
  public let label: String?
  /// The text under the field.
  public let description: String?
  /// The text that is shown on demand.
  public let tooltip: String?
  /// The id of its group.
  public let group: String?
  /// `string` where the template names none.
  public let type: Kind
  /// Where its value goes.
  public let binding: PropertyBinding
  /// The default, or the constant of a hidden property.
  public let value: TemplateValue?
  /// Whether each use gets an identifier of its own as value.
  public let generatesUUID: Bool
  /// Whether its value is FEEL; nil for plain text.
  public let feel: FEELMode?
  /// Whether an empty value is left out of the diagram.
  public let isOptional: Bool
  /// Whether people may change the value.
  public let isEditable: Bool
  /// The values to choose from.
  public let choices: [Choice]
  /// What a value must fulfil.
  public let constraints: PropertyConstraints?
  /// When the property counts; nil for always.
  public let condition: PropertyCondition?

  /// How a value is entered.
  public enum Kind: String, Sendable, CaseIterable {
    case string = "String"
    case text = "Text"
    case hidden = "Hidden"
    case dropdown = "Dropdown"
    case boolean = "Boolean"
    case number = "Number"
    case configuration = "Configuration"
  }

  /// Whether a value may be, must be, or is always written as a FEEL expression.
  public enum FEELMode: String, Sendable, CaseIterable {
    case optional, required, `static`
  }

  /// One value that a dropdown offers.
  public struct Choice: Sendable {
    /// The choice as it is written.
    public let json: JSONNode
    /// The label of the choice.
    public let name: String
    /// The value that it stands for.
    public let value: String
  }

  /// What people know it by: its label, else where it is written.
  public var title: String { label ?? binding.title }
}

extension TemplateProperty {
  private enum Generator: String, CaseIterable { case uuid }

  /// Reads an item of `properties`.
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
    type = try json.word("type", as: Kind.self) ?? .string
    binding = try PropertyBinding(try json.required("binding", of: what))
    value = try json["value"].map { node throws(TemplateFault) in try TemplateValue(node, "value") }
    generatesUUID = try json["generatedValue"]?.word("type", as: Generator.self) != nil
    feel = try json.word("feel", as: FEELMode.self)
    isOptional = try json.bool("optional") ?? false
    isEditable = try json.bool("editable") ?? true
    constraints = try json["constraints"].map(PropertyConstraints.init)
    condition = try json["condition"].map(PropertyCondition.init)
    var choices: [Choice] = []
    if type == .dropdown, json["choices"] == nil {
      throw TemplateFault("\(what) is a Dropdown and has no 'choices'", in: json)
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
