import Testing

@Suite("Deployment rules of events")
struct DeploymentEventTests {
  @Test("find what the engine refuses, and nothing else", arguments: all)
  func event(example: DeploymentExample) {
    #expect(example.found == example.expected)
  }

  static let all: [DeploymentExample] = starts + boundaries + others

  static let starts: [DeploymentExample] = [
    DeploymentExample(
      "start-event", "a process needs one",
      "1️⃣<bpmn:process id=\"P\" isExecutable=\"true\"/>"),
    DeploymentExample(
      "start-event", "only one without trigger",
      "1️⃣<bpmn:process id=\"P\" isExecutable=\"true\"><bpmn:startEvent id=\"a\"/>",
      "<bpmn:startEvent id=\"b\"/></bpmn:process>"),
    DeploymentExample(
      "start-event", "several with triggers are fine",
      "<bpmn:startEvent id=\"a\"/><bpmn:startEvent id=\"b\"><bpmn:signalEventDefinition/></bpmn:startEvent>"
    ),
    DeploymentExample(
      "start-event", "a process that is not executable is passed over",
      "<bpmn:process id=\"P\"/>"),
    DeploymentExample(
      "start-event", "a sub-process has exactly one, without trigger",
      """
      <bpmn:startEvent id="a"/>
      1️⃣<bpmn:subProcess id="none"/>
      2️⃣<bpmn:subProcess id="two"><bpmn:startEvent id="b"/><bpmn:startEvent id="c"/></bpmn:subProcess>
      <bpmn:subProcess id="typed"><bpmn:startEvent id="d">
      3️⃣<bpmn:messageEventDefinition/></bpmn:startEvent></bpmn:subProcess>
      """),
    DeploymentExample(
      "start-event", "one trigger at most",
      "<bpmn:startEvent id=\"a\"><bpmn:timerEventDefinition/>1️⃣<bpmn:signalEventDefinition/>",
      "</bpmn:startEvent>"),
    DeploymentExample(
      "start-event", "public forms ended with 8.10", 8, 10,
      DeploymentExample.extended(
        "startEvent id=\"a\"",
        "<zeebe:properties>1️⃣<zeebe:property name=\"publicAccess\" value=\"true\"/></zeebe:properties>"
      )),
    DeploymentExample(
      "event-sub-process", "has a trigger",
      "<bpmn:subProcess id=\"s\" triggeredByEvent=\"true\">1️⃣<bpmn:startEvent id=\"a\"/></bpmn:subProcess>"
    ),
    DeploymentExample(
      "event-sub-process", "not by compensation",
      "<bpmn:subProcess id=\"s\" triggeredByEvent=\"true\"><bpmn:startEvent id=\"a\">",
      "1️⃣<bpmn:compensateEventDefinition/></bpmn:startEvent></bpmn:subProcess>"),
    DeploymentExample(
      "event-sub-process", "by a condition from 8.9 on", 8, 9,
      "<bpmn:subProcess id=\"s\" triggeredByEvent=\"true\"><bpmn:startEvent id=\"a\" isInterrupting=\"false\">",
      "<bpmn:conditionalEventDefinition/></bpmn:startEvent></bpmn:subProcess>"),
    DeploymentExample(
      "event-sub-process", "errors interrupt",
      "<bpmn:subProcess id=\"s\" triggeredByEvent=\"true\"><bpmn:startEvent id=\"a\" isInterrupting=\"false\">",
      "1️⃣<bpmn:errorEventDefinition/></bpmn:startEvent></bpmn:subProcess>"),
    DeploymentExample(
      "event-sub-process", "an interrupting timer does not repeat",
      "<bpmn:subProcess id=\"s\" triggeredByEvent=\"true\"><bpmn:startEvent id=\"a\"><bpmn:timerEventDefinition>",
      "1️⃣<bpmn:timeCycle>R/PT1H</bpmn:timeCycle></bpmn:timerEventDefinition></bpmn:startEvent></bpmn:subProcess>"
    ),
    DeploymentExample(
      "event-sub-process", "does not interrupt an ad-hoc sub-process", 8, 7,
      "<bpmn:adHocSubProcess id=\"h\"><bpmn:subProcess id=\"s\" triggeredByEvent=\"true\">1️⃣<bpmn:startEvent id=\"a\">",
      "<bpmn:messageEventDefinition/></bpmn:startEvent></bpmn:subProcess></bpmn:adHocSubProcess>"
    ),
  ]

  private static func boundary(_ attributes: String, _ content: String) -> String {
    "<bpmn:manualTask id=\"t\"/>1️⃣<bpmn:boundaryEvent id=\"b\" attachedToRef=\"t\" \(attributes)>\(content)"
      + "</bpmn:boundaryEvent><bpmn:sequenceFlow id=\"f\" sourceRef=\"b\" targetRef=\"t\"/>"
  }

  static let boundaries: [DeploymentExample] = [
    DeploymentExample(
      "boundary-event", "is attached, and no flow enters it",
      """
      1️⃣<bpmn:boundaryEvent id="b" attachedToRef="2️⃣x"><bpmn:incoming>f</bpmn:incoming>
      <bpmn:outgoing>f</bpmn:outgoing><bpmn:errorEventDefinition/></bpmn:boundaryEvent>
      <bpmn:sequenceFlow id="f" sourceRef="b" targetRef="b"/>
      """),
    DeploymentExample(
      "boundary-event", "lists a flow that leaves it, through 8.6",
      boundary("", "<bpmn:errorEventDefinition/>")),
    DeploymentExample(
      "boundary-event", "needs no flow from 8.7 on", 8, 7,
      String(boundary("", "<bpmn:errorEventDefinition/>").filter { $0 != "1️⃣" })),
    DeploymentExample(
      "boundary-event", "has one definition",
      boundary("", "<bpmn:outgoing>f</bpmn:outgoing>")),
    DeploymentExample(
      "boundary-event", "has a definition that it can have",
      boundary("", "<bpmn:outgoing>f</bpmn:outgoing>2️⃣<bpmn:linkEventDefinition name=\"x\"/>")
        .replacing("1️⃣", with: "")),
    DeploymentExample(
      "boundary-event", "errors interrupt",
      boundary(
        "cancelActivity=\"false\"",
        "<bpmn:outgoing>f</bpmn:outgoing>2️⃣<bpmn:errorEventDefinition/>"
      ).replacing("1️⃣", with: "")),
    DeploymentExample(
      "boundary-event", "an interrupting timer does not repeat",
      boundary(
        "",
        "<bpmn:outgoing>f</bpmn:outgoing><bpmn:timerEventDefinition>2️⃣<bpmn:timeCycle>R/PT1H</bpmn:timeCycle></bpmn:timerEventDefinition>"
      ).replacing("1️⃣", with: "")),
    DeploymentExample(
      "boundary-event", "compensation has an association", 8, 8,
      boundary("", "<bpmn:compensateEventDefinition/>")),
    DeploymentExample(
      "boundary-event", "compensation with an association has no flow",
      "<bpmn:manualTask id=\"t\"/><bpmn:boundaryEvent id=\"b\" attachedToRef=\"t\">",
      "<bpmn:compensateEventDefinition/></bpmn:boundaryEvent><bpmn:manualTask id=\"u\" isForCompensation=\"true\"/>",
      "<bpmn:association id=\"a\" sourceRef=\"b\" targetRef=\"u\"/>"),
  ]

  static let others: [DeploymentExample] = [
    DeploymentExample(
      "end-event", "no flow leaves it, and it has one result",
      """
      1️⃣<bpmn:endEvent id="e"><bpmn:outgoing>f</bpmn:outgoing><bpmn:terminateEventDefinition/>
      2️⃣<bpmn:signalEventDefinition/></bpmn:endEvent>
      <bpmn:sequenceFlow id="f" sourceRef="e" targetRef="e"/>
      """),
    DeploymentExample(
      "end-event", "with a result that it can have",
      "<bpmn:endEvent id=\"e\">1️⃣<bpmn:timerEventDefinition/></bpmn:endEvent>"),
    DeploymentExample(
      "intermediate-event", "waits for one thing that can be waited for",
      """
      1️⃣<bpmn:intermediateCatchEvent id="a"/>
      <bpmn:intermediateCatchEvent id="b">2️⃣<bpmn:errorEventDefinition/></bpmn:intermediateCatchEvent>
      <bpmn:intermediateCatchEvent id="c">3️⃣<bpmn:conditionalEventDefinition/></bpmn:intermediateCatchEvent>
      <bpmn:intermediateCatchEvent id="d"><bpmn:timerEventDefinition>
      4️⃣<bpmn:timeCycle>R/PT1H</bpmn:timeCycle></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>
      """),
    DeploymentExample(
      "event-definition", "a kind that no version runs",
      "<bpmn:endEvent id=\"e\">1️⃣<bpmn:cancelEventDefinition id=\"c\"/></bpmn:endEvent>"),
    DeploymentExample(
      "event-definition", "conditional events come with 8.9", 8, 8,
      "<bpmn:startEvent id=\"e\">1️⃣<bpmn:conditionalEventDefinition id=\"c\"/></bpmn:startEvent>"),
    DeploymentExample(
      "event-definition", "compensation comes with 8.5", 8, 4,
      "<bpmn:endEvent id=\"e\">1️⃣<bpmn:compensateEventDefinition id=\"c\"/></bpmn:endEvent>"),
    DeploymentExample(
      "link", "has a name, one catch event, and it in the same scope",
      """
      1️⃣<bpmn:process id="P" isExecutable="true">
      <bpmn:intermediateThrowEvent id="a">2️⃣<bpmn:linkEventDefinition id="l"/></bpmn:intermediateThrowEvent>
      <bpmn:intermediateCatchEvent id="b"><bpmn:linkEventDefinition name="x"/></bpmn:intermediateCatchEvent>
      3️⃣<bpmn:subProcess id="s">
      <bpmn:intermediateCatchEvent id="c"><bpmn:linkEventDefinition name="x"/></bpmn:intermediateCatchEvent>
      <bpmn:intermediateThrowEvent id="d"><bpmn:linkEventDefinition name="y"/></bpmn:intermediateThrowEvent>
      </bpmn:subProcess></bpmn:process>
      """),
    DeploymentExample(
      "link", "several throw events lead to one catch event",
      """
      <bpmn:intermediateThrowEvent id="a"><bpmn:linkEventDefinition name="x"/></bpmn:intermediateThrowEvent>
      <bpmn:intermediateThrowEvent id="b"><bpmn:linkEventDefinition name="x"/></bpmn:intermediateThrowEvent>
      <bpmn:intermediateCatchEvent id="c"><bpmn:linkEventDefinition name="x"/></bpmn:intermediateCatchEvent>
      """),
    DeploymentExample(
      "conditional-event", "has a condition and plain filters", 8, 9,
      """
      <bpmn:intermediateCatchEvent id="a">1️⃣<bpmn:conditionalEventDefinition id="c"/></bpmn:intermediateCatchEvent>
      <bpmn:intermediateCatchEvent id="b"><bpmn:conditionalEventDefinition id="d"><bpmn:extensionElements>
      <zeebe:conditionalFilter variableNames="2️⃣a,,b" variableEvents="3️⃣delete"/></bpmn:extensionElements>
      <bpmn:condition>=a</bpmn:condition></bpmn:conditionalEventDefinition></bpmn:intermediateCatchEvent>
      """),
  ]
}
