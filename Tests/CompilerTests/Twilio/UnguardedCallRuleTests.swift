import Testing

@Suite("Calls that nothing guards")
struct UnguardedCallRuleTests {
  static let task = TwilioDiagram.task("sendSms", mark: "1️⃣")
  static func event(_ definition: String, on activity: String = "Task") -> String {
    "<bpmn:boundaryEvent id='B' attachedToRef='\(activity)'><bpmn:\(definition)/></bpmn:boundaryEvent>"
  }

  func places(_ elements: String) -> [String] { TwilioDiagram("unguarded-call", elements).places }

  @Test("a call whose failure nothing handles is a warning")
  func unguarded() {
    #expect(places(Self.task) == ["w1️⃣"])
    #expect(places(Self.task + Self.event("compensateEventDefinition")) == ["w1️⃣"])
    #expect(
      places(TwilioDiagram.task("getMessage", headers: ["errorExpression= "], mark: "1️⃣")) == ["w1️⃣"])
  }

  @Test("an error expression or a boundary event guards it")
  func guarded() {
    #expect(places(TwilioDiagram.task("sendSms", headers: ["errorExpression=null"])) == [])
    #expect(places(Self.task + Self.event("errorEventDefinition")) == [])
  }

  @Test("so does an event on the sub-process around it, or an event sub-process for errors")
  func surroundings() {
    let inside = "<bpmn:subProcess id='S'>\(Self.task)</bpmn:subProcess>"
    #expect(places(inside) == ["w1️⃣"])
    #expect(places(inside + Self.event("errorEventDefinition", on: "S")) == [])
    func handler(_ definition: String) -> String {
      "<bpmn:subProcess id='H' triggeredByEvent='true'><bpmn:startEvent id='X'>"
        + "<bpmn:\(definition)/></bpmn:startEvent></bpmn:subProcess>"
    }
    #expect(places(inside + handler("errorEventDefinition")) == [])
    #expect(places(inside + handler("signalEventDefinition")) == ["w1️⃣"])
  }
}
