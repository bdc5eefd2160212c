import EngineProtocol
import JSON
import Testing

@testable import Engine

@Suite("Conditional events")
struct ConditionTests {
  private func condition(_ text: String, filter: String = "") -> String {
    let part =
      filter.isEmpty
      ? ""
      : "<bpmn:extensionElements><zeebe:conditionalFilter \(filter)/></bpmn:extensionElements>"
    return """
      <bpmn:conditionalEventDefinition>\(part)<bpmn:condition>\(text)</bpmn:condition>
      </bpmn:conditionalEventDefinition>
      """
  }

  /// A catch event next to the task `work`.
  private func catching(_ text: String, filter: String = "") throws -> Machine {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/><bpmn:intermediateCatchEvent id="catch">
      \(condition(text, filter: filter))</bpmn:intermediateCatchEvent>\(task("work"))
      \(task("more"))\(flows("start -> catch", "start -> work -> more"))
      """)
    return machine
  }

  /// A task `work` with a boundary event, next to the task `other`.
  private func boundary(
    _ text: String, filter: String = "", interrupting: Bool = false, mappings: String = ""
  ) throws -> Machine {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/>\(task("work", mappings: mappings))
      <bpmn:boundaryEvent id="event" attachedToRef="work" cancelActivity="\(interrupting)">
      \(condition(text, filter: filter))</bpmn:boundaryEvent><bpmn:endEvent id="end"/>
      <bpmn:exclusiveGateway id="merge"/>\(task("other"))
      \(flows("start -> work", "start -> merge -> other -> merge", "event -> end"))
      """)
    return machine
  }

  private func occurrences(_ machine: Machine) -> Int {
    machine.completed.filter { $0 == "event" }.count
  }

  @Test("a condition that is true when the event is reached lets it occur at once")
  func trueOnEntry() throws {
    var machine = try catching("= n &gt; 1", filter: #"variableNames="other""#)
    try machine.start(["n": 2])
    #expect(machine.completed.contains("catch"))
    #expect(machine.state.eventWaits.isEmpty && machine.state.conditionWaits.isEmpty)
  }

  @Test("otherwise it occurs after a change that makes the condition true")
  func change() throws {
    var machine = try catching("= n &gt; 1")
    try machine.start(["n": 0])
    try machine.complete("work", ["n": 1])
    #expect(!machine.completed.contains("catch"))
    try machine.complete("more", ["n": 2])
    #expect(machine.completed.contains("catch"))
  }

  @Test("a condition that is null or fails is not true, and raises no incident")
  func failure() throws {
    var machine = try catching("= n + 1")
    try machine.start()
    try machine.complete("work", ["n": "text"])
    #expect(machine.incidents.isEmpty)
    #expect(!machine.completed.contains("catch"))
  }

  @Test("a non-interrupting event occurs after each change while the condition is true")
  func levelTriggered() throws {
    var machine = try boundary("= n &gt; 1")
    try machine.start(["n": 2])
    #expect(occurrences(machine) == 1)
    try machine.complete("other", ["n": 3])
    #expect(occurrences(machine) == 2)
    try machine.complete("other", ["n": 3])
    try machine.complete("other", ["m": 1])
    #expect(occurrences(machine) == 2, "an equal value and another variable are no change")
  }

  @Test("a filter replaces the variables of the expression")
  func filter() throws {
    var machine = try boundary("= n &gt; 1", filter: #"variableNames="m, k""#)
    try machine.start(["n": 0])
    try machine.complete("other", ["n": 2])
    #expect(occurrences(machine) == 0)
    try machine.complete("other", ["m": 1])
    #expect(occurrences(machine) == 1)
  }

  @Test(
    "a filter of events distinguishes new variables from changed ones",
    arguments: [("create", [1, 1]), ("update", [0, 1]), ("create, update", [1, 2])])
  func events(events: String, expected: [Int]) throws {
    var machine = try boundary("= n &gt; 1", filter: #"variableEvents="\#(events)""#)
    try machine.start()
    var counts: [Int] = []
    for value in [2, 3] {
      try machine.complete("other", ["n": JSONValue(value)])
      counts.append(occurrences(machine))
    }
    #expect(counts == expected)
  }

  @Test("an interrupting event ends its activity")
  func interrupting() throws {
    var machine = try boundary("= n &gt; 1", interrupting: true)
    try machine.start(["n": 0])
    try machine.complete("other", ["n": 2])
    #expect(try machine.jobs("work").isEmpty)
    #expect(machine.completed.suffix(2).contains("end"))
  }

  @Test("a result that makes the condition of its own task's boundary event true comes too late")
  func ownResult() throws {
    var machine = try boundary("= n &gt; 1", interrupting: true)
    try machine.start(["n": 0])
    try machine.complete("work", ["n": 2])
    #expect(machine.completed.contains("work") && !machine.completed.contains("event"))
  }

  @Test("a boundary event sees the local variables of its activity")
  func localVariables() throws {
    var machine = try boundary(
      "= local &gt; 1", mappings: #"<zeebe:input source="= n" target="local"/>"#)
    try machine.start(["n": 2])
    #expect(occurrences(machine) == 1)
  }

  @Test("a variable of the same name in another scope does not concern a condition")
  func siblingScope() throws {
    var machine = try boundary("= n &gt; 1")
    try machine.start(["n": 2])
    let failure = JobFailure(retries: 1, message: "", variables: ["n": 5])
    try machine.send(.failJob(try machine.job("other").reference, failure))
    #expect(occurrences(machine) == 1)
  }

  @Test("event sub-processes react to conditions, interrupting or not", arguments: [true, false])
  func eventSubProcess(interrupting: Bool) throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/>\(task("work"))\(task("react"))\(flows("start -> work"))
      <bpmn:subProcess id="sub" triggeredByEvent="true">
      <bpmn:startEvent id="event" isInterrupting="\(interrupting)">\(condition("= n &gt; 1"))
      </bpmn:startEvent><bpmn:endEvent id="done"/>\(flows("event -> done"))</bpmn:subProcess>
      """)
    let instance = try machine.start(["n": 2])
    #expect(machine.completed.contains("sub"))
    #expect(try machine.jobs("work").isEmpty == interrupting)
    #expect(machine.outcome(instance) == (interrupting ? .completed : .active))
  }

  @Test("of two interrupting events in one change, the one of the outer scope occurs")
  func outermostFirst() throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/><bpmn:subProcess id="sub"><bpmn:startEvent id="s"/>
      \(task("work"))<bpmn:boundaryEvent id="inner" attachedToRef="work">
      \(condition("= n &gt; 1"))</bpmn:boundaryEvent>\(task("change"))
      \(flows("s -> work", "s -> change"))</bpmn:subProcess>
      <bpmn:boundaryEvent id="outer" attachedToRef="sub">\(condition("= n &gt; 0"))
      </bpmn:boundaryEvent>\(flows("start -> sub"))
      """)
    let instance = try machine.start(["n": 0])
    try machine.complete("change", ["n": 2])
    #expect(machine.completed.suffix(1) == ["outer"])
    #expect(!machine.completed.contains("inner"))
    #expect(machine.outcome(instance) == .completed)
  }

  @Test("of two interrupting events that are true on entry, one occurs")
  func twoOnEntry() throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/>\(task("work"))
      <bpmn:boundaryEvent id="a" attachedToRef="work">\(condition("= n"))</bpmn:boundaryEvent>
      <bpmn:boundaryEvent id="b" attachedToRef="work">\(condition("= n"))</bpmn:boundaryEvent>
      \(flows("start -> work"))
      """)
    let instance = try machine.start(["n": true])
    #expect(machine.completed == ["start", "a"])
    #expect(machine.outcome(instance) == .completed)
  }

  @Test("an event of a loop sees each result that the loop has collected")
  func loopResults() throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/><bpmn:serviceTask id="ask"><bpmn:extensionElements>
      <zeebe:taskDefinition type="ask"/></bpmn:extensionElements>
      <bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements>
      <zeebe:loopCharacteristics inputCollection="= [1, 2, 3]" outputCollection="votes"
        outputElement="= vote"/></bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics>
      </bpmn:serviceTask><bpmn:boundaryEvent id="event" attachedToRef="ask">
      \(condition("= count(votes[item = true]) = 2"))</bpmn:boundaryEvent>
      \(flows("start -> ask"))
      """)
    let instance = try machine.start()
    let jobs = try machine.jobs("ask").map(\.reference)
    try machine.send(.completeJob(jobs[0], ["vote": true]))
    #expect(machine.outcome(instance) == .active)
    try machine.send(.completeJob(jobs[1], ["vote": true]))
    #expect(machine.completed.last == "event")
    #expect(machine.outcome(instance) == .completed)
  }

  @Test("after a loop, an event of the scope around it sees the whole result")
  func loopOutput() throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/><bpmn:scriptTask id="double"><bpmn:extensionElements>
      <zeebe:script expression="= 2 * n" resultVariable="r"/></bpmn:extensionElements>
      <bpmn:multiInstanceLoopCharacteristics isSequential="true"><bpmn:extensionElements>
      <zeebe:loopCharacteristics inputCollection="= [1, 2]" inputElement="n"
        outputCollection="rs" outputElement="= r"/></bpmn:extensionElements>
      </bpmn:multiInstanceLoopCharacteristics></bpmn:scriptTask>
      <bpmn:intermediateCatchEvent id="event">\(condition("= rs = [2, 4]"))
      </bpmn:intermediateCatchEvent>\(flows("start -> event", "start -> double"))
      """)
    let instance = try machine.start()
    #expect(machine.completed.contains("event"))
    #expect(machine.outcome(instance) == .completed)
  }

  @Test("a loop of conditions that stay true is stopped by an incident")
  func endless() throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/><bpmn:exclusiveGateway id="merge"/>
      <bpmn:intermediateCatchEvent id="catch">\(condition("= true"))
      </bpmn:intermediateCatchEvent>\(flows("start -> merge -> catch -> merge"))
      """)
    try machine.start()
    #expect(machine.incidents.map(\.type) == ["UNKNOWN"])
  }
}
