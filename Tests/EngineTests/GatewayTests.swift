import EngineProtocol
import JSON
import Testing

@testable import Engine

struct GatewayTests {
  private static let choice = """
    <bpmn:startEvent id="start"/><bpmn:exclusiveGateway id="x" default="x-other"/>
    <bpmn:endEvent id="many"/><bpmn:endEvent id="some"/><bpmn:endEvent id="other"/>
    \(flows("start -> x"))
    \(flow("x", "some", when: "= count &gt; 1"))
    \(flow("x", "many", when: "= count &gt; 10"))
    \(flows("x -> other"))
    """

  @Test(
    "an exclusive gateway takes the first flow in document order whose condition is true",
    arguments: [(20, "some"), (2, "some"), (0, "other")])
  func exclusive(count: Int, end: String) throws {
    var machine = Machine()
    try machine.deploy(Self.choice)
    try machine.start(["count": JSONValue(count)])
    #expect(machine.completed == ["start", "x", end])
  }

  @Test("a condition that is neither true nor false raises an incident that can be resolved")
  func conditionIsNull() throws {
    var machine = Machine()
    try machine.deploy(Self.choice)
    let instance = try machine.start()
    #expect(machine.incidents.map(\.type) == ["EXTRACT_VALUE_ERROR"])
    #expect(machine.incidents.map(\.elementID) == ["x"])
    try machine.send(.resolveIncident(machine.incidents[0].key))
    #expect(machine.incidents.count == 1, "it fails again, as a new incident")
    #expect(machine.outcome(instance) == .active)
  }

  @Test("without a true condition and a default flow an incident is raised")
  func noWayOut() throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/><bpmn:exclusiveGateway id="x"/>
      <bpmn:endEvent id="a"/><bpmn:endEvent id="b"/>\(flows("start -> x"))
      \(flow("x", "a", when: "=go")) \(flow("x", "b", when: "=false"))
      """)
    try machine.start(["go": false])
    #expect(machine.incidents.map(\.type) == ["CONDITION_ERROR"])
  }

  @Test("a parallel gateway waits for a token on each flow")
  func join() throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/><bpmn:parallelGateway id="fork"/>
      \(task("a"))\(task("b"))<bpmn:parallelGateway id="join"/><bpmn:endEvent id="end"/>
      \(flows("start -> fork -> a -> join -> end", "fork -> b -> join"))
      """)
    let instance = try machine.start()
    try machine.complete("b")
    #expect(machine.completed == ["start", "fork", "b"])
    try machine.complete("a")
    #expect(machine.completed == ["start", "fork", "b", "a", "join", "end"])
    #expect(machine.outcome(instance) == .completed)
  }

  @Test("two tokens on one flow of a join count as one of the two it needs")
  func joinWithTwoTokensOnOneFlow() throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/><bpmn:parallelGateway id="fork"/>
      \(task("a"))\(task("b"))<bpmn:exclusiveGateway id="merge"/>\(task("c"))
      <bpmn:parallelGateway id="join"/><bpmn:endEvent id="end"/>
      \(flows("start -> fork -> a -> merge -> join -> end", "fork -> b -> merge",
        "fork -> c -> join"))
      """)
    let instance = try machine.start()
    try machine.complete("a")
    try machine.complete("b")
    #expect(!machine.completed.contains("join"))
    try machine.complete("c")
    #expect(machine.completed.filter { $0 == "join" }.count == 1)
    #expect(machine.outcome(instance) == .active, "one token is left at the join")
  }
}
