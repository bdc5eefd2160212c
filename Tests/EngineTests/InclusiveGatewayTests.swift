import EngineProtocol
import JSON
import Testing

@testable import Engine

struct InclusiveGatewayTests {
  /// A fork with the tasks `a`, `b` and `c`, each taken if its variable is true, and a join.
  private func machine(_ preset: String = "", _ more: String = "") throws -> Machine {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/><bpmn:inclusiveGateway id="fork" \(preset)/>
      \(task("a"))\(task("b"))\(task("c"))<bpmn:inclusiveGateway id="join"/>
      <bpmn:endEvent id="end"/>
      \(flow("fork", "a", when: "=a"))\(flow("fork", "b", when: "=b"))
      \(preset.isEmpty ? flow("fork", "c", when: "=c") : flows("fork -> c"))
      \(flows("start -> fork", "a -> join", "b -> join", "c -> join -> end")) \(more)
      """)
    return machine
  }

  @Test("every flow whose condition is true is taken, and the join waits for these")
  func forkAndJoin() throws {
    var machine = try machine()
    let instance = try machine.start(["a": true, "b": false, "c": true])
    #expect(try machine.jobs("b").isEmpty)
    try machine.complete("c")
    #expect(!machine.completed.contains("join"))
    try machine.complete("a")
    #expect(machine.completed == ["start", "fork", "c", "a", "join", "end"])
    #expect(machine.outcome(instance) == .completed)
  }

  @Test(
    "the default flow is taken only if no condition is true",
    arguments: [(true, "a"), (false, "c")])
  func defaultFlow(isTrue: Bool, expected: String) throws {
    var machine = try machine(#"default="fork-c""#)
    let instance = try machine.start(["a": .bool(isTrue), "b": false])
    try machine.complete(expected)
    #expect(machine.outcome(instance) == .completed)
  }

  @Test("without a true condition and a default flow an incident is raised")
  func noWayOut() throws {
    var machine = try machine()
    try machine.start(["a": false, "b": false, "c": false])
    #expect(machine.incidents.map(\.type) == ["CONDITION_ERROR"])
  }

  @Test("a condition that is neither true nor false takes no flow at all")
  func conditionIsNull() throws {
    var machine = try machine()
    try machine.start(["a": true, "b": false])
    #expect(machine.incidents.map(\.type) == ["EXTRACT_VALUE_ERROR"])
    #expect(try machine.jobs("a").isEmpty)
  }

  @Test("a join waits for a token that a boundary event could still bring")
  func boundaryPath() throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/><bpmn:parallelGateway id="fork"/>\(task("a"))\(task("b"))
      <bpmn:boundaryEvent id="late" attachedToRef="b"><bpmn:timerEventDefinition>
      <bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition>
      </bpmn:boundaryEvent><bpmn:endEvent id="other"/><bpmn:inclusiveGateway id="join"/>
      <bpmn:endEvent id="end"/>
      \(flows("start -> fork -> a -> join -> end", "fork -> b -> other", "late -> join"))
      """)
    let instance = try machine.start()
    try machine.complete("a")
    #expect(!machine.completed.contains("join"))
    try machine.advance(by: 3_600_000)
    #expect(machine.completed.suffix(2) == ["join", "end"])
    #expect(machine.outcome(instance) == .completed)
  }

  @Test("a join waits for a token that a link could still bring")
  func link() throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/><bpmn:parallelGateway id="fork"/>\(task("a"))\(task("b"))
      <bpmn:intermediateThrowEvent id="leave"><bpmn:linkEventDefinition name="l"/>
      </bpmn:intermediateThrowEvent><bpmn:intermediateCatchEvent id="enter">
      <bpmn:linkEventDefinition name="l"/></bpmn:intermediateCatchEvent>
      <bpmn:inclusiveGateway id="join"/><bpmn:endEvent id="end"/>
      \(flows("start -> fork -> a -> join -> end", "fork -> b -> leave", "enter -> join"))
      """)
    try machine.start()
    try machine.complete("a")
    #expect(!machine.completed.contains("join"))
    try machine.complete("b")
    #expect(machine.completed.filter { $0 == "join" }.count == 1)
  }

  @Test("a join keeps waiting if the other branch ends elsewhere after its token came")
  func branchEndsElsewhere() throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/><bpmn:parallelGateway id="fork"/>\(task("a"))\(task("b"))
      <bpmn:exclusiveGateway id="which" default="which-join"/><bpmn:endEvent id="elsewhere"/>
      <bpmn:inclusiveGateway id="join"/><bpmn:endEvent id="end"/>
      \(flow("which", "elsewhere", when: "=leaves"))
      \(flows("start -> fork -> a -> join -> end", "fork -> b -> which -> join"))
      """)
    let instance = try machine.start(["leaves": true])
    try machine.complete("a")
    try machine.complete("b")
    #expect(!machine.completed.contains("join"))
    #expect(machine.outcome(instance) == .active)
  }

  @Test("a join does not wait for a branch that has ended elsewhere before")
  func branchHasEnded() throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/><bpmn:parallelGateway id="fork"/>\(task("a"))\(task("b"))
      <bpmn:boundaryEvent id="failed" attachedToRef="b"><bpmn:errorEventDefinition/>
      </bpmn:boundaryEvent><bpmn:endEvent id="elsewhere"/>
      <bpmn:inclusiveGateway id="join"/><bpmn:endEvent id="end"/>
      \(flows("start -> fork -> a -> join -> end", "fork -> b -> join", "failed -> elsewhere"))
      """)
    let instance = try machine.start()
    try machine.send(.throwError(try machine.job("b").reference, JobError(code: "E")))
    try machine.complete("a")
    #expect(machine.outcome(instance) == .completed)
  }

  @Test("a second token on a flow does not count for another, and remains for the next round")
  func surplus() throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/><bpmn:parallelGateway id="fork"/>\(task("a"))\(task("b"))
      \(task("c"))<bpmn:exclusiveGateway id="merge"/><bpmn:inclusiveGateway id="join"/>
      \(task("after"))\(flows("start -> fork -> a -> merge -> join -> after", "fork -> b -> merge",
        "fork -> c -> join"))
      """)
    try machine.start()
    try machine.complete("a")
    try machine.complete("b")
    #expect(try machine.jobs("after").isEmpty)
    try machine.complete("c")
    #expect(machine.completed.filter { $0 == "join" }.count == 1)
    #expect(try machine.jobs("after").count == 1)
    let waiting = machine.state.elements.keys.filter {
      machine.state.elements[$0]?.tokens.isEmpty == false
    }
    #expect(waiting.count == 1, "the second token of the flow from the merge is left")
  }

  @Test("in a loop the gateway joins again in each round")
  func loop() throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/><bpmn:inclusiveGateway id="join"/>\(task("work"))
      <bpmn:exclusiveGateway id="which" default="which-end"/><bpmn:endEvent id="end"/>
      \(flow("which", "join", when: "=again"))
      \(flows("start -> join -> work -> which -> end"))
      """)
    let instance = try machine.start()
    try machine.complete("work", ["again": true])
    try machine.complete("work", ["again": false])
    #expect(machine.completed.filter { $0 == "join" }.count == 2)
    #expect(machine.outcome(instance) == .completed)
  }

  @Test("a branch inside a sub-process counts as its sub-process")
  func subProcess() throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/><bpmn:parallelGateway id="fork"/>\(task("a"))
      <bpmn:subProcess id="sub"><bpmn:startEvent id="s"/>\(task("b"))\(flows("s -> b"))
      </bpmn:subProcess><bpmn:inclusiveGateway id="join"/><bpmn:endEvent id="end"/>
      \(flows("start -> fork -> a -> join -> end", "fork -> sub -> join"))
      """)
    try machine.start()
    try machine.complete("a")
    #expect(!machine.completed.contains("join"))
    try machine.complete("b")
    #expect(machine.completed.suffix(3) == ["sub", "join", "end"])
  }
}
