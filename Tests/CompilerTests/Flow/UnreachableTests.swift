import Testing

@Suite("flow/unreachable")
struct UnreachableTests {
  private func marks(_ lines: String) -> [String] {
    Finding.marks(of: "flow/unreachable", in: FlowDiagram.process(lines))
  }

  @Test("finds the first element of each part that no start event leads to")
  func parts() {
    #expect(
      marks(
        """
        start s
        end e
        s -> e
        1️⃣user a
        user b
        a -> b
        2️⃣xor c
        xor d
        c -> d -> c
        """) == ["1️⃣", "2️⃣"])
  }

  @Test("counts what boundary events, links, event sub-processes and compensation lead to")
  func otherWays() {
    #expect(
      marks(
        """
        start s
        user a
        error x attachedToRef="a"
        user afterError
        x -> afterError
        <bpmn:intermediateThrowEvent id="throw"><bpmn:linkEventDefinition name="L"/></bpmn:intermediateThrowEvent>
        <bpmn:intermediateCatchEvent id="catch"><bpmn:linkEventDefinition name="L"/></bpmn:intermediateCatchEvent>
        user afterLink
        catch -> afterLink
        s -> a -> throw
        <bpmn:subProcess id="event" triggeredByEvent="true"><bpmn:startEvent id="begin"/><bpmn:userTask id="inside"/>
        begin -> inside
        </bpmn:subProcess>
        userTask undo isForCompensation="true"
        <bpmn:adHocSubProcess id="free"><bpmn:userTask id="tool"/></bpmn:adHocSubProcess>
        afterLink -> free
        """) == [])
  }

  @Test("does not look into a sub-process that is not reached")
  func inside() {
    #expect(
      marks(
        """
        start s
        1️⃣<bpmn:subProcess id="lost"><bpmn:startEvent id="begin"/><bpmn:userTask id="inside"/></bpmn:subProcess>
        """) == ["1️⃣"])
  }

  @Test("takes elements without incoming flow for starts where the engine does not insist")
  func drawings() {
    let content = FlowDiagram.content("start s\nuser a\nuser b\na -> b\nxor c\nxor d\nc -> d -> c")
    let drawing = FlowDiagram.definitions("<bpmn:process id=\"p\">\(content)</bpmn:process>")
    #expect(Finding.elements(of: "flow/unreachable", in: drawing) == ["c"])
    #expect(marks("user a\nuser b\na -> b") == [])
  }
}
