import EngineProtocol
import JSON
import Testing

@testable import Engine

@Suite("Conditional start events of processes")
struct ConditionalStartTests {
  private func start(_ id: String, _ condition: String, filter: String = "") -> String {
    """
    <bpmn:startEvent id="\(id)"><bpmn:conditionalEventDefinition><bpmn:extensionElements>
    <zeebe:conditionalFilter \(filter)/></bpmn:extensionElements>
    <bpmn:condition>\(condition)</bpmn:condition></bpmn:conditionalEventDefinition>
    </bpmn:startEvent>
    """
  }

  private func machine(_ starts: String...) throws -> Machine {
    var machine = Machine()
    try machine.deploy(starts.joined())
    return machine
  }

  private func evaluate(
    _ machine: inout Machine, _ variables: JSONObject, definition: EngineKey? = nil
  ) throws -> [ConditionalEvaluation.Started] {
    let request = EvaluateConditionalsRequest(definition: definition, variables: variables)
    guard case .conditionals(let evaluation) = try machine.send(.evaluateConditionals(request))
    else { throw WrongReply() }
    return evaluation.started
  }

  @Test("an instance starts with the variables at each event whose condition is true")
  func started() throws {
    var machine = try machine(
      start("high", "= n &gt; 10"), start("any", "= n &gt; 0"), start("low", "= n &lt; 0"))
    let started = try evaluate(&machine, ["n": 20, "m": 1])
    #expect(started.map(\.instanceKey) == machine.instances.map(\.key))
    #expect(machine.completed == ["high", "any"])
    #expect(started.allSatisfy { machine.variables($0.instanceKey) == ["n": 20, "m": 1] })
  }

  @Test("if no condition is true, nothing starts", arguments: [JSONObject(), ["n": 0], ["n": "x"]])
  func nothing(variables: JSONObject) throws {
    var machine = try machine(start("any", "= n &gt; 0"))
    #expect(try evaluate(&machine, variables).isEmpty)
    #expect(machine.instances.isEmpty && machine.incidents.isEmpty)
  }

  @Test(
    "a condition is evaluated only if a variable of its filter is given",
    arguments: [
      ("= n = null", "", false), ("= n = null", #"variableNames="m""#, true),
      ("= n = null", #"variableNames="k""#, false), ("= true", "", true),
      ("= n = null", #"variableNames="m" variableEvents="update""#, true),
    ])
  func filter(condition: String, filter: String, starts: Bool) throws {
    var machine = try machine(start("any", condition, filter: filter))
    #expect(try evaluate(&machine, ["m": 1]).count == (starts ? 1 : 0))
  }

  @Test("a new version replaces the conditions of the old one")
  func newVersion() throws {
    var machine = try machine(start("old", "= n &gt; 0"))
    try machine.deploy(start("new", "= n &gt; 10"))
    #expect(try evaluate(&machine, ["n": 5]).isEmpty)
    #expect(try evaluate(&machine, ["n": 11]).count == 1)
    #expect(machine.completed == ["new"])
  }

  @Test("a request can be for one process; an unknown one is rejected")
  func definition() throws {
    var machine = try machine(start("first", "= n &gt; 0"))
    let other = try machine.deploy(file: bpmn(start("other", "= n &gt; 0"), id: "q"))
    let key = try #require(other.processes.first?.key)
    #expect(try evaluate(&machine, ["n": 1], definition: key).map(\.definitionKey) == [key])
    #expect(machine.completed == ["other"])
    let unknown = EvaluateConditionalsRequest(definition: 1_000_000, variables: ["n": 1])
    #expect(machine.refusal(.evaluateConditionals(unknown)) == .notFound)
  }

  @Test("changes of variables start nothing, and a command cannot start the process")
  func otherVariables() throws {
    var machine = try machine(start("any", "= n &gt; 0"))
    try machine.deploy(
      file: bpmn(#"<bpmn:startEvent id="s"/>\#(task("work"))\#(flows("s -> work"))"#, id: "q"))
    try machine.send(.createInstance(CreateInstanceRequest(.id("q"), variables: ["n": 1])))
    #expect(machine.instances.count == 1)
    #expect(machine.refusal(.createInstance(CreateInstanceRequest(.id("p")))) == .invalidState)
  }

  @Test("an evaluation has a key of its own")
  func keys() throws {
    var machine = try machine(start("any", "= n &gt; 0"))
    let request = EvaluateConditionalsRequest(variables: JSONObject())
    var keys: [EngineKey] = []
    for _ in 1...2 {
      guard case .conditionals(let result) = try machine.send(.evaluateConditionals(request))
      else { throw WrongReply() }
      keys.append(result.key)
    }
    #expect(keys[0] < keys[1])
  }

  @Test("a receive task does not start a process, whatever its attribute says")
  func receiveTask() throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/><bpmn:receiveTask id="receive" messageRef="m"
      instantiate="true"/>\(flows("start -> receive"))
      """, definitions: message("m"))
    try machine.publish("m", "k")
    #expect(machine.instances.isEmpty)
    let instance = try machine.start(["key": "k"])
    try machine.publish("m", "k")
    #expect(machine.outcome(instance) == .completed)
  }
}
