import BPMN
import Diagnostics
import Linting

extension LintRule {
  /// # camunda-compat/message-reference
  ///
  /// A receive task or message catch event must reference a message with a name.
  ///
  /// The engine correlates messages by name.
  ///
  /// Bad:
  /// ```xml
  /// 1️⃣<bpmn:receiveTask id="wait" name="Wait for answer" />
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:message id="answer" name="Answer" />
  /// <bpmn:process id="order" isExecutable="true">
  ///   <bpmn:receiveTask id="wait" name="Wait for answer" messageRef="answer" />
  /// </bpmn:process>
  /// ```
  static let compatMessageReference = compat(
    "message-reference", .error
  ) { rule in
    let tasks = rule.elements(.receiveTask).map { (event: $0, definition: $0) }
    let events = rule.events(with: .messageEventDefinition).filter(\.event.type.isCatchEvent)
    return (tasks + events).compactMap { element, definition in
      let path = element == definition ? "messageRef" : "eventDefinitions.0.messageRef"
      guard let message = definition.referenced("messageRef") else {
        return rule.finding(
          "\"\(element.label)\" does not reference a message", help: "Choose a message.",
          on: element, at: definition.location, path: path)
      }
      guard message.name.isMissing else { return nil }
      return rule.finding(
        "\"\(element.label)\" waits for a message without a name", help: "Give the message a name.",
        on: element, at: message.xml.location(ofAttribute: "name"), path: path + ".name")
    }
  }
}
