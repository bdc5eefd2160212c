/// For each rule the smallest content that it objects to, and a version in which it does.
struct CompatExample {
  let rule: String
  let version: String
  let content: String

  init(_ rule: String, _ version: String, _ content: String) {
    self.rule = rule
    self.version = version
    self.content = content
  }

  /// Content of a task's or event's extension elements.
  init(_ rule: String, _ version: String, on tag: String, _ extensions: String) {
    self.init(rule, version, CompatMarks.element(tag + " id=\"a\"", extensions))
  }

  private static func listener(_ attributes: String, _ content: String = "") -> String {
    """
    <zeebe:executionListeners>
      <zeebe:executionListener \(attributes)>\(content)</zeebe:executionListener>
    </zeebe:executionListeners>
    """
  }

  /// Those against what a version does not have yet, by the last version that has them.
  static let ofVersions = [
    Self(
      "no-before-all-execution-listener", "8.9", on: "task",
      listener("1️⃣eventType=\"beforeAll\" type=\"t\"")),
    Self(
      "no-cancel-execution-listener", "8.9", on: "task",
      listener("1️⃣eventType=\"cancel\" type=\"t\"")),
    Self(
      "no-execution-listener-headers", "8.9", on: "task",
      listener("eventType=\"start\" type=\"t\"", "1️⃣<zeebe:taskHeaders/>")),
    Self("no-execution-listeners", "8.5", on: "task", "1️⃣<zeebe:executionListeners/>"),
    Self("no-task-listeners", "8.7", on: "userTask", "1️⃣<zeebe:taskListeners/>"),
    Self(
      "no-binding-type", "8.5", on: "userTask",
      "<zeebe:formDefinition 1️⃣bindingType=\"deployment\"/>"),
    Self("no-business-id", "8.9", on: "callActivity", "<zeebe:calledElement 1️⃣businessId=\"\"/>"),
    Self(
      "no-candidate-users", "8.1", on: "userTask",
      "<zeebe:assignmentDefinition 1️⃣candidateUsers=\"anna\"/>"),
    Self("no-job-priority-definition", "8.9", on: "task", "1️⃣<zeebe:jobPriorityDefinition/>"),
    Self("no-priority-definition", "8.5", on: "userTask", "1️⃣<zeebe:priorityDefinition/>"),
    Self(
      "no-propagate-all-parent-variables", "8.1", on: "callActivity",
      "<zeebe:calledElement 1️⃣propagateAllParentVariables=\"false\"/>"),
    Self("no-task-schedule", "8.1", on: "userTask", "1️⃣<zeebe:taskSchedule/>"),
    Self("no-template", "1.3", "<bpmn:task id=\"a\" 1️⃣zeebe:modelerTemplate=\"t\"/>"),
    Self(
      "no-version-tag", "8.5",
      "<bpmn:process id=\"P\" isExecutable=\"true\"><bpmn:extensionElements>"
        + "1️⃣<zeebe:versionTag value=\"1\"/></bpmn:extensionElements></bpmn:process>"),
    Self("no-zeebe-properties", "8.0", on: "task", "1️⃣<zeebe:properties/>"),
    Self("no-zeebe-user-task", "8.4", on: "userTask", "1️⃣<zeebe:userTask/>"),
    Self(
      "inclusive-gateway", "8.5",
      """
      <bpmn:task id="t"/>1️⃣<bpmn:inclusiveGateway id="a"/>
      <bpmn:sequenceFlow id="f" sourceRef="t" targetRef="a"/>
      <bpmn:sequenceFlow id="g" sourceRef="t" targetRef="a"/>
      """),
    Self(
      "no-signal-event-sub-process", "8.2",
      "<bpmn:subProcess id=\"s\">1️⃣<bpmn:startEvent id=\"a\"><bpmn:signalEventDefinition/>"
        + "</bpmn:startEvent></bpmn:subProcess>"),
  ]

  private static let agent =
    "<zeebe:properties><zeebe:property name=\"io.camunda.agenticai.toolContainer\" value=\"true\"/>"
    + "</zeebe:properties>"

  static let all =
    ofVersions + [
      Self("ad-hoc-sub-process", "8.7", "1️⃣<bpmn:adHocSubProcess id=\"a\"/>"),
      Self(
        "agent-fromai-contract", "8.8", on: "task",
        "<zeebe:ioMapping><zeebe:input source=\"=1️⃣fromAi(toolCall.a)\" target=\"b\"/>"
          + "</zeebe:ioMapping>"),
      Self(
        "agent-tool-documentation", "8.8",
        CompatMarks.element("adHocSubProcess id=\"h\"", agent, "1️⃣<bpmn:task id=\"a\"/>")),
      Self(
        "agent-tool-output-key", "8.8",
        CompatMarks.element("adHocSubProcess id=\"h\"", agent, "1️⃣<bpmn:task id=\"a\"/>")),
      Self(
        "before-all-execution-listener", "8.10", on: "task",
        listener("1️⃣eventType=\"beforeAll\" type=\"t\"")),
      Self("called-element", "8.2", "1️⃣<bpmn:callActivity id=\"a\"/>"),
      Self(
        "cancel-execution-listener", "8.10", on: "task",
        listener("1️⃣eventType=\"cancel\" type=\"t\"")),
      Self(
        "connector-properties", "8.5", on: "startEvent",
        "<zeebe:properties><zeebe:property name=\"inbound.type\" value=\"io.camunda:webhook:1\"/>"
          + "<zeebe:property 1️⃣name=\"messageTtl\"/></zeebe:properties>"),
      Self(
        "duplicate-execution-listener-headers", "8.10", on: "task",
        listener(
          "type=\"t\"",
          "<zeebe:taskHeaders><zeebe:header key=\"k\"/>1️⃣<zeebe:header key=\"k\"/>"
            + "</zeebe:taskHeaders>")),
      Self(
        "duplicate-execution-listeners", "8.6", on: "task",
        "<zeebe:executionListeners><zeebe:executionListener type=\"t\"/>"
          + "1️⃣<zeebe:executionListener type=\"t\"/></zeebe:executionListeners>"),
      Self(
        "duplicate-task-headers", "8.2", on: "serviceTask",
        "<zeebe:taskHeaders><zeebe:header key=\"k\"/>1️⃣<zeebe:header key=\"k\"/>"
          + "</zeebe:taskHeaders>"),
      Self("element-type", "8.2", "1️⃣<bpmn:transaction id=\"a\"/>"),
      Self(
        "error-reference", "8.2",
        "<bpmn:endEvent id=\"a\">1️⃣<bpmn:errorEventDefinition/></bpmn:endEvent>"),
      Self(
        "escalation-boundary-event-attached-to-ref", "8.2",
        "<bpmn:task id=\"t\"/><bpmn:boundaryEvent id=\"a\" 1️⃣attachedToRef=\"t\">"
          + "<bpmn:escalationEventDefinition/></bpmn:boundaryEvent>"),
      Self(
        "escalation-reference", "8.2",
        "<bpmn:endEvent id=\"a\">1️⃣<bpmn:escalationEventDefinition/></bpmn:endEvent>"),
      Self(
        "event-based-gateway-target", "8.2",
        "<bpmn:eventBasedGateway id=\"g\"/>1️⃣<bpmn:receiveTask id=\"a\"/>"
          + "<bpmn:sequenceFlow id=\"f\" sourceRef=\"g\" targetRef=\"a\"/>"),
      Self(
        "execution-listener", "8.6", on: "task",
        "<zeebe:executionListeners>1️⃣<zeebe:executionListener/></zeebe:executionListeners>"),
      Self("implementation", "8.2", "1️⃣<bpmn:serviceTask id=\"a\"/>"),
      Self(
        "io-mapping", "8.2", on: "task",
        "<zeebe:ioMapping>1️⃣<zeebe:output source=\"a\"/></zeebe:ioMapping>"),
      Self(
        "link-event", "8.2",
        "<bpmn:intermediateThrowEvent id=\"a\">1️⃣<bpmn:linkEventDefinition/>"
          + "</bpmn:intermediateThrowEvent>"),
      Self(
        "loop-characteristics", "8.2",
        "<bpmn:task id=\"a\">1️⃣<bpmn:standardLoopCharacteristics/></bpmn:task>"),
      Self("message-reference", "8.2", "1️⃣<bpmn:receiveTask id=\"a\"/>"),
      Self(
        "no-multiple-none-start-events", "8.2",
        "1️⃣<bpmn:startEvent id=\"a\"/>2️⃣<bpmn:startEvent id=\"b\"/>"),
      Self(
        "sequence-flow-condition", "8.2",
        "<bpmn:task id=\"t\"/><bpmn:task id=\"u\"/>"
          + "<bpmn:sequenceFlow id=\"a\" sourceRef=\"t\" targetRef=\"u\">"
          + "1️⃣<bpmn:conditionExpression/></bpmn:sequenceFlow>"),
      Self(
        "signal-reference", "8.3",
        "<bpmn:endEvent id=\"a\">1️⃣<bpmn:signalEventDefinition/></bpmn:endEvent>"),
      Self(
        "task-listener", "8.8", on: "userTask",
        "<zeebe:taskListeners>1️⃣<zeebe:taskListener/></zeebe:taskListeners>"),
      Self("user-task-definition", "8.2", "1️⃣<bpmn:userTask id=\"a\"/>"),
      Self(
        "wait-for-completion", "8.5",
        "<bpmn:endEvent id=\"a\"><bpmn:compensateEventDefinition "
          + "1️⃣waitForCompletion=\"false\"/></bpmn:endEvent>"),
      Self("zeebe-user-task", "8.6", "1️⃣<bpmn:userTask id=\"a\"/>"),
    ]
}
