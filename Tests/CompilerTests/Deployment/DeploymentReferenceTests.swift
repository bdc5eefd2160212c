import Testing

@Suite("Deployment rules of messages, signals, errors, escalations and compensation")
struct DeploymentReferenceTests {
  @Test("find what the engine refuses, and nothing else", arguments: all)
  func reference(example: DeploymentExample) {
    #expect(example.found == example.expected)
  }

  static let all: [DeploymentExample] = messages + codes

  private static func process(_ content: String, _ roots: String) -> String {
    "<bpmn:process id=\"P\" isExecutable=\"true\">\(content)</bpmn:process>\(roots)"
  }

  private static let subscription =
    "<bpmn:extensionElements><zeebe:subscription correlationKey=\"=k\"/></bpmn:extensionElements>"

  static let messages: [DeploymentExample] = [
    DeploymentExample(
      "message", "is named by who waits for it",
      """
      1️⃣<bpmn:receiveTask id="a"/>
      <bpmn:intermediateCatchEvent id="b"><bpmn:messageEventDefinition messageRef="2️⃣x"/></bpmn:intermediateCatchEvent>
      """),
    DeploymentExample(
      "message", "is named by who publishes it",
      "1️⃣",
      DeploymentExample.extended(
        "sendTask id=\"a\"", "<zeebe:publishMessage correlationKey=\"k\"/>"),
      "2️⃣<bpmn:endEvent id=\"b\"><bpmn:messageEventDefinition><bpmn:extensionElements>",
      "<zeebe:publishMessage correlationKey=\"k\"/></bpmn:extensionElements></bpmn:messageEventDefinition></bpmn:endEvent>"
    ),
    DeploymentExample(
      "message", "has a name where it is used, also in a process that is not executable",
      process("", "1️⃣<bpmn:message id=\"m\"/><bpmn:message id=\"n\"/>"),
      "<bpmn:process id=\"Q\"><bpmn:receiveTask id=\"a\" messageRef=\"m\"/></bpmn:process>"),
    DeploymentExample(
      "message", "starts one process in one place",
      process(
        "<bpmn:startEvent id=\"a\"><bpmn:messageEventDefinition messageRef=\"m\"/></bpmn:startEvent>"
          + "<bpmn:startEvent id=\"b\"><bpmn:messageEventDefinition messageRef=\"m\"/></bpmn:startEvent>",
        "1️⃣<bpmn:message id=\"m\" name=\"m\"/>")),
    DeploymentExample(
      "message", "starts a process under one name, from 8.8 on", 8, 8,
      "1️⃣",
      process(
        "<bpmn:startEvent id=\"a\"><bpmn:messageEventDefinition messageRef=\"m\"/></bpmn:startEvent>"
          + "<bpmn:startEvent id=\"b\"><bpmn:messageEventDefinition messageRef=\"n\"/></bpmn:startEvent>",
        "<bpmn:message id=\"m\" name=\"x\"/><bpmn:message id=\"n\" name=\"x\"/>")),
    DeploymentExample(
      "message", "is not waited for by a receive task and its boundary event",
      process(
        "1️⃣<bpmn:receiveTask id=\"a\" messageRef=\"m\"/><bpmn:boundaryEvent id=\"b\" attachedToRef=\"a\">"
          + "<bpmn:messageEventDefinition messageRef=\"n\"/></bpmn:boundaryEvent>",
        "<bpmn:message id=\"m\" name=\"x\"/><bpmn:message id=\"n\" name=\"x\"/>")),
    DeploymentExample(
      "message", "that starts a process has a constant name",
      process(
        "<bpmn:startEvent id=\"a\"><bpmn:messageEventDefinition messageRef=\"m\"/></bpmn:startEvent>"
          + "<bpmn:startEvent id=\"b\"><bpmn:messageEventDefinition messageRef=\"n\"/></bpmn:startEvent>"
          + "<bpmn:startEvent id=\"c\"><bpmn:messageEventDefinition messageRef=\"o\"/></bpmn:startEvent>",
        "<bpmn:message id=\"m\" name=\"1️⃣=variable\"/><bpmn:message id=\"n\" name=\"2️⃣42\"/>"
          + "<bpmn:message id=\"o\" name=\"=&quot;sms-&quot; + &quot;in&quot;\"/>")),
    DeploymentExample(
      "subscription", "stands once at a message that is waited for, with a key",
      process(
        "<bpmn:receiveTask id=\"a\" messageRef=\"m\"/><bpmn:receiveTask id=\"b\" messageRef=\"n\"/>"
          + "<bpmn:startEvent id=\"c\"><bpmn:messageEventDefinition messageRef=\"o\"/></bpmn:startEvent>",
        "1️⃣<bpmn:message id=\"m\" name=\"m\"/><bpmn:message id=\"n\" name=\"n\"><bpmn:extensionElements>"
          + "<zeebe:subscription correlationKey=\"2️⃣\"/></bpmn:extensionElements></bpmn:message>"
          + "<bpmn:message id=\"o\" name=\"o\"/>")),
    DeploymentExample(
      "signal", "is named, has a name, and starts a process once",
      "1️⃣",
      process(
        "<bpmn:startEvent id=\"a\"><bpmn:signalEventDefinition signalRef=\"s\"/></bpmn:startEvent>"
          + "<bpmn:startEvent id=\"b\"><bpmn:signalEventDefinition signalRef=\"s\"/></bpmn:startEvent>"
          + "<bpmn:endEvent id=\"c\">2️⃣<bpmn:signalEventDefinition/></bpmn:endEvent>"
          + "<bpmn:endEvent id=\"d\"><bpmn:signalEventDefinition signalRef=\"t\"/></bpmn:endEvent>"
          + "<bpmn:startEvent id=\"e\"><bpmn:signalEventDefinition signalRef=\"u\"/></bpmn:startEvent>",
        "<bpmn:signal id=\"s\" name=\"s\"/>3️⃣<bpmn:signal id=\"t\"/>"
          + "<bpmn:signal id=\"u\" name=\"4️⃣=1 &gt; 2\"/>")),
    DeploymentExample(
      "duplicate-catch", "on one activity",
      process(
        "1️⃣<bpmn:manualTask id=\"t\"/><bpmn:boundaryEvent id=\"a\" attachedToRef=\"t\">"
          + "<bpmn:messageEventDefinition messageRef=\"m\"/></bpmn:boundaryEvent><bpmn:boundaryEvent id=\"b\" attachedToRef=\"t\">"
          + "<bpmn:messageEventDefinition messageRef=\"n\"/></bpmn:boundaryEvent>",
        "<bpmn:message id=\"m\" name=\"x\">\(subscription)</bpmn:message><bpmn:message id=\"n\" name=\"x\"/>"
      )),
    DeploymentExample(
      "duplicate-catch", "in one scope",
      "1️⃣",
      process(
        ["a", "b"].map {
          "<bpmn:subProcess id=\"s\($0)\" triggeredByEvent=\"true\"><bpmn:startEvent id=\"\($0)\">"
            + "<bpmn:errorEventDefinition errorRef=\"e\"/></bpmn:startEvent></bpmn:subProcess>"
        }.joined(), "<bpmn:error id=\"e\" errorCode=\"E\"/>")),
    DeploymentExample(
      "duplicate-catch", "no error, and one without code, are counted apart",
      process(
        "<bpmn:callActivity id=\"t\"/><bpmn:boundaryEvent id=\"a\" attachedToRef=\"t\">"
          + "<bpmn:errorEventDefinition errorRef=\"e\"/></bpmn:boundaryEvent><bpmn:boundaryEvent id=\"b\" attachedToRef=\"t\">"
          + "<bpmn:errorEventDefinition/></bpmn:boundaryEvent>", "<bpmn:error id=\"e\"/>")),
  ]

  static let codes: [DeploymentExample] = [
    DeploymentExample(
      "error", "is named with a code where it is thrown, and caught by a constant one",
      process(
        """
        <bpmn:endEvent id="a">1️⃣<bpmn:errorEventDefinition id="x"/></bpmn:endEvent>
        <bpmn:endEvent id="b">2️⃣<bpmn:errorEventDefinition id="y" errorRef="e"/></bpmn:endEvent>
        <bpmn:endEvent id="c"><bpmn:errorEventDefinition id="z" errorRef="f"/></bpmn:endEvent>
        <bpmn:boundaryEvent id="d">3️⃣<bpmn:errorEventDefinition id="w" errorRef="f"/></bpmn:boundaryEvent>
        """, "<bpmn:error id=\"e\"/><bpmn:error id=\"f\" errorCode=\"=code\"/>")),
    DeploymentExample(
      "escalation", "is named where it is thrown, with a code, and caught by a constant one",
      process(
        """
        <bpmn:endEvent id="a">1️⃣<bpmn:escalationEventDefinition id="x"/></bpmn:endEvent>
        <bpmn:endEvent id="b"><bpmn:escalationEventDefinition id="y" escalationRef="e"/></bpmn:endEvent>
        <bpmn:callActivity id="c"/><bpmn:boundaryEvent id="d" attachedToRef="c">
        2️⃣<bpmn:escalationEventDefinition id="z" escalationRef="f"/></bpmn:boundaryEvent>
        <bpmn:manualTask id="t"/>3️⃣<bpmn:boundaryEvent id="u" attachedToRef="t">
        <bpmn:escalationEventDefinition id="v"/></bpmn:boundaryEvent>
        """, "4️⃣<bpmn:escalation id=\"e\"/><bpmn:escalation id=\"f\" escalationCode=\"=code\"/>")),
    DeploymentExample(
      "compensation", "reaches an activity of its scope that can be compensated",
      """
      <bpmn:manualTask id="t"/><bpmn:subProcess id="s"><bpmn:manualTask id="u"/>
      <bpmn:boundaryEvent id="b" attachedToRef="u"><bpmn:compensateEventDefinition/></bpmn:boundaryEvent></bpmn:subProcess>
      <bpmn:endEvent id="c"><bpmn:compensateEventDefinition id="x" activityRef="1️⃣none"/></bpmn:endEvent>
      <bpmn:endEvent id="d">2️⃣<bpmn:compensateEventDefinition id="y" activityRef="t"/></bpmn:endEvent>
      <bpmn:endEvent id="e">3️⃣<bpmn:compensateEventDefinition id="z" activityRef="u"/></bpmn:endEvent>
      <bpmn:endEvent id="f"><bpmn:compensateEventDefinition id="w" activityRef="s"/></bpmn:endEvent>
      <bpmn:intermediateThrowEvent id="g"><bpmn:compensateEventDefinition waitForCompletion="4️⃣false"/></bpmn:intermediateThrowEvent>
      """),
    DeploymentExample(
      "compensation", "of the scope around an event sub-process",
      """
      <bpmn:manualTask id="t"/><bpmn:boundaryEvent id="b" attachedToRef="t"><bpmn:compensateEventDefinition/></bpmn:boundaryEvent>
      <bpmn:subProcess id="s" triggeredByEvent="true">
      <bpmn:endEvent id="c"><bpmn:compensateEventDefinition id="x" activityRef="t"/></bpmn:endEvent></bpmn:subProcess>
      """),
    DeploymentExample(
      "compensation", "is done by a task without flows and boundary events",
      """
      1️⃣<bpmn:manualTask id="t" isForCompensation="true"><bpmn:incoming>f</bpmn:incoming></bpmn:manualTask>
      2️⃣<bpmn:manualTask id="u" isForCompensation="true"><bpmn:outgoing>f</bpmn:outgoing></bpmn:manualTask>
      <bpmn:sequenceFlow id="f" sourceRef="u" targetRef="t"/>
      3️⃣<bpmn:manualTask id="v" isForCompensation="true"/>
      <bpmn:boundaryEvent id="b" attachedToRef="v"><bpmn:errorEventDefinition/></bpmn:boundaryEvent>
      """),
  ]
}
