import BPMN
import Diagnostics
import Linting

extension LintRule {
  /// # camunda-compat/executable-process
  ///
  /// A file must contain an executable process.
  ///
  /// Only processes with `isExecutable="true"` are deployed. In a collaboration, one of them is
  /// enough; the finding is reported on the participant.
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
        "the process of \"\(element.label)\" is not executable, nor is any other in the file",
        help: "Set isExecutable=\"true\" on the process that the engine should run.", on: element,
        at: process.xml.location(ofAttribute: "isExecutable"), path: "isExecutable")
    }
  }
}
