import JSON
import Text

/// # template/duplicate-binding
///
/// Two properties that can be active at the same time should not have the same binding.
///
/// The later one overwrites the value entered in the other. Remove one, or give them mutually
/// exclusive conditions.
///
/// Severity: warning
///
/// Bad:
/// ```json
/// "properties": [
///   {"type": "String",
///    "binding": {"type": "zeebe:input", "name": "x"}},
///   {"type": "Text",
///    "binding": 1️⃣{"type": "zeebe:input", "name": "x"}}
/// ]
/// ```
///
/// Good:
/// ```json
/// "properties": [
///   {"type": "String",
///    "binding": {"type": "zeebe:input", "name": "x"}},
///   {"type": "Text",
///    "binding": {"type": "zeebe:input", "name": "y"}}
/// ]
/// ```
enum DuplicateBinding {
  static func check(_ template: ElementTemplate, _ report: inout SchemaReport) {
    var seen: [PropertyBinding: [TemplateProperty]] = [:]
    // An element may have several listeners for one event.
    for property in template.properties where !property.binding.isListener {
      let earlier = seen[property.binding, default: []].first { areActiveTogether($0, property) }
      if let earlier {
        report.add(
          "\(property.numberedTitle) has the same binding as \(earlier.numberedTitle): "
            + property.binding.title,
          help: "Remove one, or give them mutually exclusive conditions.",
          at: property.json["binding"] ?? property.json)
      }
      seen[property.binding, default: []].append(property)
    }
  }

  /// Whether both are certainly active at some time.
  private static func areActiveTogether(_ left: TemplateProperty, _ right: TemplateProperty) -> Bool
  {
    guard let first = left.condition, let second = right.condition else { return true }
    return Set(first.clauses.map(Clause.init)) == Set(second.clauses.map(Clause.init))
  }

  private struct Clause: Hashable {
    var property: String
    var test: PropertyCondition.Test

    init(_ clause: PropertyCondition.Clause) {
      property = clause.property
      test = clause.test
    }
  }
}

extension PropertyBinding {
  fileprivate var isListener: Bool { type == .executionListener || type == .taskListener }
}

/// # template/empty-binding
///
/// The target of a binding should have a name.
///
/// A value written to a target without a name is lost, or rejected by the engine.
///
/// Severity: warning
///
/// Bad:
/// ```json
/// "properties": [
///   {"type": "String", "binding": {"type": "zeebe:input", "name": 1️⃣" "}}
/// ]
/// ```
///
/// Good:
/// ```json
/// "properties": [
///   {"type": "String",
///    "binding": {"type": "zeebe:input", "name": "x"}}
/// ]
/// ```
enum EmptyBinding {
  static func check(_ template: ElementTemplate, _ report: inout SchemaReport) {
    for property in template.properties {
      guard let key = property.binding.type.part?.key, let node = property.json["binding"]?[key],
        node.string?.trimmedByJavaScript.isEmpty == true
      else { continue }
      report.add("\(property.numberedTitle) is bound to a target without a name", at: node)
    }
  }
}

/// # template/configuration
///
/// Members for properties of type Configuration should only be used in such properties.
///
/// They have no effect on other types of properties.
///
/// Severity: warning
///
/// Bad:
/// ```json
/// "properties": [
///   {"type": "String", "configurationTemplate": 1️⃣"C",
///    "binding": {"type": "zeebe:input", "name": "x"}}
/// ]
/// ```
///
/// Good:
/// ```json
/// "properties": [
///   {"type": "String",
///    "binding": {"type": "zeebe:input", "name": "x"}}
/// ]
/// ```
enum ConfigurationMembers {
  static func check(_ template: ElementTemplate, _ report: inout SchemaReport) {
    for property in template.properties where property.type != .configuration {
      for key in ["configurationTemplate", "configurationTemplateVersion"] {
        guard let node = property.json[key] else { continue }
        report.add(
          "'\(key)' has no effect: \(property.numberedTitle) is not of type Configuration",
          at: node)
      }
    }
  }
}
