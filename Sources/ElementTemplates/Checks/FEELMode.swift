import BPMN
import Diagnostics
import XML

/// A value that must be a FEEL expression does not begin with `=`.
///
/// Camunda takes such a value for plain text, and so the connector gets the words of the
/// expression instead of its value. The expressions that the connector runtime itself evaluates
/// need no sign. Modelers add the sign by themselves; it is missing where the
/// file was written by hand or the template was taken off and put on again.
enum FEELMode {
  static func check(_ use: TemplateUse) -> [Diagnostic] {
    use.properties.compactMap { property in
      guard property.isCastToFEEL, property.type != .hidden,
        !RuntimeProperties.evaluates(property.binding.place),
        let value = property.binding.value(in: use.places), let text = value.text,
        !text.trimmingBlanks.isEmpty, !text.hasPrefix("=")
      else { return nil }
      return .noExpression(property, value, text, use)
    }
  }
}

extension Diagnostic {
  fileprivate static func noExpression(
    _ property: TemplateProperty, _ value: BoundValue, _ text: String, _ use: TemplateUse
  ) -> Diagnostic {
    let edit = value.attribute.map {
      XMLEditor.setAttribute($0.name.qualified, to: "=" + text, on: $0.element)
    }
    return Diagnostic(
      rule: "template/feel", severity: .warning,
      message:
        "\"\(property.title)\" of \"\(use.element.label)\" must be a FEEL expression, but does not "
        + "begin with '='",
      help: "Without it, Camunda takes the value for plain text.",
      location: use.location(of: value), element: use.element.reference,
      fixIt: edit.map { FixIt(title: "Put '=' before it", edits: [$0]) })
  }
}
