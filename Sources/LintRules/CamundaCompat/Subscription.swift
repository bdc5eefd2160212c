import Webhooks
import Linting
import BPMN
import Diagnostics
import XML

extension LintRule {
  /// # camunda-compat/subscription
  ///
  /// A message that a running process waits for says by which key it finds the right instance.
  ///
  /// The correlation key belongs to the message: `zeebe:subscription` in its extension elements. It is
  /// needed by catch events, receive tasks and event sub-processes; the message that starts a process
  /// needs none, because there is no instance yet.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:process id="order" isExecutable="true">
  ///   1️⃣<bpmn:receiveTask id="wait" name="Wait for the payment" messageRef="paid" />
  /// </bpmn:process>
  /// <bpmn:message id="paid" name="paid" />
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:process id="order" isExecutable="true">
  ///   <bpmn:receiveTask id="wait" name="Wait for the payment" messageRef="paid" />
  /// </bpmn:process>
  /// <bpmn:message id="paid" name="paid">
  ///   <bpmn:extensionElements>
  ///     <zeebe:subscription correlationKey="=orderId" />
  ///   </bpmn:extensionElements>
  /// </bpmn:message>
  /// ```
  static let compatSubscription = compat(
    "subscription", .error
  ) { rule in
    rule.awaitedMessages.compactMap { element, message, path in
      let isTopStart = element.type == .startEvent && element.parent?.type.isSubProcess != true
      guard !isTopStart, waitingTypes.contains(element.type) else { return nil }
      let subscriptions = rule.extensions("subscription", of: message)
      let fault: String
      let place: String
      if let subscription = subscriptions.first, subscriptions.count == 1 {
        guard subscription["correlationKey"].isMissing else { return nil }
        fault = "whose correlation key is missing"
        place = "\(path).\(subscription.path).correlationKey"
      } else {
        fault =
          subscriptions.isEmpty
          ? "which has no correlation key" : "which has several subscriptions"
        place = rule.model.metamodelPath(to: message.xml, from: element)
      }
      return rule.input.finding(
        "\"\(element.label)\" waits for the message \"\(message.label)\", \(fault)",
        help: "Give the message one zeebe:subscription with the correlationKey that tells the "
          + "instances apart.",
        on: element, path: place, notes: [.init(message: "the message", location: message.location)]
      )
    }
  }

  private static let waitingTypes: Set<ElementType> = [
    .startEvent, .intermediateCatchEvent, .boundaryEvent, .receiveTask,
  ]
}

extension CompatInput {
  /// The receive tasks and message events that name a message, with its moddle path.
  var awaitedMessages: [(element: BPMNElement, message: BPMNElement, path: String)] {
    let tasks = elements(.receiveTask).compactMap { task in
      task.referenced("messageRef").map { (task, $0, "messageRef") }
    }
    return tasks
      + events(with: .messageEventDefinition).compactMap { event, definition in
        definition.referenced("messageRef").map { (event, $0, "eventDefinitions.0.messageRef") }
      }
  }
}
