import BPMN
import JSON

/// # template/target
///
/// What a template applies to exists, and its element type is among it.
///
/// A template for nothing, for a type that BPMN does not have, or for elements that cannot become
/// the type that it demands, cannot be used.
///
/// Severity: warning
///
/// Bad:
/// ```json
/// "appliesTo": [1️⃣"bpmn:ServisTask"]
/// ```
///
/// Good:
/// ```json
/// "appliesTo": ["bpmn:ServiceTask"]
/// ```
enum TargetRule {
  private static let families = ["bpmn:Activity", "bpmn:Event", "bpmn:Gateway"]

  static func check(_ template: ElementTemplate, _ report: inout SchemaReport) {
    guard let node = template.json["appliesTo"] else { return }
    if template.appliesTo.isEmpty {
      report.add("the template applies to nothing, so nobody can use it", at: node)
      return
    }
    for item in node.items {
      guard let name = item.string, name.hasPrefix("bpmn:"), !ElementType.isKnown(name) else {
        continue
      }
      report.add("BPMN has no type '\(name)'", at: item)
    }
    guard let target = template.elementType, let type = ElementType(qualifiedName: target.value),
      let place = template.json["elementType"]?["value"]
    else { return }
    if !template.appliesTo.contains(where: type.isKind) {
      report.add(
        "the element type '\(target.value)' is none of what the template applies to",
        help: "Add it, or a type that it is a kind of, to 'appliesTo'.", at: place)
    }
    for item in node.items {
      guard let name = item.string, let source = ElementType(qualifiedName: name),
        !isChangeable(source, into: type)
      else { continue }
      report.add("a '\(name)' cannot become a '\(target.value)'", at: item)
    }
  }

  private static func isChangeable(_ source: ElementType, into target: ElementType) -> Bool {
    source == target || families.contains { source.isKind(of: $0) && target.isKind(of: $0) }
  }
}

extension ElementType {
  private static let abstractTypes: Set = [
    "bpmn:BaseElement", "bpmn:FlowElement", "bpmn:FlowNode", "bpmn:InteractionNode",
    "bpmn:Activity", "bpmn:Event", "bpmn:CatchEvent", "bpmn:ThrowEvent", "bpmn:Gateway",
    "bpmn:FlowElementsContainer", "bpmn:CallableElement",
  ]

  static func isKnown(_ name: String) -> Bool {
    ElementType(qualifiedName: name) != nil || abstractTypes.contains(name)
  }

  /// The types that are of a kind that a template names.
  static func kinds(of name: String) -> [ElementType] { allCases.filter { $0.isKind(of: name) } }
}
