import BPMN
import Testing

@Suite("The rule of the Camunda plugin about types of elements")
struct ElementTypeRuleTests {
  /// What each version brings; nothing came with those that are not listed.
  private static let releases: [(version: String, elements: [String])] = [
    (
      "1.0",
      [
        "startEvent", "startEvent message", "startEvent timer", "startEvent error", "endEvent",
        "endEvent error", "intermediateCatchEvent message", "intermediateCatchEvent timer",
        "boundaryEvent message", "boundaryEvent timer", "boundaryEvent error", "serviceTask",
        "userTask", "receiveTask", "callActivity", "subProcess", "exclusiveGateway",
        "parallelGateway", "eventBasedGateway",
      ]
    ),
    (
      "1.1",
      ["businessRuleTask", "manualTask", "scriptTask", "sendTask", "intermediateThrowEvent"]
    ),
    ("1.2", ["endEvent message", "intermediateThrowEvent message"]),
    ("8.0", ["dataObject", "dataObjectReference", "dataStoreReference"]),
    ("8.1", ["inclusiveGateway", "endEvent terminate"]),
    (
      "8.2",
      [
        "task", "startEvent signal", "startEvent escalation", "boundaryEvent escalation",
        "intermediateThrowEvent escalation", "endEvent escalation", "intermediateCatchEvent link",
        "intermediateThrowEvent link",
      ]
    ),
    (
      "8.3",
      [
        "intermediateCatchEvent signal", "intermediateThrowEvent signal", "boundaryEvent signal",
        "endEvent signal",
      ]
    ),
    (
      "8.5",
      ["boundaryEvent compensate", "intermediateThrowEvent compensate", "endEvent compensate"]
    ),
    ("8.7", ["adHocSubProcess"]),
    (
      "8.9",
      ["startEvent conditional", "intermediateCatchEvent conditional", "boundaryEvent conditional"]
    ),
  ]

  private static let versions =
    ["1.0", "1.1", "1.2", "1.3"] + (0...10).map { "8.\($0)" }

  private static func content(_ element: String) -> String {
    let words = element.split(separator: " ")
    let definition = words.count > 1 ? "<bpmn:\(words[1])EventDefinition/>" : ""
    return "1️⃣<bpmn:\(words[0]) id=\"a\">\(definition)</bpmn:\(words[0])>"
  }

  @Test("finds what comes later, up to the version before", arguments: releases.indices)
  func later(index: Int) throws {
    let release = Self.releases[index]
    let first = try #require(Self.versions.firstIndex(of: release.version))
    for element in release.elements {
      for (place, version) in Self.versions.enumerated() {
        let marks = CompatMarks.of("element-type", Self.content(element), version: version)
        #expect(marks == (place < first ? ["1️⃣"] : []), "\(element) in \(version)")
      }
      #expect(CompatMarks.of("element-type", Self.content(element)) == [])
    }
  }

  @Test(
    "finds what no version runs",
    arguments: [
      "transaction", "complexGateway", "intermediateCatchEvent", "boundaryEvent",
      "startEvent compensate", "startEvent cancel", "startEvent link", "endEvent cancel",
      "endEvent link", "endEvent timer", "endEvent conditional", "boundaryEvent cancel",
      "boundaryEvent link", "intermediateCatchEvent error", "intermediateCatchEvent escalation",
      "intermediateThrowEvent error", "intermediateThrowEvent timer",
      "intermediateThrowEvent conditional", "callChoreography",
    ])
  func never(element: String) {
    #expect(CompatMarks.of("element-type", Self.content(element), version: "8.10") == ["1️⃣"])
    #expect(CompatMarks.of("element-type", Self.content(element)) == ["1️⃣"])
  }

  @Test("finds a choreography, which holds flow elements")
  func choreography() {
    let content = "<bpmn:process id=\"P\"/>1️⃣<bpmn:choreography id=\"a\"/>"
    #expect(CompatMarks.of("element-type", content, version: "8.10") == ["1️⃣"])
  }

  @Test("looks at the first event definition only")
  func first() {
    let content = """
      <bpmn:endEvent id="a"><bpmn:errorEventDefinition/><bpmn:timerEventDefinition/></bpmn:endEvent>
      1️⃣<bpmn:endEvent id="b"><bpmn:timerEventDefinition/><bpmn:errorEventDefinition/></bpmn:endEvent>
      """
    #expect(CompatMarks.of("element-type", content, version: "8.8") == ["1️⃣"])
  }

  @Test("leaves flows, lanes and artifacts alone")
  func others() {
    let content = """
      <bpmn:laneSet id="l"><bpmn:lane id="m"/></bpmn:laneSet>
      <bpmn:sequenceFlow id="f"/><bpmn:textAnnotation id="t"/><bpmn:group id="g"/>
      """
    #expect(CompatMarks.of("element-type", content, version: "1.0") == [])
  }
}
