package import BPMN
package import Diagnostics
import FEEL
import Text
package import XML

/// A reference in a diagram to a process, form, decision or other resource, by its ID.
package struct ResourceReference: Sendable {
  package let kind: ProjectIndex.Kind
  package let id: String
  package let element: BPMNElement
  package let attribute: XMLAttribute

  package var location: SourceLocation {
    SourceLocation(element.model.source, attribute.valueRange)
  }

  /// The references of a model with an ID that is known statically.
  package static func all(in model: BPMNModel) -> [ResourceReference] {
    model.elements.flatMap { element -> [ResourceReference] in
      switch element.type {
      case .callActivity:
        return [reference(.process, element, element.zeebe("calledElement"), "processId")]
          .compactMap { $0 }
      case .userTask, .startEvent:
        return [reference(.form, element, element.zeebe("formDefinition"), "formId")]
          .compactMap { $0 }
      case .businessRuleTask:
        return [reference(.decision, element, element.zeebe("calledDecision"), "decisionId")]
          .compactMap { $0 }
      case .serviceTask:
        return (element.zeebe("linkedResources")?.children).map { resources in
          resources.compactMap { reference(.resource, element, $0, "resourceId") }
        } ?? []
      default: return []
      }
    }
  }

  package static func reference(
    _ kind: ProjectIndex.Kind, _ element: BPMNElement, _ xml: XMLElement?, _ name: String
  ) -> ResourceReference? {
    guard let attribute = xml?.attribute(name), let id = constant(attribute.value) else {
      return nil
    }
    return ResourceReference(kind: kind, id: id, element: element, attribute: attribute)
  }

  /// The ID in a string; nil if FEEL computes it at run time.
  private static func constant(_ text: String) -> String? {
    guard ZeebeExpression.isExpression(text) else { return text.isBlank ? nil : text }
    // Syntax errors are reported by `feel/syntax`.
    let expression = try? FEELExpression(parsing: String(text.dropFirst()))
    return expression?.constants.first { $0.path.isEmpty && !$0.constant.isNumber }?.constant.text
  }
}
