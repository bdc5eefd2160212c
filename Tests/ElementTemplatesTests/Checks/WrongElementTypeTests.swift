import BPMN
import Diagnostics
import ElementTemplates
import Testing
import TestSupport

@Suite("template/element-type")
struct WrongElementTypeTests {
  func rules(_ element: String, _ template: String) throws -> [String] {
    let library = Fixture.library(
      """
      {"id": "T", "name": "Inquiry", \(template), "properties": []}
      """)
    let text = Fixture.diagram(
      element.replacing("@", with: "id=\"A\" zeebe:modelerTemplate=\"1️⃣T\""))
    let found = try Fixture.findings(text, library)
    #expect(found.allSatisfy { $0.location.start == text["1️⃣"] && $0.severity == .warning })
    return found.map(\.rule)
  }

  @Test(
    "an element must have the template's type",
    arguments: [
      (#""appliesTo": ["bpmn:Task"], "elementType": {"value": "bpmn:ServiceTask"}"#, false),
      (#""appliesTo": ["bpmn:Task"], "elementType": {"value": "bpmn:SendTask"}"#, true),
      (#""appliesTo": ["bpmn:Task"]"#, true),
      (#""appliesTo": ["bpmn:StartEvent", "bpmn:Activity"]"#, true),
      (#""appliesTo": ["bpmn:FlowNode"]"#, true),
      (#""appliesTo": ["bpmn:SendTask"]"#, true),
      (#""appliesTo": ["bpmn:ServiceTask", "bpmn:Event"]"#, false),
    ])
  func type(_ template: String, fits: Bool) throws {
    #expect(
      try rules("<bpmn:sendTask @/>", template) == (fits ? [] : ["template/element-type"]))
  }

  @Test("an event must have the template's event definition")
  func eventDefinition() throws {
    let template =
      #""appliesTo": ["bpmn:StartEvent"], "elementType": {"value": "bpmn:StartEvent", "#
      + #""eventDefinition": "bpmn:MessageEventDefinition"}"#
    let event = { (content: String) in "<bpmn:startEvent @>\(content)</bpmn:startEvent>" }
    #expect(try rules(event("<bpmn:messageEventDefinition/>"), template) == [])
    #expect(try rules(event("<bpmn:timerEventDefinition/>"), template) == ["template/element-type"])
    #expect(try rules(event(""), template) == ["template/element-type"])
  }

  @Test("processes have templates too")
  func process() throws {
    let library = Fixture.library(
      #"{"id": "T", "name": "N", "appliesTo": ["bpmn:Process"], "properties": []}"#)
    let text = MarkedText(
      Fixture.diagram("").text.replacing(
        "<bpmn:process", with: "<bpmn:process zeebe:modelerTemplate=\"T\""))
    #expect(try Fixture.findings(text, library).isEmpty)
  }
}
