/// A diagram in compact notation; messages have their names as ids.
package struct WebhookDiagram {
  package var messages: [String] = []
  package var processes: String

  package init(messages: [String] = [], processes: String) {
    self.messages = messages
    self.processes = processes
  }

  /// The correlation key of every message is the variable `customer`.
  package var text: String {
    let messages = messages.map {
      """
      <message id="\($0)" name="\($0)"><extensionElements>
      <zeebe:subscription correlationKey="=customer"/></extensionElements></message>
      """
    }
    return """
      <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="t"
        xmlns:zeebe="http://camunda.org/schema/zeebe/1.0">
      \(messages.joined())\(processes)</definitions>
      """
  }

  package static func process(_ id: String, _ content: String) -> String {
    "<process id=\"\(id)\" isExecutable=\"true\">\(content)</process>"
  }

  /// The properties of a webhook at `/inbound/hook`.
  package static func webhook(_ properties: [String: String]) -> String {
    let all = [
      "inbound.type": "io.camunda:webhook:1", "inbound.context": "hook",
      "correlationKeyExpression": "=request.body.From",
      "messageIdExpression": "=request.body.MessageSid",
    ].merging(properties) { $1 }
    let lines = all.sorted { $0.key < $1.key }.map {
      "<zeebe:property name=\"\($0.key)\" value=\"\($0.value.escapedForXML)\"/>"
    }
    return "<extensionElements><zeebe:properties>\(lines.joined())</zeebe:properties>"
      + "</extensionElements>"
  }

  package static func catchEvent(
    _ id: String, _ message: String, _ properties: [String: String] = [:]
  ) -> String {
    """
    <intermediateCatchEvent id="\(id)">\(webhook(properties))
    <messageEventDefinition id="\(id)-d" messageRef="\(message)"/></intermediateCatchEvent>
    """
  }

  package static func startEvent(
    _ id: String, message: String? = nil, _ properties: [String: String] = [:]
  ) -> String {
    let definition = message.map {
      "<messageEventDefinition id=\"\(id)-d\" messageRef=\"\($0)\"/>"
    }
    return "<startEvent id=\"\(id)\">\(webhook(properties))\(definition ?? "")</startEvent>"
  }

  /// Elements in sequence.
  package static func flow(_ ids: String...) -> String {
    zip(ids, ids.dropFirst()).map { from, to in
      "<sequenceFlow id=\"\(from)-\(to)\" sourceRef=\"\(from)\" targetRef=\"\(to)\"/>"
    }.joined()
  }
}

extension String {
  fileprivate var escapedForXML: String {
    replacing("&", with: "&amp;").replacing("\"", with: "&quot;").replacing("<", with: "&lt;")
  }
}
