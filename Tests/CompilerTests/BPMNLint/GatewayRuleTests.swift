import Testing

@Suite("The rules of bpmnlint about gateways")
struct GatewayRuleTests {
  /// Flows as `a>b`, conditional ones as `a?b`.
  static func flows(_ pairs: String) -> String {
    pairs.split(separator: " ").map { pair in
      let ends = pair.split { $0 == ">" || $0 == "?" }
      let condition =
        pair.contains("?") ? "<bpmn:conditionExpression>=true</bpmn:conditionExpression>" : ""
      return "<bpmn:sequenceFlow id=\"\(ends[0])-\(ends[1])\" sourceRef=\"\(ends[0])\" "
        + "targetRef=\"\(ends[1])\">\(condition)</bpmn:sequenceFlow>"
    }.joined()
  }

  static let tasks = "<bpmn:task id=\"a\"/><bpmn:task id=\"b\"/><bpmn:task id=\"c\"/>"

  @Test(
    "a gateway of any kind that joins and forks is found",
    arguments: [
      "exclusiveGateway", "parallelGateway", "inclusiveGateway", "complexGateway",
      "eventBasedGateway",
    ])
  func joinFork(type: String) {
    let gateway = Self.tasks + "1️⃣<bpmn:\(type) id=\"g\"/>"
    let rule = "no-gateway-join-fork"
    func marks(_ flows: String) -> [String] {
      Finding.marks(of: rule, in: Finding.process(gateway + Self.flows(flows)))
    }
    #expect(marks("a>g b>g g>b g>c") == ["1️⃣"])
    #expect(marks("a>g b>g g>c") == [])
    #expect(marks("a>g g>b g>c") == [])
  }

  @Test("an activity that joins and forks is no gateway")
  func activity() {
    let content = Finding.process(Self.tasks + Self.flows("a>b c>b b>a b>c"))
    #expect(Finding.marks(of: "no-gateway-join-fork", in: content) == [])
  }

  @Test(
    "a gateway with one flow in and one out is superfluous",
    arguments: [
      ("a>g g>b", ["1️⃣"]), ("a>g b>g g>c", []), ("a>g g>b g>c", []), ("a>g", []), ("g>a", []),
      ("", []), ("a>g g?b", ["1️⃣"]),
    ])
  func superfluous(flows: String, marks: [String]) {
    let content = Finding.process(
      Self.tasks + "1️⃣<bpmn:parallelGateway id=\"g\"/>" + Self.flows(flows))
    #expect(Finding.marks(of: "superfluous-gateway", in: content) == marks)
  }

  @Test(
    "an event-based gateway has two flows or more, without conditions",
    arguments: [
      ("", ["1️⃣"]), ("g>a", ["1️⃣"]), ("g>a g>b", []), ("g>a g>b g>c", []), ("g?a g>b", ["?"]),
      ("g?a g?b", ["?", "?"]), ("g?a", ["1️⃣", "?"]),
    ])
  func eventBased(flows: String, marks: [String]) {
    let content = Finding.process(
      "1️⃣<bpmn:eventBasedGateway id=\"g\"/>" + Self.tasks + Self.flows(flows))
    #expect(Finding.marks(of: "event-based-gateway", in: content) == marks)
  }

  @Test(
    "complex and inclusive gateways are found, other ones not",
    arguments: [
      ("complexGateway", "no-complex-gateway"), ("inclusiveGateway", "no-inclusive-gateway"),
    ])
  func discouraged(type: String, rule: String) {
    let content = Finding.process(
      "1️⃣<bpmn:\(type) id=\"g\"/><bpmn:subProcess id=\"s\">2️⃣<bpmn:\(type) id=\"h\"/>"
        + "<bpmn:exclusiveGateway id=\"x\"/><bpmn:parallelGateway id=\"p\"/></bpmn:subProcess>")
    #expect(Finding.marks(of: rule, in: content) == ["1️⃣", "2️⃣"])
  }

  @Test(
    "beside conditional flows, or where there is a default, every flow is one of both",
    arguments: [
      ("g?a g>b", "", ["?"]), ("g?a g>b g>c", "", ["?", "?"]), ("g?a g?b", "", []),
      ("g>a g>b", "", []), ("g?a g>b", "default=\"g-b\"", []),
      ("g?a g>b", "default=\"g-a\"", ["?"]),
      ("g>a g>b", "default=\"g-b\"", ["?"]), ("g>a", "default=\"g-a\"", []),
      ("g>a g>b", "default=\"nothing\"", []),
    ])
  func conditional(flows: String, attributes: String, marks: [String]) {
    for type in ["exclusiveGateway", "inclusiveGateway", "task", "startEvent"] {
      let content = Finding.process(
        Self.tasks + "<bpmn:\(type) id=\"g\" \(attributes)/>" + Self.flows(flows))
      #expect(Finding.marks(of: "conditional-flows", in: content) == marks)
    }
  }

  @Test("an empty condition is a condition for conditional-flows")
  func emptyCondition() {
    let content = Finding.process(
      Self.tasks + Self.flows("a>b")
        + "<bpmn:sequenceFlow id=\"f\" sourceRef=\"a\" targetRef=\"c\"><bpmn:conditionExpression/></bpmn:sequenceFlow>"
    )
    #expect(Finding.elements(of: "conditional-flows", in: content) == ["a-b"])
  }

  @Test(
    "an activity or event from which several unconditional flows go is found",
    arguments: [
      ("a>b a>c", "", ["1️⃣"]), ("a>b a?c", "", []), ("a?b a?c", "", []),
      ("a>b a>c", "default=\"a-b\"", []), ("a>b", "", []),
      ("a>b a>c a>d", "default=\"a-b\"", ["1️⃣"]),
    ])
  func split(flows: String, attributes: String, marks: [String]) {
    for type in ["task", "callActivity", "subProcess", "startEvent", "intermediateCatchEvent"] {
      let content = Finding.process(
        "1️⃣<bpmn:\(type) id=\"a\" \(attributes)/><bpmn:task id=\"b\"/><bpmn:task id=\"c\"/>"
          + "<bpmn:task id=\"d\"/>" + Self.flows(flows))
      #expect(Finding.marks(of: "no-implicit-split", in: content) == marks)
    }
    let gateway = Finding.process(
      Self.tasks + "<bpmn:exclusiveGateway id=\"g\"/>" + Self.flows("g>a g>b"))
    #expect(Finding.marks(of: "no-implicit-split", in: gateway) == [])
  }

  @Test(
    "an activity or event that several flows reach is found, a gateway not",
    arguments: [
      ("task", true), ("callActivity", true), ("subProcess", true), ("endEvent", true),
      ("intermediateThrowEvent", true), ("exclusiveGateway", false), ("parallelGateway", false),
    ])
  func fakeJoin(type: String, isFound: Bool) {
    let node = Self.tasks + "1️⃣<bpmn:\(type) id=\"x\"/>"
    let two = Finding.process(node + Self.flows("a>x b>x"))
    #expect(Finding.marks(of: "fake-join", in: two) == (isFound ? ["1️⃣"] : []))
    #expect(Finding.marks(of: "fake-join", in: Finding.process(node + Self.flows("a>x"))) == [])
  }
}
