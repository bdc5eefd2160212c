import Testing

@Suite("Deployment rules of activities")
struct DeploymentActivityTests {
  @Test("find what the engine refuses, and nothing else", arguments: all)
  func activity(example: DeploymentExample) {
    #expect(example.found == example.expected)
  }

  static let all: [DeploymentExample] = tasks + listeners + users

  private static func extended(_ tag: String, _ extensions: String) -> String {
    DeploymentExample.extended(tag, extensions)
  }

  private static let job = "<zeebe:taskDefinition type=\"t\"/>"

  static let tasks: [DeploymentExample] = [
    DeploymentExample(
      "task-definition", "one way for each task",
      "1️⃣<bpmn:serviceTask id=\"a\"/>2️⃣<bpmn:sendTask id=\"b\"/>3️⃣<bpmn:scriptTask id=\"c\"/>",
      "4️⃣<bpmn:businessRuleTask id=\"d\"/>5️⃣",
      extended(
        "scriptTask id=\"e\"", "<zeebe:script expression=\"=1\" resultVariable=\"r\"/>" + job),
      "6️⃣<bpmn:endEvent id=\"f\"><bpmn:messageEventDefinition/></bpmn:endEvent>",
      extended("sendTask id=\"g\"", job), "<bpmn:userTask id=\"h\"/>"),
    DeploymentExample(
      "task-definition", "type and retries are not empty",
      extended("serviceTask id=\"a\"", "<zeebe:taskDefinition type=\"1️⃣\" retries=\"2️⃣\"/>")),
    DeploymentExample(
      "task-definition", "a script and a decision have a result variable",
      extended("scriptTask id=\"a\"", "1️⃣<zeebe:script expression=\"=1\"/>"),
      extended(
        "businessRuleTask id=\"b\"",
        "<zeebe:calledDecision decisionId=\"2️⃣\" resultVariable=\"r\"/>")),
    DeploymentExample(
      "task-definition", "what is published has a key",
      extended("sendTask id=\"a\"", "1️⃣<zeebe:publishMessage/>")),
    DeploymentExample(
      "called-element", "one process with an id",
      "1️⃣<bpmn:callActivity id=\"a\"/>",
      extended("callActivity id=\"b\"", "<zeebe:calledElement processId=\"2️⃣\"/>")),
    DeploymentExample(
      "binding", "of a kind that exists",
      extended(
        "callActivity id=\"b\"", "<zeebe:calledElement processId=\"p\" bindingType=\"1️⃣new\"/>")),
    DeploymentExample(
      "binding", "is not looked at before 8.6", 8, 5,
      extended(
        "callActivity id=\"b\"", "<zeebe:calledElement processId=\"p\" bindingType=\"new\"/>")),
    DeploymentExample(
      "multi-instance", "one list, and both parts of the output",
      "<bpmn:manualTask id=\"a\">1️⃣<bpmn:multiInstanceLoopCharacteristics/></bpmn:manualTask>",
      "<bpmn:manualTask id=\"b\">",
      extended(
        "multiInstanceLoopCharacteristics",
        "<zeebe:loopCharacteristics inputCollection=\"2️⃣\" outputCollection=\"3️⃣o\"/>"),
      "</bpmn:manualTask>"),
    DeploymentExample(
      "ad-hoc-sub-process", "has activities, and neither start nor end events", 8, 7,
      "1️⃣<bpmn:adHocSubProcess id=\"a\"/><bpmn:adHocSubProcess id=\"b\">2️⃣<bpmn:startEvent id=\"c\"/>",
      "3️⃣<bpmn:endEvent id=\"d\"/></bpmn:adHocSubProcess>"),
    DeploymentExample(
      "ad-hoc-sub-process", "is steered by itself or by a job worker", 8, 8,
      "1️⃣<bpmn:adHocSubProcess id=\"a\" cancelRemainingInstances=\"false\"><bpmn:extensionElements>\(job)",
      "2️⃣<zeebe:adHoc activeElementsCollection=\"=a\"/></bpmn:extensionElements><bpmn:task id=\"t\"/>",
      "3️⃣<bpmn:completionCondition>=b</bpmn:completionCondition></bpmn:adHocSubProcess>"),
    DeploymentExample(
      "ad-hoc-sub-process", "has both parts of its output", 8, 8,
      "<bpmn:adHocSubProcess id=\"a\"><bpmn:extensionElements>1️⃣<zeebe:adHoc outputElement=\"=a\"/>",
      "</bpmn:extensionElements><bpmn:task id=\"t\"/></bpmn:adHocSubProcess>"),
    DeploymentExample(
      "unsupported-element", "what no version runs",
      "1️⃣<bpmn:complexGateway id=\"a\"/>2️⃣<bpmn:transaction id=\"b\"/>3️⃣<bpmn:adHocSubProcess id=\"c\"/>"
    ),
    DeploymentExample(
      "unsupported-element", "what a version runs", 8, 7,
      "<bpmn:adHocSubProcess id=\"c\"/><bpmn:dataObject id=\"d\"/><bpmn:task id=\"e\"/>"),
    DeploymentExample(
      "duplicate-extension", "each once",
      extended(
        "userTask id=\"a\"",
        "<zeebe:ioMapping/>1️⃣<zeebe:ioMapping/><zeebe:userTask/>2️⃣<zeebe:userTask/>")),
  ]

  private static func listeners(_ content: String) -> String {
    "<zeebe:executionListeners>\(content)</zeebe:executionListeners>"
  }

  private static func listener(_ event: String, _ type: String = "t") -> String {
    "<zeebe:executionListener eventType=\"\(event)\" type=\"\(type)\"/>"
  }

  static let listeners: [DeploymentExample] = [
    DeploymentExample(
      "execution-listener", "has an event and a type",
      extended(
        "manualTask id=\"a\"",
        listeners("1️⃣<zeebe:executionListener type=\"t\"/>" + listener("end", "2️⃣")))),
    DeploymentExample(
      "execution-listener", "stands once for an event",
      extended("manualTask id=\"a\"", "1️⃣" + listeners(listener("start") + listener("start")))),
    DeploymentExample(
      "execution-listener", "no start of start and boundary events",
      extended("startEvent id=\"a\"", listeners("1️⃣" + listener("start"))),
      DeploymentExample.extended(
        "boundaryEvent id=\"b\"", listeners("2️⃣" + listener("start")),
        "<bpmn:errorEventDefinition/>")),
    DeploymentExample(
      "execution-listener", "no end of gateways and error end events",
      extended("exclusiveGateway id=\"a\"", listeners("1️⃣" + listener("end"))),
      DeploymentExample.extended(
        "endEvent id=\"b\"", listeners("2️⃣" + listener("end")), "<bpmn:errorEventDefinition/>")),
    DeploymentExample(
      "execution-listener", "none on compensation boundary events and sequence flows",
      DeploymentExample.extended(
        "boundaryEvent id=\"b\"", listeners("1️⃣" + listener("end")),
        "<bpmn:compensateEventDefinition/>"),
      extended(
        "sequenceFlow id=\"f\" sourceRef=\"b\" targetRef=\"b\"", "2️⃣" + listeners(listener("end")))
    ),
    DeploymentExample(
      "execution-listener", "cancel and beforeAll come with 8.10", 8, 9,
      extended(
        "manualTask id=\"a\"",
        listeners("<zeebe:executionListener eventType=\"1️⃣cancel\" type=\"t\"/>"))),
    DeploymentExample(
      "execution-listener", "cancel of a process, beforeAll of several instances", 8, 10,
      extended(
        "manualTask id=\"a\"", listeners("1️⃣" + listener("cancel") + "2️⃣" + listener("beforeAll")))),
    DeploymentExample(
      "task-listener", "has an event and belongs to a Camunda user task", 8, 8,
      extended(
        "userTask id=\"a\"",
        "1️⃣<zeebe:taskListeners>2️⃣<zeebe:taskListener type=\"t\"/></zeebe:taskListeners>")),
    DeploymentExample(
      "task-header", "no key twice, and none of Camunda's",
      extended(
        "serviceTask id=\"a\"",
        "<zeebe:taskHeaders><zeebe:header key=\"k\"/><zeebe:header key=\"1️⃣k\"/>"
          + "<zeebe:header key=\"2️⃣io.camunda.zeebe:x\"/></zeebe:taskHeaders>")),
  ]

  static let users: [DeploymentExample] = [
    DeploymentExample(
      "form", "one way for a job-based task",
      extended("userTask id=\"a\"", "1️⃣<zeebe:formDefinition formKey=\"k\" formId=\"i\"/>"),
      extended("userTask id=\"b\"", "2️⃣<zeebe:formDefinition externalReference=\"k\"/>"),
      extended("userTask id=\"c\"", "<zeebe:formDefinition formKey=\"k\" formId=\" \"/>")),
    DeploymentExample(
      "form", "one way for a Camunda user task",
      extended("userTask id=\"a\"", "<zeebe:userTask/>1️⃣<zeebe:formDefinition formKey=\"k\"/>"),
      extended("userTask id=\"b\"", "<zeebe:userTask/><zeebe:formDefinition formId=\"i\"/>")),
    DeploymentExample(
      "form", "an embedded one has content",
      "<bpmn:process id=\"P\" isExecutable=\"true\"><bpmn:extensionElements>1️⃣<zeebe:userTaskForm id=\"f\"/>",
      "</bpmn:extensionElements></bpmn:process>"),
    DeploymentExample(
      "assignment", "lists have no gaps",
      extended(
        "userTask id=\"a\"",
        "<zeebe:assignmentDefinition candidateGroups=\"1️⃣a,,b\" candidateUsers=\"=x\"/>"),
      extended("userTask id=\"b\"", "<zeebe:assignmentDefinition candidateUsers=\"2️⃣a, \"/>")),
    DeploymentExample(
      "schedule", "dates are complete",
      extended(
        "userTask id=\"a\"", "<zeebe:taskSchedule dueDate=\"1️⃣2026-01-01\" followUpDate=\"=x\"/>"),
      extended("userTask id=\"b\"", "<zeebe:taskSchedule dueDate=\"2026-01-01T10:00Z\"/>")),
    DeploymentExample(
      "priority", "from 0 to 100",
      extended("userTask id=\"a\"", "<zeebe:priorityDefinition priority=\"1️⃣101\"/>"),
      extended("userTask id=\"b\"", "<zeebe:priorityDefinition priority=\"2️⃣high\"/>"),
      extended("userTask id=\"c\"", "<zeebe:priorityDefinition priority=\"=p\"/>")),
    DeploymentExample(
      "priority", "of jobs, any whole number, and only with a job", 8, 10,
      extended("sendTask id=\"a\"", "1️⃣<zeebe:jobPriorityDefinition priority=\"-5\"/>"),
      extended("serviceTask id=\"b\"", "<zeebe:jobPriorityDefinition priority=\"2️⃣x\"/>")),
  ]
}
