import JSON
import Text

/// # template/duplicate-binding
///
/// No two properties that count at the same time are bound to one place.
///
/// The later one overwrites what an author typed into the other. Take one away, or give them
/// conditions of which only one can hold.
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
      let earlier = seen[property.binding, default: []].first { countTogether($0, property) }
      if let earlier {
        report.add(
          "\(property.numberedTitle) is bound to the same place as \(earlier.numberedTitle): "
            + property.binding.title,
          help: "Take one away, or give them conditions of which only one can hold.",
          at: property.json["binding"] ?? property.json)
      }
      seen[property.binding, default: []].append(property)
    }
  }

  /// Whether both certainly count at times.
  private static func countTogether(_ left: TemplateProperty, _ right: TemplateProperty) -> Bool {
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
/// The place that a property is bound to has a name.
///
/// What is written to a place without name is lost, or refused by the engine.
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
      report.add("\(property.numberedTitle) is bound to a place without name", at: node)
    }
  }
}

/// # template/configuration
///
/// Members that only properties of type Configuration have stand in such properties only.
///
/// Elsewhere they have no effect.
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
          "'\(key)' has no effect, since \(property.numberedTitle) is not of type Configuration",
          at: node)
      }
    }
  }
}
