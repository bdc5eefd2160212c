import FEEL
import JSON
import Text

/// Defaults and sources that are expressions must be valid FEEL.
enum TemplateFEEL {
  static func check(_ template: ElementTemplate, _ report: inout SchemaReport) {
    for property in template.properties {
      if let node = property.json["value"], let text = expression(property) {
        check(text, "the default of \(property.numberedTitle)", node, &report)
      }
      if case .output(let source) = property.binding, source.hasPrefix("="),
        let node = property.json["binding"]?["source"]
      {
        check(String(source.dropFirst()), "the source of \(property.numberedTitle)", node, &report)
      }
    }
  }

  /// The default without its `=`; nil if it is not an expression.
  private static func expression(_ property: TemplateProperty) -> String? {
    guard case .string(let text) = property.value, !text.trimmedByJavaScript.isEmpty else {
      return nil
    }
    if text.hasPrefix("=") {
      if case .property = property.binding, property.feel == nil { return nil }
      if case .output = property.binding { return nil }
      return String(text.dropFirst())
    }
    return property.feel == .required ? text : nil
  }

  private static func check(
    _ text: String, _ name: String, _ node: JSONNode, _ report: inout SchemaReport
  ) {
    // The runtime resolves secrets before evaluation.
    if text.containsText("{{") || text.isBlank { return }
    do {
      _ = try FEELExpression(parsing: text, functions: .connectors)
    } catch {
      report.add(
        "\(name) is not valid FEEL: \(error.problems.first?.message ?? "syntax error")",
        help: "Try the expression with 'bpmnc feel EXPRESSION'.", at: node)
    }
  }
}
