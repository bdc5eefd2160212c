import BPMN
import Diagnostics

/// A value that a user sets for a property.
public struct TemplateSetting: Sendable, Hashable {
  /// The id of the property, or its binding.
  public var name: String
  /// The value to set.
  public var value: String

  /// A value for the property with this id or binding.
  public init(name: String, value: String) {
    self.name = name
    self.value = value
  }

  /// The settings by property index; several properties may have the binding that a setting names,
  /// each with a condition of its own.
  ///
  /// - Throws: for an unknown name, a constant, and a value that is not a choice.
  static func resolve(
    _ settings: [TemplateSetting], _ template: ElementTemplate, _ element: BPMNElement
  ) throws(Diagnostic) -> [Int: String] {
    var result: [Int: String] = [:]
    for setting in settings {
      let named = template.properties.filter {
        $0.id == setting.name || $0.binding.partName == setting.name
      }
      guard !named.isEmpty else { throw .noSuchProperty(setting, template, element) }
      let open = named.filter { $0.type != .hidden }
      guard !open.isEmpty else {
        throw .badSetting(
          setting, "it is a constant in the template \"\(template.name)\"", element)
      }
      for property in open {
        if let reason = property.refusal(of: setting.value) {
          throw .badSetting(setting, reason, element)
        }
        result[property.index] = setting.value
      }
    }
    return result
  }
}

extension TemplateProperty {
  fileprivate func refusal(of value: String) -> String? {
    let isExpression = value.hasPrefix("=")
    switch type {
    case .dropdown where !choices.contains { $0.value == value }:
      return "choices are: " + choices.map(\.value).joined(separator: ", ")
    case .boolean where !isExpression && value != "true" && value != "false":
      return "expected true or false"
    case .number where !isExpression && TemplateValue.string(value).javaScriptNumber == nil:
      return "expected a number"
    default: return nil
    }
  }
}

extension Diagnostic {
  static func badSetting(
    _ setting: TemplateSetting, _ reason: String, _ element: BPMNElement
  ) -> Diagnostic {
    .notEditable(element, "'\(setting.name)' cannot be set to '\(setting.value)': \(reason)")
  }

  fileprivate static func noSuchProperty(
    _ setting: TemplateSetting, _ template: ElementTemplate, _ element: BPMNElement
  ) -> Diagnostic {
    var seen: Set<String> = []
    let names = template.properties.filter { $0.type != .hidden }
      .compactMap { $0.id ?? $0.binding.partName }.filter { seen.insert($0).inserted }
    var finding = Diagnostic.notEditable(
      element, "the template \"\(template.name)\" has no property '\(setting.name)'")
    finding.help = "Properties are: \(names.joined(separator: ", "))."
    return finding
  }
}
