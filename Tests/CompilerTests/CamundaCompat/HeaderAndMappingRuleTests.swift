import Testing

@Suite("The rules of the Camunda plugin about headers and mappings")
struct HeaderAndMappingRuleTests {
  private static let repeated = """
    <zeebe:taskHeaders>
      <zeebe:header key="k"/>1️⃣<zeebe:header key="k"/><zeebe:header key="k"/>
      <zeebe:header/>2️⃣<zeebe:header/><zeebe:header key="l"/>
    </zeebe:taskHeaders>
    """

  @Test(
    "find each key of a task header that stands twice once",
    arguments: [
      "userTask", "serviceTask", "sendTask", "scriptTask", "businessRuleTask", "adHocSubProcess",
      "endEvent", "intermediateThrowEvent",
    ])
  func headers(tag: String) {
    let content = CompatMarks.element(tag, Self.repeated, "")
    #expect(CompatMarks.of("duplicate-task-headers", content, version: "8.8") == ["1️⃣", "2️⃣"])
  }

  @Test("leave headers alone that nothing reads", arguments: ["receiveTask", "task", "startEvent"])
  func unread(tag: String) {
    let content = CompatMarks.element(tag, Self.repeated)
    #expect(CompatMarks.of("duplicate-task-headers", content, version: "8.8") == [])
  }

  private static let mappings = CompatMarks.element(
    "serviceTask id=\"a\"",
    """
    <zeebe:ioMapping>
      1️⃣<zeebe:input target="a"/>
      2️⃣<zeebe:input source="=a"/>
      <zeebe:input source="=a" 3️⃣target=" "/>
      4️⃣<zeebe:output target="a"/>
      5️⃣<zeebe:output source="=a"/>
      <zeebe:output source="=a" target="a"/>
    </zeebe:ioMapping>
    """)

  @Test(
    "ask for sources and targets, of inputs for the source before 8.8 only",
    arguments: [
      ("8.7", ["1️⃣", "2️⃣", "3️⃣", "4️⃣", "5️⃣"]), ("8.8", ["2️⃣", "3️⃣", "4️⃣", "5️⃣"]),
      ("8.10", ["2️⃣", "3️⃣", "4️⃣", "5️⃣"]), (nil, ["2️⃣", "3️⃣", "4️⃣", "5️⃣"]),
    ])
  func sources(version: String?, marks: [String]) {
    #expect(CompatMarks.of("io-mapping", Self.mappings, version: version) == marks)
  }

  @Test("name the part of the mapping that is missing")
  func parts() {
    let path = "a#extensionElements.values.0."
    #expect(
      CompatMarks.elements("io-mapping", Self.mappings, version: "8.8") == [
        path + "inputParameters.1.target", path + "inputParameters.2.target",
        path + "outputParameters.0.source", path + "outputParameters.1.target",
      ])
  }

  @Test("ask for source and target of one mapping each")
  func both() {
    let content = CompatMarks.element(
      "serviceTask", "<zeebe:ioMapping>1️⃣<zeebe:output/></zeebe:ioMapping>")
    #expect(CompatMarks.of("io-mapping", content, version: "8.8") == ["1️⃣", "1️⃣"])
  }
}
