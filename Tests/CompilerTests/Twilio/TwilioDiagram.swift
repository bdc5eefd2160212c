import Bundles
import Compiler
import Diagnostics
import ElementTemplates
import LintRules
import ProjectModel
import TestSupport
import Webhooks

/// A diagram around some marked elements, and what one rule finds in it.
struct TwilioDiagram {
  let marked: MarkedText
  let findings: [Diagnostic]

  init(_ rule: String, _ elements: String) {
    marked = MarkedText(
      """
      <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
          xmlns:zeebe="http://camunda.org/schema/zeebe/1.0">
        <bpmn:process id="P" isExecutable="true">\(elements)</bpmn:process>
        <bpmn:message id="M" name="m"/>
        <bpmn:error id="E" errorCode="E"/>
      </bpmn:definitions>
      """)
    let file = InputFile(path: "a.bpmn", relativePath: "a.bpmn", bytes: marked.bytes)
    let name = "connector/twilio-" + rule
    findings = Compilation(Project([file]), templates: .builtIn, onlyRule: name).diagnostics
  }

  /// The marks at which the findings stand, with `e`, `w` or `i` for the severity.
  var places: [String] { findings.map { $0.severity.rawValue.prefix(1) + place($0.location) } }

  /// The marks at which the notes of the findings stand.
  var notes: [String] { findings.flatMap { $0.notes.compactMap { $0.location.map(place) } } }

  private func place(_ location: SourceLocation) -> String {
    let marks = ["1️⃣", "2️⃣", "3️⃣", "4️⃣", "5️⃣", "6️⃣"]
    return marks.first { marked.offset($0) == location.range.lowerBound }
      ?? "\(location.start.line):\(location.start.column)"
  }

  /// The text after all fixes.
  var fixed: String {
    let source = SourceText(path: "", text: marked.text)
    return String(
      decoding: source.applying(findings.flatMap { $0.fixIt?.edits ?? [] }), as: UTF8.self)
  }

  // MARK: Elements

  /// A task with the Twilio template; inputs and headers are `name=value`.
  static func task(
    _ operation: String, _ inputs: String..., headers: [String] = [], outputs: String = "",
    id: String = "Task", mark: String = ""
  ) -> String {
    element(
      "zeebe:modelerTemplate=\"io.camunda.connectors.Twilio.v1\"",
      ["operationType=" + operation] + inputs, headers, outputs, id, mark)
  }

  /// A plain HTTP task that posts to Twilio, or does what `inputs` say.
  static func http(_ inputs: String..., headers: [String] = [], mark: String = "") -> String {
    let url = "url=https://api.twilio.com/2010-04-01/Accounts/AC1/Messages.json"
    return element("", ["method=POST", url] + inputs, headers, "", "Task", mark)
  }

  private static func element(
    _ attributes: String, _ inputs: [String], _ headers: [String], _ outputs: String,
    _ id: String, _ mark: String
  ) -> String {
    let inputs = inputs.map(pair).map { "<zeebe:input target='\($0)' source='\($1)'/>" }
    let headers = headers.map(pair).map { "<zeebe:header key='\($0)' value='\($1)'/>" }
    return """
      \(mark)<bpmn:serviceTask id="\(id)" \(attributes)><bpmn:extensionElements>
      <zeebe:taskDefinition type="io.camunda:http-json:1"/>
      <zeebe:ioMapping>\(inputs.joined())\(outputs)</zeebe:ioMapping>
      <zeebe:taskHeaders>\(headers.joined())</zeebe:taskHeaders>
      </bpmn:extensionElements></bpmn:serviceTask>
      """
  }

  /// A webhook by Twilio's template for the type of event; properties are `name=value`.
  static func webhook(
    _ type: String, _ properties: String..., id: String = "Event", mark: String = "",
    template: String? = nil, message: Bool = true
  ) -> String {
    let kind =
      switch type {
      case "startEvent": message ? "TwilioWebhookMessageStart.v1" : "TwilioWebhook.v1"
      case "receiveTask": "Twilio.Webhook.Receive.v1"
      case "boundaryEvent": "Twilio.Webhook.Boundary.v1"
      default: "Twilio.Webhook.Intermediate.v1"
      }
    let template = template ?? "zeebe:modelerTemplate=\"io.camunda.connectors.\(kind)\""
    let properties = (["inbound.type=io.camunda:webhook:1"] + properties).map(pair)
      .map { "<zeebe:property name='\($0)' value='\($1)'/>" }
    let definition =
      message && type != "receiveTask" ? "<bpmn:messageEventDefinition messageRef=\"M\"/>" : ""
    return """
      \(mark)<bpmn:\(type) id="\(id)" \(template)><bpmn:extensionElements>
      <zeebe:properties>\(properties.joined())</zeebe:properties>
      </bpmn:extensionElements>\(definition)</bpmn:\(type)>
      """
  }

  private static func pair(_ text: String) -> (String, String) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    return (String(parts[0]), String(parts[1]))
  }

  /// Sequence flows, each `source>target`.
  static func flows(_ flows: String...) -> String {
    flows.map { flow in
      let ends = flow.split(separator: ">")
      return "<bpmn:sequenceFlow id='\(ends[0])_\(ends[1])' sourceRef='\(ends[0])' "
        + "targetRef='\(ends[1])'/>"
    }.joined()
  }
}
