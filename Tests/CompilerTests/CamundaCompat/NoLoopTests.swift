import Diagnostics
import TestSupport
import Testing

@Suite("The rule no-loop")
struct NoLoopTests {
  /// Flows as `a>b`.
  private func flows(_ pairs: String) -> String {
    pairs.split(separator: " ").map { pair in
      let ends = pair.split(separator: ">")
      return
        "<bpmn:sequenceFlow id=\"f-\(ends[0])-\(ends[1])\" sourceRef=\"\(ends[0])\" targetRef=\"\(ends[1])\"/>"
    }.joined()
  }

  @Test(
    "a circle with a task, a manual task or a call activity is found",
    arguments: ["task", "manualTask", "callActivity"])
  func work(type: String) throws {
    for gateway in ["exclusiveGateway", "inclusiveGateway", "parallelGateway"] {
      let content = "1️⃣<bpmn:\(type) id=\"a\"/><bpmn:\(gateway) id=\"g\"/>" + flows("a>g g>a")
      #expect(try CompatMarks.of("no-loop", "8.10", in: content) == ["1️⃣"])
    }
  }

  @Test(
    "an element that waits breaks the circle",
    arguments: [
      "serviceTask", "userTask", "receiveTask", "sendTask", "scriptTask", "businessRuleTask",
      "eventBasedGateway", "complexGateway", "intermediateCatchEvent", "intermediateThrowEvent",
      "adHocSubProcess", "transaction",
    ])
  func waiting(type: String) throws {
    let content = "<bpmn:task id=\"a\"/><bpmn:\(type) id=\"b\"/>" + flows("a>b b>a")
    #expect(try CompatMarks.of("no-loop", "8.10", in: content) == [])
  }

  @Test("a circle of gateways alone is no loop")
  func gateways() throws {
    let content =
      "<bpmn:exclusiveGateway id=\"a\"/><bpmn:exclusiveGateway id=\"b\"/><bpmn:task id=\"t\"/>"
    #expect(try CompatMarks.of("no-loop", "8.10", in: content + flows("a>b b>a b>t")) == [])
  }

  @Test("each way back is a loop of its own")
  func several() throws {
    let content =
      "1️⃣<bpmn:task id=\"a\"/><bpmn:task id=\"b\"/><bpmn:task id=\"c\"/>" + flows("a>a a>b b>c c>a")
    #expect(try CompatMarks.of("no-loop", "1.0", in: content) == ["1️⃣", "1️⃣"])
    let findings = try CompatMarks.findings(
      "no-loop", "1.0", in: MarkedText(CompatMarks.document(content)).text)
    #expect(findings.map(\.element?.id) == ["process", "process"])
    #expect(findings.contains { $0.message.contains("\"a\" → \"b\" → \"c\" → \"a\"") })
    #expect(findings.contains { $0.message.hasSuffix("\"a\" → \"a\"") })
  }

  @Test("the way leads into a sub-process by its start event and out by its end event")
  func subProcess() throws {
    let content = """
      <bpmn:subProcess id="s">
      <bpmn:startEvent id="start"/>1️⃣<bpmn:task id="t"/>END
      \(flows("start>t t>end"))
      </bpmn:subProcess>
      """
    let end = content.replacing("END", with: "<bpmn:endEvent id=\"end\"/>") + flows("s>s")
    #expect(try CompatMarks.of("no-loop", "8.10", in: end) == ["1️⃣"])
    let waiting =
      content.replacing("END", with: "<bpmn:serviceTask id=\"end\"/>") + flows("s>s")
    #expect(try CompatMarks.of("no-loop", "8.10", in: waiting) == [])
    // The task around the sub-process waits for what is inside.
    let empty = "<bpmn:task id=\"a\"/><bpmn:subProcess id=\"s\"/>" + flows("a>s s>a")
    #expect(try CompatMarks.of("no-loop", "8.10", in: empty) == [])
  }

  @Test(
    "a call of the own process begins again at its start event",
    arguments: [
      ("process", ["1️⃣"]), ("other", []), ("=process", []), ("", []),
    ])
  func callOfSelf(called: String, marks: [String]) throws {
    let content = """
      <bpmn:startEvent id="start"/>
      1️⃣<bpmn:callActivity id="c"><bpmn:extensionElements><zeebe:calledElement processId="\(called)"/></bpmn:extensionElements></bpmn:callActivity>
      """
    #expect(
      try CompatMarks.of("no-loop", "8.10", in: content + flows("start>c")) == marks)
  }

  @Test("a large process without loops, with many, and with a dense knot are all read")
  func large() throws {
    let ids = 0..<2000
    let chain =
      ids.map { "<bpmn:task id=\"t\($0)\"/>" }.joined()
      + flows(ids.dropLast().map { "t\($0)>t\($0 + 1)" }.joined(separator: " "))
    #expect(try CompatMarks.of("no-loop", "8.10", in: chain) == [])
    let back = flows(ids.map { "t\($0)>t0" }.joined(separator: " "))
    #expect(try CompatMarks.of("no-loop", "8.10", in: chain + back).count == 2000)
    let knot =
      ids.map { "<bpmn:task id=\"t\($0)\"/>" }.joined() + "<bpmn:exclusiveGateway id=\"g\"/>"
      + flows(ids.map { "t\($0)>g g>t\($0)" }.joined(separator: " "))
    #expect(try CompatMarks.of("no-loop", "8.10", in: knot).count == 1)
  }
}
