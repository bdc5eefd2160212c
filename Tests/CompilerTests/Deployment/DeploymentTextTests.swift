import BPMN
import Testing

@Suite("Deployment rules of texts and of the file")
struct DeploymentTextTests {
  @Test("find what the engine refuses, and nothing else", arguments: all)
  func text(example: DeploymentExample) {
    #expect(example.found == example.expected)
  }

  static let all: [DeploymentExample] = texts + files

  private static func mapping(_ content: String) -> String {
    DeploymentExample.extended(
      "manualTask id=\"a\"", "<zeebe:ioMapping>\(content)</zeebe:ioMapping>")
  }

  private static func timer(_ event: String, _ time: String) -> String {
    "<bpmn:\(event) id=\"e\"><bpmn:timerEventDefinition>\(time)</bpmn:timerEventDefinition></bpmn:\(event)>"
  }

  static let texts: [DeploymentExample] = [
    DeploymentExample(
      "mapping", "has a source and a target",
      mapping("1️⃣<zeebe:input target=\"a\"/><zeebe:output source=\"2️⃣x\" target=\"3️⃣\"/>")),
    DeploymentExample(
      "mapping", "an input may have no source from 8.8 on", 8, 8,
      mapping("<zeebe:input target=\"a\"/>1️⃣<zeebe:output target=\"b\"/>")),
    DeploymentExample(
      "mapping", "the target is a path and no word of FEEL",
      mapping(
        "<zeebe:input source=\"x\" target=\"a.null\"/><zeebe:input source=\"x\" target=\"1️⃣null\"/>"
          + "<zeebe:input source=\"x\" target=\"2️⃣a ? b\"/><zeebe:input source=\"x\" target=\"3️⃣a..b\"/>"
          + "<zeebe:input source=\"x\" target=\"4️⃣1a\"/>")),
    DeploymentExample(
      "expression", "can be read where the engine reads it",
      mapping("<zeebe:input source=\"=a 1️⃣&amp; b\" target=\"x\"/>"),
      DeploymentExample.extended(
        "userTask id=\"b\"", "<zeebe:taskSchedule dueDate=\"=a 2️⃣&amp; b\"/>")),
    DeploymentExample(
      "expression", "conditions, keys, lists and scripts are expressions",
      "<bpmn:sequenceFlow id=\"f\" sourceRef=\"a\" targetRef=\"a\">1️⃣<bpmn:conditionExpression>x</bpmn:conditionExpression></bpmn:sequenceFlow>",
      "<bpmn:sequenceFlow id=\"g\" sourceRef=\"a\" targetRef=\"a\"><bpmn:conditionExpression> =x </bpmn:conditionExpression></bpmn:sequenceFlow>",
      DeploymentExample.extended(
        "scriptTask id=\"a\"", "<zeebe:script expression=\"2️⃣x\" resultVariable=\"r\"/>"),
      "<bpmn:manualTask id=\"b\">",
      DeploymentExample.extended(
        "multiInstanceLoopCharacteristics",
        "<zeebe:loopCharacteristics inputCollection=\"3️⃣x\" outputCollection=\"o\" outputElement=\"4️⃣x\"/>"
      ), "</bpmn:manualTask>"),
    DeploymentExample(
      "expression", "of message names",
      "<bpmn:process id=\"P\" isExecutable=\"true\"/><bpmn:message id=\"m\" name=\"1️⃣=a &amp; b\"/>"),
    DeploymentExample(
      "expression", "is not empty",
      mapping("<zeebe:input source=\"1️⃣= \" target=\"x\"/><zeebe:input source=\"=\" target=\"x\"/>")),
    DeploymentExample(
      "timer", "has one time",
      "<bpmn:intermediateCatchEvent id=\"e\">1️⃣<bpmn:timerEventDefinition id=\"t\"/></bpmn:intermediateCatchEvent>",
      "<bpmn:intermediateCatchEvent id=\"f\"><bpmn:timerEventDefinition id=\"u\"><bpmn:timeDate>2026-01-01T00:00:00Z</bpmn:timeDate>",
      "2️⃣<bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>"
    ),
    DeploymentExample(
      "timer", "reads plain texts",
      timer("intermediateCatchEvent", "<bpmn:timeDuration>1️⃣10</bpmn:timeDuration>")),
    DeploymentExample(
      "timer", "reads no expressions that need variables",
      timer("boundaryEvent", "<bpmn:timeDuration>=delay</bpmn:timeDuration>")),
    DeploymentExample(
      "timer", "evaluates those that start a process",
      timer("startEvent", "<bpmn:timeCycle>1️⃣=delay</bpmn:timeCycle>")),
    DeploymentExample(
      "timer", "takes what an expression gives without variables",
      timer("startEvent", "<bpmn:timeCycle>=cycle(3, duration(\"PT1H\"))</bpmn:timeCycle>")),
    DeploymentExample(
      "timer", "takes a date with a zone",
      timer(
        "startEvent",
        "<bpmn:timeDate>=date and time(\"2026-01-01T00:00:00@Europe/Berlin\")</bpmn:timeDate>")),
    DeploymentExample(
      "secret-reference", "not in a text, from 8.10 on", 8, 10,
      mapping(
        "<zeebe:input source=\"1️⃣camunda.secrets.A\" target=\"x\"/>"
          + "<zeebe:input source=\"2️⃣={a: &quot;camunda.secrets.A&quot;}\" target=\"y\"/>"
          + "<zeebe:input source=\"=camunda.secrets.A\" target=\"z\"/>")),
  ]

  static let files: [DeploymentExample] = [
    DeploymentExample(
      "executable-process", "there is one",
      "1️⃣<bpmn:definitions xmlns:bpmn=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" id=\"d\" targetNamespace=\"t\">",
      "<bpmn:process id=\"P\" isExecutable=\"false\"/></bpmn:definitions>"),
    DeploymentExample(
      "identifier", "of flow elements",
      "1️⃣<bpmn:task/><bpmn:endEvent id=\"a\"><bpmn:errorEventDefinition/></bpmn:endEvent>"),
    DeploymentExample(
      "identifier", "of event definitions with a reference from 8.8 on", 8, 8,
      "<bpmn:endEvent id=\"a\">1️⃣<bpmn:errorEventDefinition/></bpmn:endEvent>",
      "<bpmn:endEvent id=\"b\"><bpmn:terminateEventDefinition/></bpmn:endEvent>"),
    DeploymentExample(
      "schema", "elements that BPMN does not have or not here",
      "1️⃣<bpmn:tusk id=\"a\"/><bpmn:task id=\"b\">2️⃣<bpmn:lane id=\"c\"/>3️⃣<zeebe:taskDefinition type=\"t\"/></bpmn:task>"
    ),
    DeploymentExample(
      "schema", "the order of elements",
      "<bpmn:textAnnotation id=\"a\"/>1️⃣<bpmn:task id=\"b\"/>2️⃣<bpmn:laneSet id=\"c\"/>"),
    DeploymentExample(
      "schema", "what stands once",
      "<bpmn:task id=\"a\"/><bpmn:sequenceFlow id=\"f\" sourceRef=\"a\" targetRef=\"a\"><bpmn:conditionExpression>=x</bpmn:conditionExpression>",
      "1️⃣<bpmn:conditionExpression>=y</bpmn:conditionExpression></bpmn:sequenceFlow>"),
    DeploymentExample(
      "schema", "attributes that are missing or unknown",
      "1️⃣<bpmn:sequenceFlow id=\"f\" sourceRef=\"b\"/><bpmn:task id=\"b\" colour=\"2️⃣red\"/>"),
    DeploymentExample(
      "schema", "values",
      "<bpmn:task id=\"1️⃣1a\" isForCompensation=\"2️⃣maybe\"/><bpmn:exclusiveGateway id=\"g\" default=\"3️⃣x\" gatewayDirection=\"4️⃣Up\"/>",
      "<bpmn:receiveTask id=\"r\" messageRef=\"5️⃣\"/><bpmn:task id=\"a b6️⃣\"/>"
        .replacing("a b6️⃣", with: "6️⃣a b")),
    DeploymentExample(
      "schema", "references of lanes, and drawings",
      "<bpmn:process id=\"P\" isExecutable=\"true\"><bpmn:laneSet id=\"s\"><bpmn:lane id=\"l\">1️⃣<bpmn:flowNodeRef>x</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet></bpmn:process>",
      "<bpmndi:BPMNDiagram id=\"d\"><bpmndi:BPMNPlane id=\"p\">2️⃣<bpmndi:BPMNShape id=\"h\"/>",
      "3️⃣<bpmndi:BPMNEdge id=\"i\"><di:waypoint x=\"1\" y=\"1\"/></bpmndi:BPMNEdge></bpmndi:BPMNPlane></bpmndi:BPMNDiagram>"
    ),
  ]
}
