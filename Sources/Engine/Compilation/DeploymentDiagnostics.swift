import BPMN
import Diagnostics
import Text
import XML

/// What a refused deployment says.
///
/// # deploy/unsupported
///
/// The embedded engine runs every element of a diagram that it is given.
///
/// `bpmnc run` and `bpmnc dev` run diagrams without a cluster, on an engine that knows less of BPMN than
/// Camunda 8 does; the README lists what. A diagram with anything else is refused before it starts, so
/// that nothing is left out in silence. Model it without the element, or run it on a Camunda 8 cluster.
/// `bpmnc lint` does not report this: the diagram may be right for a cluster.
///
/// Severity: error
///
/// # deploy/invalid
///
/// The embedded engine can make sense of a diagram that it is given.
///
/// `bpmnc run` and `bpmnc dev` deploy what the `deploy/` rules of `bpmnc lint` accept, and refuse the rest
/// with the same findings. This finding is for an element that those rules accept and the engine still
/// cannot run.
///
/// Severity: error
extension Diagnostic {
  /// - Parameter what: the thing with its article, as the subject of a sentence.
  static func unsupported(
    _ what: String, at location: SourceLocation, of element: BPMNElement
  ) -> Diagnostic {
    Diagnostic(
      rule: "deploy/unsupported", severity: .error,
      message: "\(element.subject): \(what) is not run by the embedded engine",
      help: "Model it without, or run the process on a Camunda 8 cluster.",
      location: location, element: element.reference)
  }

  static func unsupported(_ what: String, _ element: BPMNElement) -> Diagnostic {
    unsupported(what, at: element.location, of: element)
  }

  static func invalid(_ element: BPMNElement) -> Diagnostic {
    Diagnostic(
      rule: "deploy/invalid", severity: .error,
      message: "\(element.subject): the embedded engine cannot run the element as it is defined",
      help: "Check it with 'bpmnc lint'.", location: element.location, element: element.reference)
  }
}

extension BPMNElement {
  /// The element at the head of a message.
  fileprivate var subject: String { "\"\(label)\"" }

  /// Its type with the article, in words: `a service task`.
  var typeInWords: String {
    switch type {
    case .multiInstanceLoopCharacteristics: return "a multi-instance loop"
    case .standardLoopCharacteristics: return "a loop"
    case .eventBasedGateway: return "an event-based gateway"
    case .subProcess: return "a sub-process"
    case .adHocSubProcess: return "an ad-hoc sub-process"
    default: break
    }
    let words = type.rawValue.camelCaseWords
    return ("aeio".contains(words.prefix(1)) ? "an " : "a ") + words
  }
}

extension XMLAttribute {
  var location: SourceLocation { SourceLocation(element.document.source, valueRange) }
}
