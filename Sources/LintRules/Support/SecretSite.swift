import Diagnostics
import SecretReferences
import BPMN
import XML

/// What kind of place a reference to a secret stands in, as far as the connector runtime cares.
///
/// Source: reference page connector-runtime, 2.2 and 2.3.
enum SecretSite {
  /// The input mapping of a task that a connector works on: values are put in.
  case connectorInput
  /// The same without an element template. Runtimes with the strict filter, which is the default of
  /// new ones, put nothing in.
  case inputWithoutTemplate
  /// A setting of an inbound connector: values are put in, before any FEEL of it is evaluated.
  case webhookSetting(isFEEL: Bool)
  /// Words for people: nobody expects a value.
  case prose
  /// Any other place: the text stays as it is. The words say which place that is.
  case elsewhere(String, Remedy)

  enum Remedy {
    /// Hand the value in by an input mapping.
    case input
    /// Compare or evaluate something else.
    case plainValue
  }

  init(_ use: SecretUse) {
    let element = use.text.element
    guard let attribute = use.text.attribute else {
      self = Self.ofText(element, use.model)
      return
    }
    switch (element.name.local, attribute.name.local) {
    case _ where element.name.namespace == XMLNamespace.bpmn && attribute.name.local == "name":
      self = .prose
    case ("categoryValue", "value"): self = .prose
    case ("input", "source"): self = Self.ofInput(element, use.model)
    case ("property", "value"): self = Self.ofProperty(element, use.model)
    case ("header", "value"):
      self = .elsewhere("the task header '\(element["key"] ?? "")'", .input)
    case ("output", "source"):
      self = .elsewhere("the output mapping to '\(element["target"] ?? "")'", .input)
    case ("subscription", "correlationKey"):
      self = .elsewhere("the correlation key of a message", .plainValue)
    case ("script", "expression"): self = .elsewhere("a script expression", .input)
    case ("taskDefinition", let name):
      self = .elsewhere("the \(name) of the task definition", .plainValue)
    default: self = .elsewhere(use.field, .plainValue)
    }
  }

  private static func ofText(_ element: XMLElement, _ model: BPMNModel) -> SecretSite {
    switch element.name.local {
    case "documentation", "text": .prose
    default: .elsewhere("the text of \(element.name.local)", .plainValue)
    }
  }

  private static func ofInput(_ input: XMLElement, _ model: BPMNModel) -> SecretSite {
    let target = "the input '\(input["target"] ?? "")'"
    guard let owner = owner(of: input, model), owner.jobType != nil else {
      return .elsewhere("\(target) of an element without a connector", .input)
    }
    switch owner.type {
    case .serviceTask, .sendTask, .scriptTask, .businessRuleTask:
      return owner.templateID == nil ? .inputWithoutTemplate : .connectorInput
    default: return .connectorInput
    }
  }

  private static func ofProperty(_ property: XMLElement, _ model: BPMNModel) -> SecretSite {
    let name = property["name"] ?? ""
    guard let owner = owner(of: property, model), owner.zeebeProperty("inbound.type") != nil else {
      return .elsewhere("the property '\(name)' of an element without an inbound connector", .input)
    }
    if rawProperties.contains(name) {
      return .elsewhere("the property '\(name)'", .plainValue)
    }
    let isFEEL =
      evaluatedProperties.contains(name) || property["value"]?.hasPrefix("=") == true
    return .webhookSetting(isFEEL: isFEEL)
  }

  /// The BPMN element that an extension below a list belongs to.
  private static func owner(of extension: XMLElement, _ model: BPMNModel) -> BPMNElement? {
    `extension`.parent?.parent?.parent.flatMap { model.element(for: $0) }
  }

  /// Read from the diagram as they are.
  private static let rawProperties: Set = [
    "inbound.type", "resultExpression", "resultVariable", "activationCondition",
    "inbound.activationCondition", "correlationKeyExpression", "messageIdExpression", "messageTtl",
    "deduplicationId", "deduplicationMode",
  ]

  /// FEEL without a leading `=` as well.
  private static let evaluatedProperties: Set = [
    "inbound.responseExpression", "inbound.verificationExpression", "inbound.auth.apiKeyLocator",
    "inbound.auth.jwt.permissionsExpression",
  ]
}
