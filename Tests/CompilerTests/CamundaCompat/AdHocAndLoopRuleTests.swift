import Testing

@Suite("The rules of the Camunda plugin about ad-hoc sub-processes and loops")
struct AdHocAndLoopRuleTests {
  @Test(
    "ask an ad-hoc sub-process for an activity directly in it",
    arguments: [
      ("task", []), ("callActivity", []), ("subProcess", []), ("exclusiveGateway", ["1️⃣"]),
      ("intermediateThrowEvent", ["1️⃣"]),
    ])
  func activity(tag: String, marks: [String]) {
    let content = "1️⃣<bpmn:adHocSubProcess id=\"a\"><bpmn:\(tag)/></bpmn:adHocSubProcess>"
    for version in ["8.7", "8.8", nil] {
      #expect(CompatMarks.of("ad-hoc-sub-process", content, version: version) == marks)
    }
  }

  @Test("find before 8.8 what the engine does not read yet")
  func before88() {
    let content = """
      <bpmn:adHocSubProcess id="a" 1️⃣cancelRemainingInstances="false">
        <bpmn:extensionElements>
          <zeebe:adHoc 2️⃣outputCollection="a" 3️⃣outputElement=""/>
        </bpmn:extensionElements>
        <bpmn:task/>4️⃣<bpmn:completionCondition>=true</bpmn:completionCondition>
      </bpmn:adHocSubProcess>
      """
    #expect(
      CompatMarks.of("ad-hoc-sub-process", content, version: "8.7")
        == ["1️⃣", "2️⃣", "3️⃣", "4️⃣"])
    #expect(
      CompatMarks.elements("ad-hoc-sub-process", content, version: "8.7") == [
        "a#cancelRemainingInstances", "a#extensionElements.values.0.outputCollection",
        "a#extensionElements.values.0.outputElement", "a#completionCondition",
      ])
  }

  @Test("allow before 8.8 what is the default anyway")
  func defaults() {
    let content = """
      <bpmn:adHocSubProcess cancelRemainingInstances="true">
        <bpmn:extensionElements><zeebe:adHoc activeElementsCollection="=a"/></bpmn:extensionElements>
        <bpmn:task/>
      </bpmn:adHocSubProcess>
      """
    #expect(CompatMarks.of("ad-hoc-sub-process", content, version: "8.7") == [])
  }

  @Test(
    "ask from 8.8 on for output collection and output element together",
    arguments: [
      ("outputCollection=\"a\" outputElement=\"=b\"", nil),
      ("", nil), ("outputCollection=\"\"", nil),
      ("outputCollection=\"a\"", "outputElement"), ("outputElement=\"=b\"", "outputCollection"),
      ("outputCollection=\"a\" outputElement=\" \"", "outputElement"),
    ])
  func output(attributes: String, missing: String?) {
    let content = CompatMarks.element(
      "adHocSubProcess id=\"a\" cancelRemainingInstances=\"false\"", "<zeebe:adHoc \(attributes)/>",
      "<bpmn:task/><bpmn:completionCondition>=true</bpmn:completionCondition>")
    let expected = missing.map { ["a#extensionElements.values.0.\($0)"] } ?? []
    #expect(CompatMarks.elements("ad-hoc-sub-process", content, version: "8.8") == expected)
    #expect(CompatMarks.elements("ad-hoc-sub-process", content) == expected)
  }

  private static func loop(_ extensions: String) -> String {
    """
    <bpmn:task id="a">
      1️⃣<bpmn:multiInstanceLoopCharacteristics>
        <bpmn:extensionElements>\(extensions)</bpmn:extensionElements>
      </bpmn:multiInstanceLoopCharacteristics>
    </bpmn:task>
    """
  }

  @Test("ask a multi-instance element for one zeebe:loopCharacteristics")
  func details() {
    let detail = "<zeebe:loopCharacteristics inputCollection=\"=a\"/>"
    #expect(CompatMarks.of("loop-characteristics", Self.loop("")) == ["1️⃣"])
    #expect(CompatMarks.of("loop-characteristics", Self.loop(detail)) == [])
    #expect(CompatMarks.of("loop-characteristics", Self.loop(detail + detail)) == ["1️⃣"])
    #expect(
      CompatMarks.elements("loop-characteristics", Self.loop("")) == ["a#loopCharacteristics"])
  }

  @Test(
    "ask for the collections of a loop",
    arguments: [
      ("", ["inputCollection"]), ("inputCollection=\" \"", ["inputCollection"]),
      ("inputCollection=\"=a\" outputCollection=\"b\"", ["outputElement"]),
      ("inputCollection=\"=a\" outputElement=\"=b\"", ["outputCollection"]),
      ("inputCollection=\"=a\" outputCollection=\"b\" outputElement=\"=c\"", []),
      ("inputCollection=\"=a\" inputElement=\"b\"", []),
      ("outputElement=\"=b\"", ["inputCollection", "outputCollection"]),
    ])
  func collections(attributes: String, missing: [String]) {
    let content = Self.loop("<zeebe:loopCharacteristics \(attributes)/>")
    let path = "a#loopCharacteristics.extensionElements.values.0."
    #expect(
      CompatMarks.elements("loop-characteristics", content, version: "8.2")
        == missing.map { path + $0 })
  }

  @Test("find standard loops on any activity", arguments: ["task", "callActivity", "subProcess"])
  func standard(tag: String) {
    let content = "<bpmn:\(tag)>1️⃣<bpmn:standardLoopCharacteristics/></bpmn:\(tag)>"
    #expect(CompatMarks.of("loop-characteristics", content, version: "1.0") == ["1️⃣"])
  }
}
