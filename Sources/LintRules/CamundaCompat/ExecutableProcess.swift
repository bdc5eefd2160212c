import Webhooks
import Linting
import BPMN
import Diagnostics

extension LintRule {
  /// # camunda-compat/executable-process
  ///
  /// A file has a process that the engine may run.
  ///
  /// Only a process with `isExecutable="true"` is deployed. In a collaboration one of several is
  /// enough; the finding is about the participant.
  ///
  /// Bad:
  /// ```xml
  /// 1️⃣<bpmn:process id="order" name="Order" />
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:process id="order" name="Order" isExecutable="true" />
  /// ```
  static let compatExecutableProcess = compat(
    "executable-process", .error
  ) { rule in
    let processes = rule.model.processes
    if processes.contains(where: \.isExecutable) { return [] }
    let participants = rule.model.elements(.collaboration).first?.children(.participant) ?? []
    let named = Dictionary(
      participants.map { ($0.participantProcess?.index, $0) },
      uniquingKeysWith: { first, _ in first })
    return processes.map { process in
      let element = named[process.index] ?? process
      return rule.finding(
        "the process of \"\(element.label)\" is not executable, and no other of the file is",
        help: "Set isExecutable=\"true\" on the process that the engine is to run.", on: element,
        at: process.xml.location(ofAttribute: "isExecutable"), path: "isExecutable")
    }
  }
}
