import BPMN
import Diagnostics

/// The processes that call activities call in the version of the same deployment.
enum BoundProcesses {
  /// Those that the deployment does not have; a process whose id is an expression is found when it
  /// is called.
  static func findings(in files: [BPMNFile]) -> [Diagnostic] {
    let processes = files.compactMap(\.model).flatMap(\.processes).filter(\.isExecutable)
    let known = Set(processes.compactMap(\.id))
    return processes.flatMap { process in
      process.model.elements.filter { $0.type == .callActivity && $0.process == process }
        .compactMap { missing($0, known) }
    }
  }

  private static func missing(_ element: BPMNElement, _ known: Set<String>) -> Diagnostic? {
    guard let call = element.zeebe("calledElement"), call["bindingType"] == "deployment",
      let id = call.attribute("processId"), !id.value.hasPrefix("="), !id.value.isEmpty,
      !known.contains(id.value)
    else { return nil }
    return Diagnostic(
      rule: "deploy/invalid", severity: .error,
      message: "\"\(element.label)\": the deployment has no process with the id '\(id.value)', "
        + "to which the call activity is bound",
      help: "Deploy both processes together, or use another binding.", location: id.location,
      element: element.reference)
  }
}
