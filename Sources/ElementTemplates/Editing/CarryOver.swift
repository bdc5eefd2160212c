import BPMN
import Diagnostics

/// Reports what happened to the values that a person entered.
enum CarryOver {
  /// - Parameter changed: the element after the change.
  static func notes(
    _ plan: ValuePlan, former: ElementTemplate?, _ library: TemplateLibrary,
    _ changed: BPMNElement
  ) -> [Diagnostic] {
    let settings = Set(plan.settings.keys.map { plan.template.properties[$0].binding.place })
    var seen = settings
    var notes: [Diagnostic] = []
    for property in (former?.properties ?? []) + plan.template.properties {
      let place = property.binding.place
      guard seen.insert(place).inserted, plan.isAuthored(place),
        !isConstantOfStandIn(property, former, library),
        let value = place.value(in: plan.element)
      else { continue }
      let text = value.text ?? ""
      let isThere =
        place.value(in: changed)?.text == text
        || place.otherPlace?.value(in: changed)?.text == text
      if !isThere { notes.append(.notCarriedOver(property, value, text, plan)) }
    }
    let known = (former?.properties ?? []) + plan.template.properties
    return notes
      + Leftovers.notes(
        changed, explained: Set(known.map(\.binding.place)),
        as: { .keptByHand($0, plan.template, plan.element) })
  }

  /// Longer expressions of the built-in stand-ins differ from those of the official templates, so a
  /// difference does not mean that a person changed the value.
  private static func isConstantOfStandIn(
    _ property: TemplateProperty, _ former: ElementTemplate?, _ library: TemplateLibrary
  ) -> Bool {
    guard let former, property.type == .hidden else { return false }
    return library.isStandIn(former)
  }
}

extension Diagnostic {
  /// # template/carry-over
  ///
  /// An element keeps its values when its template changes.
  ///
  /// `bpmnc template apply` and `upgrade` keep every value that the new template supports. A
  /// warning names a value that was lost; a note names a value that was kept or chosen to keep
  /// others.
  ///
  /// Severity: warning or info
  private static let rule = "template/carry-over"

  fileprivate static func notCarriedOver(
    _ property: TemplateProperty, _ value: BoundValue, _ text: String, _ plan: ValuePlan
  ) -> Diagnostic {
    Diagnostic(
      rule: rule, severity: .warning,
      message:
        "\"\(property.title)\" of \"\(plan.element.label)\" lost its value '\(text)': the template "
        + "\"\(plan.template.name)\" does not have it or replaces it",
      help: "It was the \(property.binding.title). Write it elsewhere if it is still needed.",
      location: SourceLocation(plan.element.model.source, value.range),
      element: plan.element.reference)
  }

  fileprivate static func keptByHand(
    _ what: String, _ template: ElementTemplate, _ element: BPMNElement
  ) -> Diagnostic {
    Diagnostic(
      rule: rule, severity: .info,
      message:
        "\(what) of \"\(element.label)\" is not part of the template \"\(template.name)\" and was kept",
      location: element.location, element: element.reference)
  }

  /// Something that the element cannot have any more.
  static func lost(_ what: String, _ element: BPMNElement) -> Diagnostic {
    Diagnostic(
      rule: rule, severity: .warning,
      message: "\(what) of \"\(element.label)\" was removed: it does not fit the template",
      location: element.location, element: element.reference)
  }
}
