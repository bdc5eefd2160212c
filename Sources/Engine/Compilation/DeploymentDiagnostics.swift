import BPMN
import Diagnostics
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
/// `bpmnc run` and `bpmnc dev` refuse what no engine could run: a flow that leads nowhere, a timer without
/// a time, an expression that cannot be read. The finding says which element it is and what it lacks.
/// `bpmnc lint` finds most of it before, by its rules for deployments.
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

  /// - Parameter problem: what is wrong with the element, as the rest of a sentence about it.
  static func invalid(
    _ problem: String, help: String, at location: SourceLocation? = nil, of element: BPMNElement
  ) -> Diagnostic {
    Diagnostic(
      rule: "deploy/invalid", severity: .error, message: "\(element.subject): \(problem)",
      help: help, location: location ?? element.location, element: element.reference)
  }

  static func invalidFile(_ problem: String, help: String, at location: SourceLocation)
    -> Diagnostic
  {
    Diagnostic(
      rule: "deploy/invalid", severity: .error, message: problem, help: help, location: location)
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
    var words = ""
    for character in type.rawValue {
      if character.isUppercase { words += " " }
      words += character.lowercased()
    }
    return ("aeio".contains(words.prefix(1)) ? "an " : "a ") + words
  }
}

extension XMLAttribute {
  var location: SourceLocation { SourceLocation(element.document.source, valueRange) }
}
