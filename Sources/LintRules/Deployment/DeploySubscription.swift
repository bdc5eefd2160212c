import BPMN
import Diagnostics
import Linting
import XML

extension LintRule {
  /// # deploy/subscription
  ///
  /// A message caught by a running process must have a correlation key.
  ///
  /// Camunda uses the key to find the instance a message is for. The key is an expression in
  /// exactly one `zeebe:subscription` of the message. Messages that only start processes do not
  /// need one.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:process id="process" isExecutable="true">
  ///   <bpmn:receiveTask id="wait" messageRef="reply" />
  /// </bpmn:process>
  /// 1️⃣<bpmn:message id="reply" name="sms-reply" />
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:process id="process" isExecutable="true">
  ///   <bpmn:receiveTask id="wait" messageRef="reply" />
  /// </bpmn:process>
  /// <bpmn:message id="reply" name="sms-reply">
  ///   <bpmn:extensionElements>
  ///     <zeebe:subscription correlationKey="=phoneNumber" />
  ///   </bpmn:extensionElements>
  /// </bpmn:message>
  /// ```
  static let deploySubscription = deploy(
    "subscription",
    covers: ["camunda-compat/subscription"]
  ) { deployment in
    let messages = deployment.elements(.message)
    let uses = messages.isEmpty ? nil : MessageUses(deployment.model)
    return messages.filter { uses?[$0].isCaught == true && $0.zeebeCount("subscription") != 1 }
      .map(deployment.notOneSubscription)
      + deployment.required("correlationKey", of: deployment.zeebe("subscription"))
  }
}

extension DeploymentInput {
  fileprivate func notOneSubscription(_ message: BPMNElement) -> Diagnostic {
    finding(
      message.zeebeCount("subscription") == 0
        ? "the message \"\(message.label)\" is caught but has no correlation key"
        : "the message \"\(message.label)\" has more than one subscription",
      help: "Set the key that identifies the process instance in exactly one zeebe:subscription.",
      on: message)
  }
}
