import BPMN
import JSON

/// # template/target
///
/// A template should apply to existing types, including its element type.
///
/// A template that applies to no type, to unknown types, or to elements that cannot be changed to
/// its element type, cannot be used.
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
      report.add("the template applies to no element type and cannot be used", at: node)
      return
    }
    for item in node.items {
      guard let name = item.string, name.hasPrefix("bpmn:"), !ElementType.isKnown(name) else {
        continue
      }
      report.add("unknown BPMN type '\(name)'", at: item)
    }
    guard let target = template.elementType, let type = ElementType(qualifiedName: target.value),
      let place = template.json["elementType"]?["value"]
    else { return }
    if !template.appliesTo.contains(where: type.isKind) {
      report.add(
        "the element type '\(target.value)' is not among the types the template applies to",
        help: "Add it or one of its supertypes to 'appliesTo'.", at: place)
    }
    for item in node.items {
      guard let name = item.string, let source = ElementType(qualifiedName: name),
        !isChangeable(source, into: type)
      else { continue }
      report.add("a '\(name)' cannot be changed to a '\(target.value)'", at: item)
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

  /// The types that are instances of a type that a template names.
  static func kinds(of name: String) -> [ElementType] { allCases.filter { $0.isKind(of: name) } }
}
