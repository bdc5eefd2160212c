import EngineProtocol

/// A process with one connector.
struct PageDiagram {
  var process: String

  /// As in the documentation.
  static let processKey = "=myCorrelationKey"

  /// A start event that Twilio calls.
  static func start(_ properties: [String: String]) -> PageDiagram {
    PageDiagram(
      process: """
        <bpmn:startEvent id="in">\(webhook(properties))</bpmn:startEvent>
        <bpmn:sequenceFlow id="f" sourceRef="in" targetRef="end"/>
        <bpmn:endEvent id="end"/>
        """)
  }

  /// A catch event that waits for an answer, after a none start event.
  static func conversation(_ properties: [String: String]) -> PageDiagram {
    PageDiagram(
      process: """
        <bpmn:startEvent id="start"/>
        <bpmn:sequenceFlow id="f" sourceRef="start" targetRef="in"/>
        <bpmn:intermediateCatchEvent id="in">\(webhook(properties))
          <bpmn:messageEventDefinition id="d" messageRef="m"/>
        </bpmn:intermediateCatchEvent>
        <bpmn:sequenceFlow id="g" sourceRef="in" targetRef="end"/>
        <bpmn:endEvent id="end"/>
        """)
  }

  /// A task that sends a message.
  static func send(
    _ resultExpression: String, output: (source: String, target: String)? = nil
  ) -> PageDiagram {
    let mapping = output.map { "<zeebe:output source=\"\($0.source)\" target=\"\($0.target)\"/>" }
    return PageDiagram(
      process: """
        <bpmn:startEvent id="start"/>
        <bpmn:sequenceFlow id="f" sourceRef="start" targetRef="send"/>
        <bpmn:serviceTask id="send"><bpmn:extensionElements>
          <zeebe:taskDefinition type="io.camunda:http-json:1"/>
          <zeebe:taskHeaders>
            <zeebe:header key="resultExpression" value="\(escaped(resultExpression))"/>
          </zeebe:taskHeaders>
          <zeebe:ioMapping>
            <zeebe:input source="{{secrets.TWILIO_ACCOUNT_SID}}" target="accountSid"/>
            <zeebe:input source="basic" target="authentication.type"/>
            <zeebe:input source="=accountSid" target="authentication.username"/>
            <zeebe:input source="{{secrets.TOKEN}}" target="authentication.password"/>
            <zeebe:input source="post" target="method"/>
            <zeebe:input source="\(escaped(url))" target="url"/>
            <zeebe:input source="\(escaped(contentType))" target="headers"/>
            <zeebe:input source="Hello, World!" target="body.Body"/>
            <zeebe:input source="+15005550006" target="body.From"/>
            <zeebe:input source="+15005550001" target="body.To"/>
            \(mapping ?? "")
          </zeebe:ioMapping>
        </bpmn:extensionElements></bpmn:serviceTask>
        <bpmn:sequenceFlow id="g" sourceRef="send" targetRef="end"/>
        <bpmn:endEvent id="end"/>
        """)
  }

  private static let url =
    "=\"https://api.twilio.com/2010-04-01/Accounts/\" + accountSid + \"/Messages.json\""
  private static let contentType = "={\"Content-Type\":\"application/x-www-form-urlencoded\"}"

  private static func webhook(_ properties: [String: String]) -> String {
    let all = properties.merging([
      "inbound.type": "io.camunda:webhook:1", "inbound.context": "page",
    ]) { given, _ in given }
    let lines = all.sorted { $0.key < $1.key }
      .map { "<zeebe:property name=\"\($0.key)\" value=\"\(escaped($0.value))\"/>" }
    return "<bpmn:extensionElements><zeebe:properties>\(lines.joined())</zeebe:properties>"
      + "</bpmn:extensionElements>"
  }

  private static func escaped(_ text: String) -> String {
    text.map { character in
      switch character {
      case "\"": "&quot;"
      case "<": "&lt;"
      case "&": "&amp;"
      case "\n": "&#10;"
      default: String(character)
      }
    }.joined()
  }

  var text: String {
    """
    <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
        xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
        id="definitions" targetNamespace="http://example.org/page">
      <bpmn:process id="page" isExecutable="true">\(process)</bpmn:process>
      <bpmn:message id="m" name="answer"><bpmn:extensionElements>
        <zeebe:subscription correlationKey="\(Self.processKey)"/>
      </bpmn:extensionElements></bpmn:message>
    </bpmn:definitions>
    """
  }
}
