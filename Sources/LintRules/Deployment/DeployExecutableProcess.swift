import BPMN
import Diagnostics
import Linting
import XML

extension LintRule {
  /// # deploy/executable-process
  ///
  /// A diagram must have at least one executable process to be deployed.
  ///
  /// Camunda rejects a file in which no process has `isExecutable="true"`. If a diagram is only
  /// documentation, exclude it from the deployment or disable the rule for it.
  ///
  /// Bad:
  /// ```xml
  /// 1️⃣<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="t">
  ///   <bpmn:process id="order" />
  /// </bpmn:definitions>
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:process id="order" isExecutable="true" />
  /// ```
  static let deployExecutableProcess = deploy(
    "executable-process",
    covers: ["camunda-compat/executable-process"]
  ) { deployment in
    let processes = deployment.model.definitions.children(.process)
    return processes.contains(where: \.isDeployed) ? [] : [deployment.noneExecutable(processes)]
  }
}

extension DeploymentInput {
  fileprivate func noneExecutable(_ processes: [BPMNElement]) -> Diagnostic {
    finding(
      processes.isEmpty ? "the file has no process" : "no process in the file is executable",
      help: "Set isExecutable=\"true\" on the process that Camunda should run.",
      on: model.definitions,
      notes: processes.map {
        Diagnostic.Note(
          message: "\"\($0.label)\" is not executable", location: $0.location)
      })
  }
}
