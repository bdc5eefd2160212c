import Testing

@Suite("What the schemas of BPMN and of its drawings say")
struct DeploymentSchemaTests {
  @Test(
    "is compared with every element", arguments: drawings + orders + members + values + extensions)
  func finding(example: DeploymentExample) {
    #expect(example.found == example.expected)
  }

  /// A process and its drawing.
  private static func drawn(
    _ what: String, _ content: String, diagram: String = "id=\"d\"", plane: String = ""
  ) -> DeploymentExample {
    DeploymentExample(
      "schema", what,
      "<bpmn:process id=\"P\" isExecutable=\"true\"><bpmn:task id=\"t\"/></bpmn:process>",
      "<bpmndi:BPMNDiagram \(diagram)><bpmndi:BPMNPlane id=\"l\" bpmnElement=\"P\"\(plane)>",
      content, "</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>")
  }

  private static func shape(_ attributes: String, _ content: String = bounds) -> String {
    "<bpmndi:BPMNShape id=\"h\" bpmnElement=\"t\" \(attributes)>\(content)</bpmndi:BPMNShape>"
  }

  private static let bounds = "<dc:Bounds x=\"1\" y=\"-2.5\" width=\"1e2\" height=\"80.\"/>"

  static let drawings = [
    drawn("attributes of the plane", "", plane: " stroke=\"1️⃣#000\""),
    drawn("attributes of the diagram", "", diagram: "id=\"d\" kind=\"1️⃣x\" resolution=\"2️⃣high\""),
    drawn("flags", shape("isExpanded=\"1️⃣yes\" isHorizontal=\"1\"")),
    drawn("words", shape("participantBandKind=\"1️⃣top\"")),
    drawn("a declared prefix", shape("choreographyActivityShape=\"1️⃣x:y\"")),
    drawn("an element of the plane", "1️⃣<bpmndi:BPMNLabel id=\"x\"/>2️⃣<bpmndi:BPMNBox id=\"y\"/>"),
    drawn("the order", "1️⃣" + shape("", "<bpmndi:BPMNLabel/>2️⃣" + bounds)),
    drawn("members of bounds", shape("", "1️⃣<dc:Bounds x=\"2️⃣1,5\" y=\"3️⃣\" width=\"4️⃣0x10\"/>")),
    drawn(
      "no blanks in bounds",
      shape("", "<dc:Bounds x=\"1\" y=\"INF\" width=\"1\" height=\"1\">1️⃣ </dc:Bounds>")),
    DeploymentExample(
      "schema", "one plane, and nothing after the drawing",
      "<bpmn:process id=\"P\" isExecutable=\"true\"/>1️⃣<bpmndi:BPMNDiagram id=\"d\"/>",
      "<bpmndi:BPMNDiagram id=\"e\"><bpmndi:BPMNPlane id=\"f\"/>2️⃣<bpmndi:BPMNPlane id=\"g\"/></bpmndi:BPMNDiagram>",
      "3️⃣<bpmn:message id=\"m\" name=\"m\"/>"),
  ]

  static let orders = [
    DeploymentExample(
      "schema", "extensions before flows",
      "<bpmn:task id=\"a\"><bpmn:incoming>f</bpmn:incoming>1️⃣<bpmn:extensionElements/></bpmn:task>"),
    DeploymentExample(
      "schema", "documentation after extensions", 8, 4,
      "<bpmn:task id=\"a\"><bpmn:extensionElements/><bpmn:documentation>x</bpmn:documentation></bpmn:task>"
    ),
    DeploymentExample(
      "schema", "documentation before extensions up to 8.3", 8, 3,
      "<bpmn:task id=\"a\"><bpmn:extensionElements/>1️⃣<bpmn:documentation>x</bpmn:documentation></bpmn:task>"
    ),
    DeploymentExample(
      "schema", "one way to say the time",
      "<bpmn:intermediateCatchEvent id=\"a\"><bpmn:timerEventDefinition id=\"b\">",
      "<bpmn:timeDate>x</bpmn:timeDate>1️⃣<bpmn:timeCycle>y</bpmn:timeCycle>",
      "</bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>"),
    DeploymentExample(
      "schema", "bindings after what they bind",
      "<bpmn:task id=\"a\"><bpmn:resourceRole><bpmn:resourceRef>r</bpmn:resourceRef>",
      "<bpmn:resourceParameterBinding parameterRef=\"p\"><bpmn:expression/></bpmn:resourceParameterBinding>",
      "</bpmn:resourceRole><bpmn:resourceRole>1️⃣<bpmn:resourceParameterBinding parameterRef=\"p\">",
      "<bpmn:formalExpression/></bpmn:resourceParameterBinding></bpmn:resourceRole></bpmn:task>"),
  ]

  static let members = [
    DeploymentExample(
      "schema", "input and output sets",
      "<bpmn:task id=\"a\">1️⃣<bpmn:ioSpecification><bpmn:inputSet/></bpmn:ioSpecification></bpmn:task>"
    ),
    DeploymentExample(
      "schema", "bindings of processes",
      "<bpmn:process id=\"P\" isExecutable=\"true\">1️⃣<bpmn:ioBinding operationRef=\"o\" inputDataRef=\"P\"/></bpmn:process>"
    ),
    DeploymentExample(
      "schema", "targets of data",
      "<bpmn:task id=\"a\">1️⃣<bpmn:dataInputAssociation id=\"b\"><bpmn:sourceRef>a</bpmn:sourceRef></bpmn:dataInputAssociation></bpmn:task>"
    ),
    DeploymentExample(
      "schema", "both ends of a relationship",
      "<bpmn:process id=\"P\" isExecutable=\"true\"/>1️⃣<bpmn:relationship type=\"x\" direction=\"2️⃣Up\"><bpmn:source>P</bpmn:source></bpmn:relationship>"
    ),
    DeploymentExample(
      "schema", "what is not a kind by itself",
      "1️⃣<bpmn:event id=\"a\"/><bpmn:flowElement xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"bpmn:tTask\" id=\"b\"/>"
    ),
  ]

  static let values = [
    DeploymentExample(
      "schema", "ids",
      "<bpmn:task id=\"Größe_1.a-b\"/><bpmn:task id=\"1️⃣a:b\"/><bpmn:task id=\"2️⃣a😀\"/><bpmn:task id=\"3️⃣\"/>"
    ),
    DeploymentExample(
      "schema", "numbers",
      "<bpmn:task id=\"a\" startQuantity=\"+99999999999999999999\" completionQuantity=\"1️⃣1.0\"/>"),
    DeploymentExample(
      "schema", "ends of flows",
      "<bpmn:task id=\"a\"/><bpmn:sequenceFlow id=\"f\" sourceRef=\" a \" targetRef=\"1️⃣b\"/>"),
    DeploymentExample(
      "schema", "names in texts",
      "<bpmn:task id=\"a\"><bpmn:incoming>x</bpmn:incoming>1️⃣<bpmn:incoming>x y</bpmn:incoming>2️⃣<bpmn:outgoing>q:x</bpmn:outgoing></bpmn:task>"
    ),
    DeploymentExample(
      "schema", "words without blanks",
      "<bpmn:parallelGateway id=\"a\" gatewayDirection=\"1️⃣ Mixed\"/>"),
    DeploymentExample(
      "schema", "URIs",
      "<bpmn:serviceTask id=\"a\" implementation=\"##WebService\"/><bpmn:serviceTask id=\"b\" implementation=\"1️⃣##Own\"/><bpmn:serviceTask id=\"c\" implementation=\"2️⃣50%\"/>"
    ),
    DeploymentExample(
      "schema", "types of conditions",
      "<bpmn:task id=\"a\"/><bpmn:sequenceFlow xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" id=\"f\" sourceRef=\"a\" targetRef=\"a\">",
      "<conditionExpression xsi:type=\"tFormalExpression\" language=\"x\">=y</conditionExpression></bpmn:sequenceFlow>",
      "<bpmn:sequenceFlow xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" id=\"g\" sourceRef=\"a\" targetRef=\"a\">",
      "<bpmn:conditionExpression xsi:type=\"1️⃣bpmn:tTask\"/></bpmn:sequenceFlow>",
      "<bpmn:sequenceFlow xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" id=\"h\" sourceRef=\"a\" targetRef=\"a\">",
      "<bpmn:conditionExpression xsi:type=\"2️⃣b:tFormalExpression\"/></bpmn:sequenceFlow>"),
  ]

  static let extensions = [
    DeploymentExample(
      "schema", "elements of others",
      "<bpmn:task id=\"a\" v:size=\"1\" xmlns:v=\"urn:v\"><bpmn:extensionElements><v:style><bpmn:Grid id=\"a\" x=\"y\"/></v:style></bpmn:extensionElements></bpmn:task>"
    ),
    DeploymentExample(
      "schema", "not BPMN's, and none without a namespace",
      "<bpmn:task id=\"a\" bpmn:name=\"1️⃣x\"><bpmn:extensionElements id=\"2️⃣e\">3️⃣<bpmn:task id=\"b\"/>4️⃣<plain/>5️⃣text</bpmn:extensionElements></bpmn:task>"
    ),
    DeploymentExample(
      "schema", "none of the definitions",
      "1️⃣<bpmn:extensionElements/><bpmn:process id=\"P\" isExecutable=\"true\">2️⃣stray<!-- fine -->&#32;<bpmn:task id=\"a\"/></bpmn:process>"
    ),
    DeploymentExample("schema", "text", "<bpmn:task id=\"a\"><![CDATA[1️⃣more]]></bpmn:task>"),
    DeploymentExample(
      "schema", "one element in documentation",
      "<bpmn:task id=\"a\"><bpmn:documentation textFormat=\"x\">a <b>b</b> c 1️⃣<i/></bpmn:documentation></bpmn:task>"
    ),
  ]
}
