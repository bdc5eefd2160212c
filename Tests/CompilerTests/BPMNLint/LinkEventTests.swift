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

  private func link(_ kind: String, _ id: String, _ name: String) -> String {
    "<bpmn:intermediate\(kind)Event id=\"\(id)\"><bpmn:linkEventDefinition name=\"\(name)\"/>"
      + "</bpmn:intermediate\(kind)Event>"
  }

  @Test(
    "a name has throw events and one catch event",
    arguments: [
      ("throw catch", []), ("throw throw catch", []), ("throw", ["0"]), ("catch", ["0"]),
      ("throw throw", ["0", "1"]), ("throw catch catch", ["1", "2"]),
    ])
  func partners(kinds: String, elements: [String]) {
    let content = Finding.process(
      kinds.split(separator: " ").enumerated().map { index, kind in
        link(kind == "throw" ? "Throw" : "Catch", "\(index)", "A")
      }.joined())
    #expect(Finding.elements(of: "link-event", in: content) == elements)
  }

  @Test("names are not shared between processes, and blank ones are no names")
  func scopes() {
    let content = Finding.diagram(
      "<bpmn:process id=\"p\">\(link("Throw", "a", "A"))</bpmn:process>"
        + "<bpmn:process id=\"q\">\(link("Catch", "b", "A"))\(link("Catch", "c", " "))</bpmn:process>"
    )
    #expect(Finding.elements(of: "link-event", in: content) == ["a", "b", "c"])
  }
}
