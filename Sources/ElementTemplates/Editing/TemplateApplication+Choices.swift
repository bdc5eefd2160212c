import BPMN
import Diagnostics

extension TemplateApplication {
  /// The change; if a new version hides fields behind a choice without a default, with the choice
  /// that keeps most of what a person entered.
  func bestChange() throws(Diagnostic) -> TemplateChange {
    var best = try change()
    guard element.templateID != nil else { return best }
    var application = self
    for gate in openGates where best.lossCount > 0 {
      for choice in gate.choices {
        var candidate = application
        candidate.settings[gate.index] = choice.value
        // A choice that is inactive is not a candidate.
        guard let change = try? candidate.change(), change.lossCount < best.lossCount else {
          continue
        }
        application = candidate
        best = TemplateChange(
          source: change.source, edits: change.edits,
          notes: change.notes + [.chosen(gate, choice, element)])
      }
    }
    return best
  }

  /// The choices without a default or a value that the former template does not have.
  private var openGates: [TemplateProperty] {
    let former = Set(self.former?.properties.map(\.binding.place) ?? [])
    return template.properties.filter {
      $0.type == .dropdown && $0.value == nil && settings[$0.index] == nil
        && !former.contains($0.binding.place)
        && $0.binding.value(in: element)?.text?.isEmpty != false
    }
  }
}

extension TemplateChange {
  /// The number of values that were lost.
  fileprivate var lossCount: Int { notes.count { $0.severity == .warning } }
}

extension Diagnostic {
  fileprivate static func chosen(
    _ gate: TemplateProperty, _ choice: TemplateProperty.Choice, _ element: BPMNElement
  ) -> Diagnostic {
    Diagnostic(
      rule: "template/carry-over", severity: .info,
      message:
        "\"\(gate.title)\" of \"\(element.label)\" was set to '\(choice.value)', which keeps "
        + "existing values",
      location: element.location, element: element.reference)
  }
}
