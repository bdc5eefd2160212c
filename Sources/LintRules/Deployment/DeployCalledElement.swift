import BPMN
import Diagnostics
import Linting
import XML

extension LintRule {
  /// # deploy/called-element
  ///
  /// A call activity must name exactly one process to call.
  ///
  /// The process id is set in `zeebe:calledElement`; BPMN's own `calledElement` attribute is
  /// ignored.
  ///
  /// Bad:
  /// ```xml
  /// 1️⃣<bpmn:callActivity id="pay" calledElement="payment" />
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:callActivity id="pay">
  ///   <bpmn:extensionElements>
  ///     <zeebe:calledElement processId="payment" />
  ///   </bpmn:extensionElements>
  /// </bpmn:callActivity>
  /// ```
  static let deployCalledElement = deploy(
    "called-element",
    covers: ["camunda-compat/called-element"]
  ) { deployment in
    deployment.elements(.callActivity).filter { $0.zeebeCount("calledElement") != 1 }
      .map(deployment.notOneProcess)
      + deployment.required("processId", of: deployment.zeebe("calledElement"))
  }
}

extension DeploymentInput {
  fileprivate func notOneProcess(_ activity: BPMNElement) -> Diagnostic {
    finding(
      activity.zeebeCount("calledElement") == 0
        ? "the call activity \"\(activity.label)\" does not name a process to call"
        : "the call activity \"\(activity.label)\" names more than one process to call",
      help: "Give it exactly one zeebe:calledElement with a processId.", on: activity)
  }
}
