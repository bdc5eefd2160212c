import BPMN
import Diagnostics
import XML

/// One change of an element from its current template, if any, to another.
struct TemplateApplication {
  let element: BPMNElement
  let template: ElementTemplate
  let former: ElementTemplate?
  var settings: [Int: String]
  let ids: IDGenerator
  let library: TemplateLibrary

  /// Which properties are active depends on the values, and the values on the active properties:
  /// the change is computed repeatedly, always from the original element, until it is stable.
  func change() throws(Diagnostic) -> TemplateChange {
    let plan = ValuePlan(
      element: element, template: template, former: former, settings: settings, ids: ids)
    var active = template.activeProperties(of: element)
    for _ in 0..<Self.maximumRounds {
      let draft = try draft(plan, active)
      let edits = draft.root.edits().inOrder
      let changed = try result(of: edits)
      let next = template.activeProperties(of: changed)
      if next.map(\.index) == active.map(\.index) {
        try checkSettings(active)
        let notes = draft.notes + CarryOver.notes(plan, former: former, library, changed)
        return TemplateChange(source: element.model.source, edits: edits, notes: notes)
      }
      active = next
    }
    throw .notEditable(
      element, "the conditions of the template \"\(template.name)\" contradict each other")
  }

  private static let maximumRounds = 32

  /// The element after the edits.
  private func result(of edits: [TextEdit]) throws(Diagnostic) -> BPMNElement {
    let source = element.model.source
    let file = BPMNFile(parsing: source.applying(edits), path: source.path)
    guard let id = element.id, let changed = file.model?.element(id: id) else {
      throw .notEditable(element, "a value contains characters that XML does not allow")
    }
    return changed
  }

  private func draft(
    _ plan: ValuePlan, _ active: [TemplateProperty]
  ) throws(Diagnostic) -> ElementDraft {
    let draft = try ElementDraft(element, ids: ids)
    let assignments = plan.assignments(active)
    let properties = assignments.map(\.property)
    for kind in [RootElementKind.message, .signal]
    where former?.properties.bind(kind) == true && !properties.bind(kind) {
      draft.releaseRoot(kind)
    }
    if let target = template.elementType { try draft.changeType(to: target) }
    draft.removeForeignExtensions(beside: properties)
    for kind in [RootElementKind.message, .signal] where properties.bind(kind) {
      draft.claimRoot(kind, for: template.id, isOurs: former?.properties.bind(kind) == true)
    }
    try erase(Set(assignments.map(\.place)), draft)
    for assignment in assignments {
      try draft.write(
        assignment.value, to: assignment.place, keepsEmpty: !assignment.property.isOptional)
    }
    if element.type == .callActivity || draft.xml.name.local == "callActivity" {
      draft.closePropagation(properties)
    }
    draft.arrange(properties)
    draft.setTemplate(template)
    return draft
  }

  /// Removes the values of the former template and of inactive properties of the new one.
  private func erase(_ written: Set<PropertyBinding>, _ draft: ElementDraft) throws(Diagnostic) {
    var seen = written
    for property in (former?.properties ?? []) + template.properties {
      let place = property.binding.place
      guard seen.insert(place).inserted else { continue }
      try draft.erase(place, value: property.defaultText)
    }
  }

  /// Rejects a setting of an inactive property, which would be lost.
  private func checkSettings(_ active: [TemplateProperty]) throws(Diagnostic) {
    let places = Set(active.map(\.binding.place))
    for (index, value) in settings.sorted(by: { $0.key < $1.key }) {
      let property = template.properties[index]
      guard !places.contains(property.binding.place) else { continue }
      let name = property.id ?? property.binding.partName ?? property.title
      throw .badSetting(
        TemplateSetting(name: name, value: value),
        "other values make it inactive\(property.conditionText)", element)
    }
  }
}

extension TemplateProperty {
  /// The properties that determine this.
  fileprivate var conditionText: String {
    let names = condition?.clauses.map { "'\($0.property)'" } ?? []
    return names.isEmpty ? "" : "; see \(names.joined(separator: " and "))"
  }
}
