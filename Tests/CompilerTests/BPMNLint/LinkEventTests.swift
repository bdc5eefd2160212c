import Testing

@Suite("The rule link-event")
struct LinkEventTests {
  @Test("finds links without a name, a partner, or a single catch event, in each scope by itself")
  func branches() {
    let content = Finding.process(
      """
      <bpmn:intermediateThrowEvent id="a">1️⃣<bpmn:linkEventDefinition/></bpmn:intermediateThrowEvent>
      <bpmn:intermediateThrowEvent id="b">2️⃣<bpmn:linkEventDefinition name="X"/></bpmn:intermediateThrowEvent>
      <bpmn:subProcess id="s">
        <bpmn:intermediateCatchEvent id="c">3️⃣<bpmn:linkEventDefinition name="X"/></bpmn:intermediateCatchEvent>
      </bpmn:subProcess>
      <bpmn:intermediateThrowEvent id="d"><bpmn:linkEventDefinition name="Y"/></bpmn:intermediateThrowEvent>
      <bpmn:intermediateCatchEvent id="e">4️⃣<bpmn:linkEventDefinition name="Y"/></bpmn:intermediateCatchEvent>
      <bpmn:intermediateCatchEvent id="f">5️⃣<bpmn:linkEventDefinition name="Y"/></bpmn:intermediateCatchEvent>
      """)
    #expect(Finding.marks(of: "link-event", in: content) == ["1️⃣", "2️⃣", "3️⃣", "4️⃣", "5️⃣"])
  }
}
