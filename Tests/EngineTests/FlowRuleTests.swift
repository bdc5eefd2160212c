import EngineProtocol
import JSON
import Testing

@testable import Engine

@Suite("Flows, joins and ends")
struct FlowRuleTests {
  @Test("the condition of a default flow is never evaluated")
  func defaultFlow() throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/><bpmn:exclusiveGateway id="x" default="x-b"/>
      <bpmn:endEvent id="a"/><bpmn:endEvent id="b"/>\(flows("start -> x"))
      \(flow("x", "b", when: "= null"))\(flow("x", "a", when: "= go"))
      """)
    try machine.start(["go": false])
    #expect(machine.completed.last == "b" && machine.incidents.isEmpty)
  }

  @Test("conditions after the first true one are not evaluated")
  func firstTrue() throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/><bpmn:exclusiveGateway id="x"/>
      <bpmn:endEvent id="a"/><bpmn:endEvent id="b"/>\(flows("start -> x"))
      \(flow("x", "a", when: "= true"))\(flow("x", "b", when: "= null"))
      """)
    try machine.start()
    #expect(machine.completed.last == "a" && machine.incidents.isEmpty)
  }

  @Test(
    "a single flow needs no condition, but one that it has must be true", arguments: [true, false])
  func singleFlow(hasCondition: Bool) throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/><bpmn:exclusiveGateway id="x"/><bpmn:endEvent id="end"/>
      \(flows("start -> x"))
      \(hasCondition ? flow("x", "end", when: "= false") : flows("x -> end"))
      """)
    try machine.start()
    #expect(machine.incidents.map(\.type) == (hasCondition ? ["CONDITION_ERROR"] : []))
    #expect(machine.completed.contains("end") != hasCondition)
  }

  @Test("a process never completes while a token waits at a join")
  func waitingToken() throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/><bpmn:exclusiveGateway id="x" default="x-join"/>
      <bpmn:task id="other"/><bpmn:parallelGateway id="join"/><bpmn:endEvent id="end"/>
      \(flow("x", "other", when: "= false"))\(flows("start -> x -> join -> end", "other -> join"))
      """)
    let instance = try machine.start()
    #expect(machine.outcome(instance) == .active)
    #expect(machine.completed == ["start", "x"])
  }

  @Test("a node with several incoming flows runs once for each token")
  func mergingTokens() throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/><bpmn:task id="a"/><bpmn:task id="b"/><bpmn:task id="c"/>
      \(flows("start -> a -> c", "start -> b -> c"))
      """)
    try machine.start()
    #expect(machine.completed.filter { $0 == "c" }.count == 2)
  }

  @Test("a terminate end event in a sub-process ends only that, which then continues normally")
  func terminate() throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/><bpmn:subProcess id="sub"><bpmn:startEvent id="s"/>
      \(task("work"))<bpmn:endEvent id="stop"><bpmn:terminateEventDefinition/></bpmn:endEvent>
      \(flows("s -> work", "s -> stop"))</bpmn:subProcess>\(task("next"))
      \(flows("start -> sub -> next"))
      """)
    let instance = try machine.start()
    #expect(try machine.jobs("work").isEmpty)
    try machine.complete("next")
    #expect(machine.outcome(instance) == .completed)
  }

  @Test("a waiting instance receives a message before a start event of its process does")
  func waitingFirst() throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"><bpmn:messageEventDefinition messageRef="m"/></bpmn:startEvent>
      <bpmn:receiveTask id="receive" messageRef="m"/>\(flows("start -> receive"))
      """, definitions: message("m", key: "= &quot;k&quot;"))
    try machine.publish("m", "k")
    #expect(machine.instances.map(\.state) == [.active])
    try machine.publish("m", "k")
    #expect(machine.instances.map(\.state) == [.completed])
  }

  @Test("a message reaches one instance of a process, whatever its version")
  func versions() throws {
    var machine = Machine()
    let body = """
      <bpmn:startEvent id="start"/><bpmn:receiveTask id="receive" messageRef="m"/>
      \(flows("start -> receive"))
      """
    var instances: [EngineKey] = []
    for note in ["", "<bpmn:endEvent id=\"unused\"/>"] {
      try machine.deploy(body + note, definitions: message("m"))
      instances.append(try machine.start(["key": "k"]))
    }
    try machine.publish("m", "k", timeToLive: 60_000)
    #expect(instances.map { machine.outcome($0) } == [.completed, .active])
  }

  @Test("a nearer scope that catches all errors takes precedence over one with the code")
  func nearestScope() throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/><bpmn:subProcess id="outer"><bpmn:startEvent id="s"/>
      <bpmn:subProcess id="inner"><bpmn:startEvent id="t"/>\(task("work"))\(flows("t -> work"))
      </bpmn:subProcess><bpmn:boundaryEvent id="any" attachedToRef="inner">
      <bpmn:errorEventDefinition/></bpmn:boundaryEvent>\(flows("s -> inner"))</bpmn:subProcess>
      <bpmn:boundaryEvent id="exact" attachedToRef="outer"><bpmn:errorEventDefinition errorRef="e"/>
      </bpmn:boundaryEvent>\(flows("start -> outer"))
      """, definitions: #"<bpmn:error id="e" errorCode="E"/>"#)
    try machine.start()
    try machine.send(.throwError(try machine.job("work").reference, JobError(code: "E")))
    #expect(machine.completed.contains("any") && !machine.completed.contains("exact"))
  }

  @Test("a job's error message is cut, and a job is finished in some states only")
  func jobs() throws {
    var machine = Machine()
    try machine.deploy(
      #"<bpmn:startEvent id="start"/>\#(task("work"))\#(flows("start -> work"))"#)
    try machine.start()
    // It need not be activated.
    let key = try #require(machine.state.jobs.keys.first)
    let job = JobReference(key: key, token: JobReference.anyToken)
    let message = String(repeating: "x", count: 10_001)
    try machine.send(.failJob(job, JobFailure(retries: 0, message: message)))
    #expect(machine.incidents.first?.message.count == 10_000)
    #expect(machine.refusal(.completeJob(job, [:])) == .invalidState)
    #expect(machine.refusal(.failJob(job, JobFailure(retries: 1, message: ""))) == .invalidState)
    #expect(machine.refusal(.throwError(job, JobError(code: "E"))) == .invalidState)
    #expect(machine.refusal(.updateJobRetries(key, 0)) == .invalidArgument)
  }
}
