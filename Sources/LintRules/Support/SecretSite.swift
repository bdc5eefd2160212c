import BPMN
import Diagnostics
import SecretReferences
import XML

/// The kind of place of a secret reference, as far as the connector runtime distinguishes them.
enum SecretSite {
  /// The input mapping of a connector task: secrets are resolved.
  case connectorInput
  /// The same without an element template. Runtimes with the strict filter, the default in new
  /// ones, do not resolve secrets there.
  case inputWithoutTemplate
  /// A setting of an inbound connector: secrets are resolved before its FEEL is evaluated.
  case webhookSetting(isFEEL: Bool)
  /// Prose: no value is expected.
  case prose
  /// Any other place: the text stays unchanged. The string describes the place.
  case elsewhere(String, Remedy)

  enum Remedy {
    /// Pass the value through an input mapping.
    case input
    /// Use a literal value or a variable.
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

  /// The BPMN element that an extension in a list belongs to.
  private static func owner(of extension: XMLElement, _ model: BPMNModel) -> BPMNElement? {
    `extension`.parent?.parent?.parent.flatMap { model.element(for: $0) }
  }

  /// Properties that are read from the diagram without resolving secrets.
  private static let rawProperties: Set = [
    "inbound.type", "resultExpression", "resultVariable", "activationCondition",
    "inbound.activationCondition", "correlationKeyExpression", "messageIdExpression", "messageTtl",
    "deduplicationId", "deduplicationMode",
  ]

  /// Properties that are FEEL even without a leading `=`.
  private static let evaluatedProperties: Set = [
    "inbound.responseExpression", "inbound.verificationExpression", "inbound.auth.apiKeyLocator",
    "inbound.auth.jwt.permissionsExpression",
  ]
}
