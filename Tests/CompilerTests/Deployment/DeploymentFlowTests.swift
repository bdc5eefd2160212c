import Testing

@Suite("Deployment rules of sequence flows and gateways")
struct DeploymentFlowTests {
  @Test("find what the engine refuses, and nothing else", arguments: all)
  func flow(example: DeploymentExample) {
    #expect(example.found == example.expected)
  }

  static let all: [DeploymentExample] = flows + loops

  private static func flow(_ id: String, _ from: String, _ to: String, _ content: String = "")
    -> String
  {
    "<bpmn:sequenceFlow id=\"\(id)\" sourceRef=\"\(from)\" targetRef=\"\(to)\">\(content)</bpmn:sequenceFlow>"
  }

  private static func node(
    _ tag: String, in incoming: String = "", out outgoing: String = "", _ content: String = ""
  ) -> String {
    let name = tag.prefix { $0 != " " }
    let lists = [("incoming", incoming), ("outgoing", outgoing)].flatMap { list in
      list.1.map { "<bpmn:\(list.0)>\($0)</bpmn:\(list.0)>" }
    }
    return "<bpmn:\(tag)>\(lists.joined())\(content)</bpmn:\(name)>"
  }

  private static let condition = "<bpmn:conditionExpression>=x</bpmn:conditionExpression>"
  private static let timer = "<bpmn:timerEventDefinition/>"

  static let flows: [DeploymentExample] = [
    DeploymentExample(
      "sequence-flow", "starts, ends and is listed where something is",
      "<bpmn:manualTask id=\"a\">1️⃣<bpmn:outgoing>gone</bpmn:outgoing></bpmn:manualTask>",
      flow("f", "2️⃣x", "3️⃣y"), flow("g", "a", "a")),
    DeploymentExample(
      "sequence-flow-condition", "where a gateway decides",
      node("exclusiveGateway id=\"g\" default=\"c\"", out: "abc"), "1️⃣", flow("a", "g", "g"),
      flow("b", "g", "g", condition), flow("c", "g", "g"),
      node("inclusiveGateway id=\"h\"", out: "de"), "2️⃣", flow("d", "h", "h"),
      flow("e", "h", "h", condition)),
    DeploymentExample(
      "sequence-flow-condition", "one flow needs none",
      node("exclusiveGateway id=\"g\"", out: "a"), flow("a", "g", "g")),
    DeploymentExample(
      "sequence-flow-condition", "nowhere else",
      node("manualTask id=\"t\"", out: "a"), flow("a", "t", "t", "1️⃣" + condition)),
    DeploymentExample(
      "sequence-flow-condition", "the default flow is the gateway's own",
      node("exclusiveGateway id=\"g\" default=\"1️⃣b\"", out: "a"), flow("a", "g", "t"),
      node("manualTask id=\"t\""), flow("b", "t", "g")),
    DeploymentExample(
      "sequence-flow-condition", "inclusive gateways join from 8.6 on", 8, 5,
      "1️⃣", node("inclusiveGateway id=\"g\"", in: "ab"), flow("a", "t", "g"), flow("b", "t", "g"),
      node("manualTask id=\"t\"")),
    DeploymentExample(
      "event-based-gateway", "leads to two events",
      "1️⃣", node("eventBasedGateway id=\"g\"", out: "a"), flow("a", "g", "c"),
      node("intermediateCatchEvent id=\"c\"", in: "a", timer)),
    DeploymentExample(
      "event-based-gateway", "not to receive tasks",
      "1️⃣", node("eventBasedGateway id=\"g\"", out: "ab"), flow("a", "g", "c"), flow("b", "g", "d"),
      node("intermediateCatchEvent id=\"c\"", in: "a", timer), node("receiveTask id=\"d\"", in: "b")
    ),
    DeploymentExample(
      "event-based-gateway", "no other flow leads to its events",
      "1️⃣", node("eventBasedGateway id=\"g\"", out: "ab"), flow("a", "g", "c"), flow("b", "g", "d"),
      node("intermediateCatchEvent id=\"c\"", in: "ax", timer),
      node("intermediateCatchEvent id=\"d\"", in: "b", timer),
      node("manualTask id=\"t\"", out: "x"), flow("x", "t", "c")),
    DeploymentExample(
      "event-based-gateway", "its events wait for different messages",
      "<bpmn:process id=\"P\" isExecutable=\"true\">1️⃣",
      node("eventBasedGateway id=\"g\"", out: "ab"), flow("a", "g", "c"), flow("b", "g", "d"),
      ["c", "d"].map {
        node(
          "intermediateCatchEvent id=\"\($0)\"", in: $0 == "c" ? "a" : "b",
          "<bpmn:messageEventDefinition messageRef=\"m\"/>")
      }.joined(), "</bpmn:process><bpmn:message id=\"m\" name=\"m\"/>"),
  ]

  static let loops: [DeploymentExample] = [
    DeploymentExample(
      "straight-through-loop", "through gateways",
      "1️⃣<bpmn:manualTask id=\"a\"/><bpmn:exclusiveGateway id=\"g\"/>", flow("f", "a", "g"),
      flow("h", "g", "a")),
    DeploymentExample(
      "straight-through-loop", "not of gateways alone, nor with a task that waits",
      "<bpmn:exclusiveGateway id=\"g\"/>", flow("f", "g", "g"),
      "<bpmn:manualTask id=\"a\"/><bpmn:userTask id=\"b\"/>", flow("h", "a", "b"),
      flow("i", "b", "a")),
    DeploymentExample(
      "straight-through-loop", "through the end of a sub-process",
      "<bpmn:subProcess id=\"s\"><bpmn:startEvent id=\"a\"/>1️⃣<bpmn:task id=\"b\"/>",
      flow("f", "a", "b"), "</bpmn:subProcess>", flow("h", "s", "s")),
    DeploymentExample(
      "straight-through-loop", "a process that calls itself",
      "<bpmn:process id=\"P\" isExecutable=\"true\"><bpmn:startEvent id=\"a\"/>1️⃣",
      DeploymentExample.extended(
        "callActivity id=\"c\"", "<zeebe:calledElement processId=\"P\"/>"), flow("f", "a", "c"),
      "</bpmn:process>"),
    DeploymentExample(
      "straight-through-loop", "scripts count from 8.8 on", 8, 8,
      "1️⃣",
      DeploymentExample.extended(
        "scriptTask id=\"a\"", "<zeebe:script expression=\"=1\" resultVariable=\"r\"/>"),
      flow("f", "a", "a")),
    DeploymentExample(
      "straight-through-loop", "links count from 8.8 on", 8, 8,
      "1️⃣<bpmn:intermediateThrowEvent id=\"a\"><bpmn:linkEventDefinition name=\"x\"/></bpmn:intermediateThrowEvent>",
      "<bpmn:intermediateCatchEvent id=\"b\"><bpmn:linkEventDefinition name=\"x\"/></bpmn:intermediateCatchEvent>",
      flow("f", "b", "a")),
  ]

  @Test("a loop of many branches is searched once")
  func manyBranches() {
    let width = (0..<40).map { level in
      "<bpmn:exclusiveGateway id=\"g\(level)\"/><bpmn:task id=\"a\(level)\"/><bpmn:task id=\"b\(level)\"/>"
        + Self.flow("f\(level)", "g\(level)", "a\(level)")
        + Self.flow("h\(level)", "g\(level)", "b\(level)")
        + Self.flow("i\(level)", "a\(level)", "g\(level + 1)")
        + Self.flow("j\(level)", "b\(level)", "g\(level + 1)")
    }
    let example = DeploymentExample(
      "straight-through-loop", "wide", width.joined(), "<bpmn:exclusiveGateway id=\"g40\"/>")
    #expect(example.found == [])
  }
}
