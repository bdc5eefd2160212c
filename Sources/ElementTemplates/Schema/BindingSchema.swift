import JSON

/// The binding of a property: a known type with the members it requires.
enum BindingSchema {
  static func check(_ property: PropertyDraft, _ report: inout SchemaReport) {
    guard let binding = property.binding,
      report.isKind(binding, .object, "the binding of \(property.title)")
    else { return }
    report.check(
      "name", "source", "key", "property", "linkName", "eventType", "retries", are: .text,
      in: binding)
    checkHeaders(binding, &report)
    guard let type = binding["type"] else {
      report.add("the binding of \(property.title) has no 'type'", at: binding)
      return
    }
    guard let place = property.place else {
      report.requireOneOf(type, BindingType.allCases.map(\.rawValue), as: "the type of a binding")
      return
    }
    checkPart(of: place, binding, &report)
    checkListenerMembers(place, binding, &report)
  }

  private static func checkPart(
    of place: BindingType, _ binding: JSONNode, _ report: inout SchemaReport
  ) {
    let owner = "the binding to \(place.rawValue)"
    if place == .linkedResource { report.require("linkName", in: binding, of: owner) }
    guard let (key, words) = place.part else { return }
    report.require(key, in: binding, of: owner)
    if let words { report.requireOneOf(binding[key], words, as: "'\(key)' of \(owner)") }
  }

  private static func checkHeaders(_ binding: JSONNode, _ report: inout SchemaReport) {
    for header in report.list("headers", in: binding) {
      guard report.isKind(header, .object, "a listener's header") else { continue }
      report.require("key", "value", in: header, of: "the listener's header")
      report.check("key", "value", are: .text, in: header)
      for member in header.members where member.key != "key" && member.key != "value" {
        report.add(
          "a listener's header only has 'key' and 'value', not '\(member.key)'", at: header)
      }
    }
  }

  /// Members that only listeners have.
  private static func checkListenerMembers(
    _ place: BindingType, _ binding: JSONNode, _ report: inout SchemaReport
  ) {
    if binding["headers"] != nil, place != .executionListener, let type = binding["type"] {
      report.add(
        "'headers' is only for zeebe:executionListener, not for \(place.rawValue)", at: type)
    }
    if place == .executionListener || place == .taskListener { return }
    for key in ["eventType", "retries", "headers"] where binding[key] != nil {
      report.add("'\(key)' is only for listeners, not for \(place.rawValue)", at: binding)
    }
  }
}
