import Diagnostics
import Testing
import TestSupport

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
      #expect(CompatMarks.of("no-loop", content, version: "8.10") == ["1️⃣"])
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
    #expect(CompatMarks.of("no-loop", content, version: "8.10") == [])
  }

  @Test("a circle of gateways alone is no loop")
  func gateways() throws {
    let content =
      "<bpmn:exclusiveGateway id=\"a\"/><bpmn:exclusiveGateway id=\"b\"/><bpmn:task id=\"t\"/>"
    #expect(CompatMarks.of("no-loop", content + flows("a>b b>a b>t"), version: "8.10") == [])
  }

  @Test("each way back is a loop of its own")
  func several() throws {
    let content =
      "1️⃣<bpmn:task id=\"a\"/><bpmn:task id=\"b\"/><bpmn:task id=\"c\"/>" + flows("a>a a>b b>c c>a")
    #expect(CompatMarks.of("no-loop", content, version: "1.0") == ["1️⃣", "1️⃣"])
    let findings = Finding.all(
      of: "camunda-compat/no-loop", in: MarkedText(Finding.process(content)).text)
    #expect(findings.map(\.element?.id) == ["P", "P"])
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
    #expect(CompatMarks.of("no-loop", end, version: "8.10") == ["1️⃣"])
    let waiting =
      content.replacing("END", with: "<bpmn:serviceTask id=\"end\"/>") + flows("s>s")
    #expect(CompatMarks.of("no-loop", waiting, version: "8.10") == [])
    // The task around the sub-process waits for what is inside.
    let empty = "<bpmn:task id=\"a\"/><bpmn:subProcess id=\"s\"/>" + flows("a>s s>a")
    #expect(CompatMarks.of("no-loop", empty, version: "8.10") == [])
  }

  @Test(
    "a call of the own process begins again at its start event",
    arguments: [
      ("P", ["1️⃣"]), ("other", []), ("=P", []), ("", []),
    ])
  func callOfSelf(called: String, marks: [String]) throws {
    let content = """
      <bpmn:startEvent id="start"/>
      1️⃣<bpmn:callActivity id="c"><bpmn:extensionElements><zeebe:calledElement processId="\(called)"/></bpmn:extensionElements></bpmn:callActivity>
      """
    #expect(
      CompatMarks.of("no-loop", content + flows("start>c"), version: "8.10") == marks)
  }

  @Test("a large process without loops, with many, and with a dense knot are all read")
  func large() throws {
    let ids = 0..<2000
    let chain =
      ids.map { "<bpmn:task id=\"t\($0)\"/>" }.joined()
      + flows(ids.dropLast().map { "t\($0)>t\($0 + 1)" }.joined(separator: " "))
    #expect(CompatMarks.of("no-loop", chain, version: "8.10") == [])
    let back = flows(ids.map { "t\($0)>t0" }.joined(separator: " "))
    #expect(CompatMarks.of("no-loop", chain + back, version: "8.10").count == 2000)
    let knot =
      ids.map { "<bpmn:task id=\"t\($0)\"/>" }.joined() + "<bpmn:exclusiveGateway id=\"g\"/>"
      + flows(ids.map { "t\($0)>g g>t\($0)" }.joined(separator: " "))
    #expect(CompatMarks.of("no-loop", knot, version: "8.10").count == 1)
  }
}
