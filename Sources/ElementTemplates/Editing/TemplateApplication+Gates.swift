import BPMN
import Diagnostics

extension TemplateApplication {
  /// The change; where a new version hides fields behind a choice that it leaves open, with the
  /// choice that keeps most of what a person typed.
  func bestChange() throws(Diagnostic) -> TemplateChange {
    var best = try change()
    guard element.templateID != nil else { return best }
    var application = self
    for gate in openGates where best.lossCount > 0 {
      for choice in gate.choices {
        var candidate = application
        candidate.settings[gate.index] = choice.value
        // A choice that does not count as things are is no candidate.
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

  /// The choices that have no default, that nobody made, and that the former template lacks.
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
  /// How many values could not be carried over.
  fileprivate var lossCount: Int { notes.count { $0.severity == .warning } }
}

extension Diagnostic {
  fileprivate static func chosen(
    _ gate: TemplateProperty, _ choice: TemplateProperty.Choice, _ element: BPMNElement
  ) -> Diagnostic {
    Diagnostic(
      rule: "template/carry-over", severity: .info,
      message:
        "\"\(gate.title)\" of \"\(element.label)\" was set to '\(choice.value)', which keeps the "
        + "values that were there",
      location: element.location, element: element.reference)
  }
}
