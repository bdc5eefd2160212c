import BPMN
import Diagnostics
import Text
import XML

/// The findings of a rejected deployment.
///
/// # deploy/unsupported
///
/// The embedded engine supports every element of the diagram.
///
/// `bpmnc run` and `bpmnc dev` run diagrams without a cluster, on an engine that supports less of
/// BPMN than Camunda 8; the README lists the limits. A diagram that uses anything else is rejected
/// before it starts, so that nothing is skipped silently. Model it without the element, or run it
/// on a Camunda 8 cluster. `bpmnc lint` does not report this, because the diagram may be fine on a
/// cluster.
///
/// Severity: error
///
/// # deploy/invalid
///
/// The embedded engine can run the diagram.
///
/// `bpmnc run` and `bpmnc dev` deploy diagrams that pass the `deploy/` rules of `bpmnc lint`, and
/// reject others with the same findings. This finding is for an element that passes those rules but
/// that the engine still cannot run.
///
/// Severity: error
extension Diagnostic {
  /// - Parameter what: the construct with its article, as the subject of a sentence.
  static func unsupported(
    _ what: String, at location: SourceLocation, of element: BPMNElement
  ) -> Diagnostic {
    Diagnostic(
      rule: "deploy/unsupported", severity: .error,
      message: "\(element.subject): \(what) is not supported by the embedded engine",
      help: "Remove it from the model, or run the process on a Camunda 8 cluster.",
      location: location, element: element.reference)
  }

  static func unsupported(_ what: String, _ element: BPMNElement) -> Diagnostic {
    unsupported(what, at: element.location, of: element)
  }

  static func invalid(_ element: BPMNElement) -> Diagnostic {
    Diagnostic(
      rule: "deploy/invalid", severity: .error,
      message: "\(element.subject): the embedded engine cannot run this element as defined",
      help: "Check it with 'bpmnc lint'.", location: element.location, element: element.reference)
  }
}

extension BPMNElement {
  /// The element's label as the start of a message.
  fileprivate var subject: String { "\"\(label)\"" }

  /// The element type with its article: `a service task`.
  var typeWithArticle: String {
    switch type {
    case .multiInstanceLoopCharacteristics: return "a multi-instance loop"
    case .standardLoopCharacteristics: return "a loop"
    case .eventBasedGateway: return "an event-based gateway"
    case .subProcess: return "a sub-process"
    case .adHocSubProcess: return "an ad-hoc sub-process"
    default: break
    }
    let name = type.rawValue.camelCaseWords
    return ("aeio".contains(name.prefix(1)) ? "an " : "a ") + name
  }
}

extension XMLAttribute {
  var location: SourceLocation { SourceLocation(element.document.source, valueRange) }
}
