import BPMN
import Diagnostics

/// What became of the values that a person wrote.
enum CarryOver {
  /// - Parameter changed: the element as it is now.
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

  /// The longer expressions of our own stand-ins differ from those of the official templates, so
  /// a difference says nothing about a person.
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
  /// What changing an element's template does to values that somebody typed.
  ///
  /// `bpmnc template apply` and `upgrade` keep every value that the new template has a place for. A
  /// warning names one that got lost, with what it was; a note, what was kept or chosen in order to
  /// keep it.
  ///
  /// Severity: warning or info
  private static let rule = "template/carry-over"

  fileprivate static func notCarriedOver(
    _ property: TemplateProperty, _ value: BoundValue, _ text: String, _ plan: ValuePlan
  ) -> Diagnostic {
    Diagnostic(
      rule: rule, severity: .warning,
      message:
        "\"\(property.title)\" of \"\(plan.element.label)\" was '\(text)', which the template "
        + "\"\(plan.template.name)\" has no place for or replaces",
      help: "It is the \(property.binding.title). Write it elsewhere if it is still needed.",
      location: SourceLocation(plan.element.model.source, value.range),
      element: plan.element.reference)
  }

  fileprivate static func keptByHand(
    _ what: String, _ template: ElementTemplate, _ element: BPMNElement
  ) -> Diagnostic {
    Diagnostic(
      rule: rule, severity: .info,
      message:
        "\(what) of \"\(element.label)\" is not of the template \"\(template.name)\" and stays",
      location: element.location, element: element.reference)
  }

  /// Something that the element cannot have any more.
  static func lost(_ what: String, _ element: BPMNElement) -> Diagnostic {
    Diagnostic(
      rule: rule, severity: .warning,
      message: "\(what) of \"\(element.label)\" was taken away: it does not go with the template",
      location: element.location, element: element.reference)
  }
}
