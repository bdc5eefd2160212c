import BPMN
import Diagnostics
import Testing
import TestSupport
import XML

@Suite("The BPMN model")
struct ModelTests {
  func model(_ text: String) throws -> BPMNModel {
    let file = BPMNFile(parsing: Array(text.utf8), path: "test.bpmn")
    #expect(file.diagnostics.map(\.message) == [])
    return try #require(file.model)
  }

  static let diagram = """
    <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
        xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:v="urn:vendor">
      <process id="P" isExecutable="true">
        <startEvent id="start"/>
        <exclusiveGateway id="g" default="f3"/>
        <serviceTask id="t" name="Send
          it">
          <extensionElements>
            <zeebe:taskDefinition type="job"/>
            <zeebe:ioMapping>
              <zeebe:input source="=a" target="b"/><zeebe:output source="=c" target="d"/>
            </zeebe:ioMapping>
            <zeebe:properties>
              <zeebe:property name="x"/><zeebe:property name="x" value="1"/>
              <zeebe:property name="x" value="2"/>
            </zeebe:properties>
            <v:color>red</v:color>
          </extensionElements>
        </serviceTask>
        <boundaryEvent id="b" attachedToRef="t" cancelActivity="false">
          <messageEventDefinition messageRef="m"/>
        </boundaryEvent>
        <subProcess id="s" triggeredByEvent="true"><endEvent id="e"/></subProcess>
        <sequenceFlow id="f3" sourceRef="g" targetRef="start"/>
        <sequenceFlow id="f1" sourceRef="start" targetRef="g"/>
        <sequenceFlow id="f2" sourceRef="g" targetRef="t">
          <conditionExpression>=x &gt; 1</conditionExpression>
        </sequenceFlow>
      </process>
      <message id="m" name="M"/>
    </definitions>
    """

  @Test("takes flows from sourceRef and targetRef, in the order of the file")
  func flows() throws {
    let gateway = try #require(model(Self.diagram).element(id: "g"))
    #expect(gateway.outgoing.compactMap(\.id) == ["f3", "f2"])
    #expect(gateway.incoming.compactMap(\.id) == ["f1"])
    #expect(gateway.defaultFlow?.id == "f3")
    #expect(gateway.outgoing[1].conditionExpression?.xml.text == "=x > 1")
    #expect(gateway.outgoing[1].flowTarget?.id == "t")
  }

  @Test("reads zeebe extensions and keeps those of others")
  func extensions() throws {
    let task = try #require(model(Self.diagram).element(id: "t"))
    #expect(task.jobType?.value == "job")
    #expect(task.inputMappings.map(\.target) == ["b"])
    #expect(task.outputMappings.map(\.source) == ["=c"])
    #expect(task.zeebeProperty("x")?.value == "1")
    #expect(task.zeebeProperties.count == 3)
    #expect(task.extensionElements.last?.text == "red")
  }

  @Test("knows labels, scopes, processes, boundary events and messages")
  func containment() throws {
    let model = try model(Self.diagram)
    let task = try #require(model.element(id: "t"))
    let boundary = try #require(model.element(id: "b"))
    #expect(task.label == "Send it")
    #expect(model.element(id: "g")?.label == "g")
    #expect(task.boundaryEvents == [boundary])
    #expect(boundary.attachedTo == task && !boundary.isInterrupting)
    #expect(boundary.message?.name == "M")
    let end = try #require(model.element(id: "e"))
    #expect(end.scope?.id == "s" && end.process?.id == "P")
    #expect(end.scope?.isEventSubProcess == true)
    #expect(end.reference?.type == "bpmn:EndEvent" && end.reference?.process == "P")
  }

  @Test(
    "takes any prefix for the namespace, or none",
    arguments: ["bpmn", "bpmn2", "semantic", "x"])
  func prefixes(prefix: String) throws {
    let text =
      "<\(prefix):definitions xmlns:\(prefix)='http://www.omg.org/spec/BPMN/20100524/MODEL'>"
      + "<\(prefix):process id='P'/></\(prefix):definitions>"
    #expect(try model(text).processes.map(\.id) == ["P"])
  }

  @Test("reads the drawing")
  func drawing() throws {
    let text = """
      <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
          xmlns:d="http://www.omg.org/spec/BPMN/20100524/DI"
          xmlns:c="http://www.omg.org/spec/DD/20100524/DC"
          xmlns:i="http://www.omg.org/spec/DD/20100524/DI">
        <process id="P"><task id="t"/><task id="u"/>
          <sequenceFlow id="f" sourceRef="t" targetRef="u"/></process>
        <d:BPMNDiagram id="D"><d:BPMNPlane id="pl" bpmnElement="P">
          <d:BPMNShape id="s" bpmnElement="t" isExpanded="false">
            <c:Bounds x="1" y="2.5" width="100" height="80"/>
            <d:BPMNLabel><c:Bounds x="3" y="4" width="5" height="6"/></d:BPMNLabel>
          </d:BPMNShape>
          <d:BPMNEdge id="e" bpmnElement="f"><i:waypoint x="1" y="2"/><i:waypoint x="3" y="4"/>
          </d:BPMNEdge>
        </d:BPMNPlane></d:BPMNDiagram>
      </definitions>
      """
    let diagram = try #require(model(text).diagrams.first)
    #expect(diagram.subject?.id == "P")
    #expect(diagram.shapes.first?.element?.id == "t")
    #expect(diagram.shapes.first?.bounds == .init(x: 1, y: 2.5, width: 100, height: 80))
    #expect(diagram.shapes.first?.labelBounds?.x == 3)
    #expect(diagram.shapes.first?.isExpanded == false)
    #expect(diagram.edges.first?.waypoints == [.init(x: 1, y: 2), .init(x: 3, y: 4)])
  }
}
