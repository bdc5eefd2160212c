import JSON
import Text

/// # template/unknown-key
///
/// A template should only use known keys.
///
/// Unknown keys have no effect and are usually misspelled. Keys that begin with `//` are comments.
///
/// Severity: warning
///
/// Bad:
/// ```json
/// 1️⃣"verson": 2
/// ```
///
/// Good:
/// ```json
/// "version": 2
/// ```
enum UnknownKey {
  private static let template: Set = [
    "$schema", "name", "id", "appliesTo", "properties", "version", "description", "keywords",
    "documentationRef", "metadata", "isDefault", "deprecated", "elementType", "category", "icon",
    "groups", "engines", "entriesVisible", "steps", "presets", "configurationTemplates",
  ]
  private static let property: Set = [
    "id", "label", "description", "tooltip", "group", "type", "value", "generatedValue",
    "editable", "optional", "feel", "language", "placeholder", "choices", "constraints",
    "condition", "binding", "configurationTemplate", "configurationTemplateVersion",
  ]
  private static let binding: Set = [
    "type", "name", "source", "key", "property", "linkName", "eventType", "retries", "headers",
  ]
  private static let condition: Set = [
    "type", "property", "equals", "oneOf", "isActive", "isEmpty", "allMatch",
  ]
  private static let step: Set = ["name", "description", "keywords", "steps", "presetId"]

  static func check(_ json: JSONNode, _ report: inout SchemaReport) {
    report.checkKeys(json, template)
    report.checkKeys(json["elementType"], ["value", "eventDefinition"])
    report.checkKeys(json["icon"], ["contents"])
    report.checkKeys(json["category"], ["id", "name"])
    report.checkKeys(json["deprecated"], ["message", "documentationRef"])
    for group in json["groups"]?.items ?? [] {
      report.checkKeys(group, ["id", "label", "tooltip", "openByDefault"])
    }
    for preset in json["presets"]?.items ?? [] { report.checkKeys(preset, ["id", "properties"]) }
    checkSteps(json, &report)
    for item in json["properties"]?.items ?? [] { check(property: item, property, &report) }
    for configuration in json["configurationTemplates"]?.items ?? [] {
      for item in configuration["properties"]?.items ?? [] {
        check(property: item, property.union(["secret"]), &report)
      }
    }
  }

  private static func checkSteps(_ json: JSONNode, _ report: inout SchemaReport) {
    for item in json["steps"]?.items ?? [] {
      report.checkKeys(item, step)
      checkSteps(item, &report)
    }
  }

  private static func check(
    property json: JSONNode, _ known: Set<String>, _ report: inout SchemaReport
  ) {
    report.checkKeys(json, known)
    report.checkKeys(json["binding"], binding)
    report.checkKeys(json["generatedValue"], ["type"])
    report.checkKeys(json["constraints"], ["notEmpty", "minLength", "maxLength", "pattern"])
    report.checkKeys(json["constraints"]?["pattern"], ["value", "message"])
    checkCondition(json["condition"], &report)
    for choice in json["choices"]?.items ?? [] {
      report.checkKeys(choice, ["name", "value", "condition"])
      checkCondition(choice["condition"], &report)
    }
  }

  private static func checkCondition(_ json: JSONNode?, _ report: inout SchemaReport) {
    report.checkKeys(json, condition)
    for item in json?["allMatch"]?.items ?? [] { report.checkKeys(item, condition) }
  }
}

extension SchemaReport {
  /// Reports unknown members of an object; those that begin with `//` are comments.
  fileprivate mutating func checkKeys(_ object: JSONNode?, _ known: Set<String>) {
    for member in object?.members ?? [] where !known.contains(member.key) {
      if member.key.hasPrefix("//") || member.key == "$comment" { continue }
      let meant = member.key.nearest(of: known)
      add(
        "unknown key '\(member.key)' is ignored",
        help: meant.map { "Did you mean '\($0)'?" } ?? "Known: \(known.sorted().listed).",
        at: JSONNode(keyOf: member))
    }
  }
}

extension String {
  /// The most similar word, if it is similar enough to be suggested.
  func nearest(of words: Set<String>) -> String? {
    let limit = count < 4 ? 1 : 2
    return Suggestion.nearest(to: self, among: words) { _, _ in limit }
  }
}
