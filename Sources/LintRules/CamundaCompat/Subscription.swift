import BPMN
import Diagnostics
import Linting
import XML

extension LintRule {
  /// # camunda-compat/subscription
  ///
  /// A message that a running process waits for must have a correlation key.
  ///
  /// The correlation key is part of the message: a `zeebe:subscription` in its extension elements.
  /// Catch events, receive tasks and event sub-processes need it to find the right instance; a
  /// message that starts a process does not, because there is no instance yet.
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
      let problem: String
      let place: String
      if let subscription = subscriptions.first, subscriptions.count == 1 {
        guard subscription["correlationKey"].isMissing else { return nil }
        problem = "whose correlation key is missing"
        place = "\(path).\(subscription.path).correlationKey"
      } else {
        problem =
          subscriptions.isEmpty
          ? "which has no correlation key" : "which has several subscriptions"
        place = rule.model.metamodelPath(to: message.xml, from: element)
      }
      return rule.input.finding(
        "\"\(element.label)\" waits for the message \"\(message.label)\", \(problem)",
        help:
          "Give the message exactly one zeebe:subscription with a correlationKey that identifies "
          + "the instance.",
        on: element, path: place, notes: [.init(message: "the message", location: message.location)]
      )
    }
  }

  private static let waitingTypes: Set<ElementType> = [
    .startEvent, .intermediateCatchEvent, .boundaryEvent, .receiveTask,
  ]
}

extension CompatInput {
  /// The receive tasks and message events that reference a message, with its moddle path.
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
