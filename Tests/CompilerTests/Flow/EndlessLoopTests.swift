import Testing

@Suite("flow/endless-loop")
struct EndlessLoopTests {
  private func marks(_ lines: String) -> [String] {
    Finding.marks(of: "flow/endless-loop", in: FlowDiagram.process(lines))
  }

  private static func script(_ id: String, _ variable: String) -> String {
    "<bpmn:scriptTask id=\"\(id)\"><bpmn:extensionElements><zeebe:script expression=\"=1\" "
      + "resultVariable=\"\(variable)\"/></bpmn:extensionElements></bpmn:scriptTask>"
  }

  @Test("finds loops that no flow leaves")
  func closed() {
    #expect(marks("start s\n1️⃣xor a\nxor b\ns -> a -> b -> a") == ["1️⃣"])
    #expect(
      marks("start s\n1️⃣xor a\n\(Self.script("t", "x"))\ns -> a -> t -> a") == ["1️⃣"])
  }

  @Test("finds loops in which nothing changes what the exits ask for")
  func fixed() {
    let loop = "start s\n1️⃣xor a\nxor b\nend e\ns -> a -> b -> e: =n > 3"
    #expect(marks(loop + "\nb -> a") == ["1️⃣"])
    #expect(marks(loop + "\n\(Self.script("t", "other"))\nb -> t -> a") == ["1️⃣"])
  }

  @Test(
    "is silent where the loop waits, counts, or may be left for another reason",
    arguments: [
      "b -> a: =now() > later", "user u\nb -> u -> a", "timer t\nb -> t -> a",
      "\(Self.script("t", "n"))\nb -> t -> a",
      // Something beside may set the variable.
      "and f\nuser u\nb -> f -> a\nf -> u",
      // These are the matter of camunda-compat/no-loop.
      "manualTask m\nb -> m -> a",
    ])
  func silent(way: String) {
    #expect(marks("start s\nxor a\nxor b\nend e\ns -> a -> b -> e: =n > 3\n\(way)") == [])
  }
}
