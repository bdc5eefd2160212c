import Linting
import BPMN
import Diagnostics
import XML

extension LintRule {
  /// # deploy/subscription
  ///
  /// A message that a running process waits for has a correlation key.
  ///
  /// By it the engine finds the instance that a message is for. It stands once, in
  /// `zeebe:subscription` of the message, and is an expression. Messages that only start processes
  /// need none.
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
        ? "the message \"\(message.label)\" is waited for, but has no correlation key"
        : "the message \"\(message.label)\" has more than one subscription",
      help: "Say in zeebe:subscription by which key a message finds its process instance.",
      on: message)
  }
}
