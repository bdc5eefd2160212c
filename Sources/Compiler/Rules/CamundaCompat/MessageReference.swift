import BPMN
import Diagnostics

extension LintRule {
  static let compatMessageReference = compat(
    "message-reference", .error, "Who waits for a message names it"
  ) { rule, element in
    let definition = element.eventDefinitions.first
    let isCatch = [.startEvent, .boundaryEvent, .intermediateCatchEvent].contains(element.type)
    guard element.type == .receiveTask || isCatch && definition?.type == .messageEventDefinition
    else { return [] }
    let path = element.type == .receiveTask ? "messageRef" : "eventDefinitions.0.messageRef"
    let place = definition ?? element
    guard let message = place.referenced("messageRef") else {
      return [
        rule.finding(
          "\"\(element.label)\" names no message to wait for", element, at: place.xml, path: path)
      ]
    }
    guard message.name.isMissing else { return [] }
    return [
      rule.finding(
        "\"\(element.label)\" waits for a message without a name", element, at: message.xml,
        path: path + ".name")
    ]
  }
}
