import EngineProtocol
import JSON
import Testing

@testable import Engine

struct CompensationTests {
  /// A task with a compensation boundary event and the handler `undo-ID`.
  private func compensable(_ id: String, _ activity: String? = nil) -> String {
    """
    \(activity ?? task(id))<bpmn:boundaryEvent id="event-\(id)" attachedToRef="\(id)">
    <bpmn:compensateEventDefinition/></bpmn:boundaryEvent>\(handler("undo-\(id)"))
    <bpmn:association id="as-\(id)" sourceRef="event-\(id)" targetRef="undo-\(id)"/>
    """
  }

  private func handler(_ id: String, mappings: String = "") -> String {
    task(id, mappings: mappings)
      .replacing("<bpmn:serviceTask", with: #"<bpmn:serviceTask isForCompensation="true""#)
  }

  private func throwing(_ id: String = "throw", _ activity: String = "", end: Bool = false)
    -> String
  {
    let reference = activity.isEmpty ? "" : "activityRef=\"\(activity)\""
    let kind = end ? "endEvent" : "intermediateThrowEvent"
    return """
      <bpmn:\(kind) id="\(id)"><bpmn:compensateEventDefinition \(reference)/></bpmn:\(kind)>
      """
  }

  @Test("completed activities are compensated in parallel, and the throw event waits for all")
  func compensate() throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/>\(compensable("a"))\(compensable("b"))\(throwing())
      <bpmn:endEvent id="end"/>\(flows("start -> a -> b -> throw -> end"))
      """)
    let instance = try machine.start()
    try machine.complete("a")
    try machine.complete("b")
    #expect(machine.completed == ["start", "a", "b", "event-a", "event-b"])
    try machine.complete("undo-b")
    #expect(machine.outcome(instance) == .active)
    try machine.complete("undo-a")
    #expect(machine.completed.suffix(4) == ["undo-b", "undo-a", "throw", "end"])
    #expect(machine.outcome(instance) == .completed)
  }

  @Test("with nothing to compensate the throw event completes at once")
  func nothing() throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/>\(compensable("a"))\(throwing(end: true))
      \(flows("start -> a", "start -> throw"))
      """)
    let instance = try machine.start()
    #expect(machine.completed == ["start", "throw"], "an active activity is not compensated")
    try machine.complete("a")
    #expect(machine.outcome(instance) == .completed)
  }

  @Test("only the activity of the reference is compensated, and each run of it once")
  func reference() throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/>\(compensable("a"))<bpmn:exclusiveGateway id="merge"/>
      \(compensable("b"))<bpmn:exclusiveGateway id="which" default="which-throw"/>
      \(throwing("throw", "b"))\(throwing("again", end: true))
      \(flow("which", "merge", when: "= n &lt; 2"))
      \(flows("start -> a -> merge -> b -> which -> throw -> again"))
      """)
    let instance = try machine.start()
    try machine.complete("a")
    try machine.complete("b", ["n": 1])
    try machine.complete("b", ["n": 2])
    let undone = try machine.jobs("undo-b")
    #expect(undone.count == 2)
    #expect(try machine.jobs("undo-a").isEmpty)
    for job in undone { try machine.send(.completeJob(job.reference, [:])) }
    #expect(try machine.jobs("undo-b").isEmpty)
    try machine.complete("undo-a")
    #expect(machine.outcome(instance) == .completed)
  }

  @Test("the contents of a completed sub-process are compensated, in the scope of the throw event")
  func subProcess() throws {
    var machine = Machine()
    let inner = """
      <bpmn:subProcess id="sub"><bpmn:extensionElements><zeebe:ioMapping>
      <zeebe:input source="= 1" target="gone"/></zeebe:ioMapping></bpmn:extensionElements>
      <bpmn:startEvent id="s"/>\(compensable("a"))\(flows("s -> a"))</bpmn:subProcess>
      """
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/>\(compensable("sub", inner))\(throwing(end: true))
      \(flows("start -> sub -> throw"))
      """)
    let instance = try machine.start(["here": 1])
    try machine.complete("a")
    #expect(try machine.job("undo-a").variables == ["here": 1])
    try machine.complete("undo-sub")
    #expect(machine.outcome(instance) == .active)
    try machine.send(
      .completeJob(
        JobReference(
          key: try #require(machine.state.jobs.keys.first), token: JobReference.anyToken),
        [:]))
    #expect(machine.outcome(instance) == .completed)
  }

  @Test("a sub-process that has not completed is not compensated, nor is a called process")
  func notCompleted() throws {
    var machine = Machine()
    try machine.deploy(
      file: bpmn(
        #"<bpmn:startEvent id="t"/>\#(compensable("c"))\#(flows("t -> c"))"#, id: "called"))
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/><bpmn:subProcess id="sub"><bpmn:startEvent id="s"/>
      \(compensable("a"))\(task("b"))\(flows("s -> a -> b"))</bpmn:subProcess>
      <bpmn:callActivity id="call"><bpmn:extensionElements>
      <zeebe:calledElement processId="called"/></bpmn:extensionElements></bpmn:callActivity>
      \(throwing())\(flows("start -> sub", "start -> call -> throw"))
      """)
    try machine.start()
    try machine.complete("a")
    try machine.complete("c")
    #expect(machine.completed.last == "throw")
  }

  @Test("an event sub-process also compensates the scope around it")
  func eventSubProcess() throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/>\(compensable("a"))\(task("b"))\(flows("start -> a -> b"))
      <bpmn:subProcess id="failed" triggeredByEvent="true"><bpmn:startEvent id="event">
      <bpmn:errorEventDefinition/></bpmn:startEvent>\(throwing(end: true))
      \(flows("event -> throw"))</bpmn:subProcess>
      """)
    let instance = try machine.start()
    try machine.complete("a")
    try machine.send(.throwError(try machine.job("b").reference, JobError(code: "E")))
    try machine.complete("undo-a")
    #expect(machine.completed.suffix(3) == ["undo-a", "throw", "failed"])
    #expect(machine.outcome(instance) == .completed)
  }

  @Test("a loop is compensated once as a whole")
  func loop() throws {
    var machine = Machine()
    let loop = """
      <bpmn:serviceTask id="a"><bpmn:extensionElements><zeebe:taskDefinition type="a"/>
      </bpmn:extensionElements><bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements>
      <zeebe:loopCharacteristics inputCollection="= [1, 2]"/></bpmn:extensionElements>
      </bpmn:multiInstanceLoopCharacteristics></bpmn:serviceTask>
      """
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/>\(compensable("a", loop))\(throwing(end: true))
      \(flows("start -> a -> throw"))
      """)
    let instance = try machine.start()
    for job in try machine.jobs("a") { try machine.send(.completeJob(job.reference, [:])) }
    #expect(try machine.jobs("undo-a").count == 1)
    try machine.advance(by: 60_000)
    try machine.complete("undo-a")
    #expect(machine.outcome(instance) == .completed)
  }

  @Test("an incident in a handler keeps the throw event waiting")
  func incident() throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/>\(compensable("a"))\(throwing(end: true))
      \(flows("start -> a -> throw"))
      """)
    let instance = try machine.start()
    try machine.complete("a")
    let job = try machine.job("undo-a").reference
    try machine.send(.failJob(job, JobFailure(retries: 0, message: "no")))
    #expect(machine.outcome(instance) == .active)
    try machine.send(.updateJobRetries(job.key, 1))
    try machine.send(.resolveIncident(machine.incidents[0].key))
    try machine.complete("undo-a")
    #expect(machine.outcome(instance) == .completed)
  }

  @Test("the throw event completes when its last handler is terminated")
  func terminatedHandler() throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/>\(compensable("a"))\(throwing(end: true))
      \(flows("start -> a -> throw"))
      """)
    try machine.start()
    try machine.complete("a")
    let handler = try #require(machine.state.jobs.values.first { $0.type == "undo-a" }?.element)
    var processor = machine.processor
    processor.terminate(handler)
    _ = processor.process(.wake, at: Moment(time: machine.now, seed: 1))
    #expect(processor.state.elements.isEmpty)
  }

  @Test("an association of the event with a text annotation is not a handler")
  func annotation() throws {
    var machine = Machine()
    let note = """
      <bpmn:textAnnotation id="note"/>
      <bpmn:association id="as-note" sourceRef="event-a" targetRef="note"/>
      """
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/>\(note)\(compensable("a"))\(throwing(end: true))
      \(flows("start -> a -> throw"))
      """)
    let instance = try machine.start()
    try machine.complete("a")
    try machine.complete("undo-a")
    #expect(machine.outcome(instance) == .completed)
  }

  @Test("a terminated activity is not compensated")
  func terminated() throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/>\(compensable("a"))<bpmn:boundaryEvent id="late"
        attachedToRef="a"><bpmn:timerEventDefinition><bpmn:timeDuration>PT1H</bpmn:timeDuration>
      </bpmn:timerEventDefinition></bpmn:boundaryEvent>\(throwing(end: true))
      \(flows("start -> a", "late -> throw"))
      """)
    let instance = try machine.start()
    try machine.advance(by: 3_600_000)
    #expect(machine.completed == ["start", "late", "throw"])
    #expect(machine.outcome(instance) == .completed)
  }

  @Test("handlers end with the instance, and nothing of the compensation remains")
  func cancellation() throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/>\(compensable("a"))\(throwing(end: true))
      \(flows("start -> a -> throw"))
      """)
    let instance = try machine.start()
    try machine.complete("a")
    try machine.send(.cancelInstance(instance))
    #expect(machine.state.elements.isEmpty && machine.state.jobs.isEmpty)
  }

  @Test("a compensation boundary event without a handler is refused")
  func withoutHandler() {
    var machine = Machine()
    #expect(throws: EngineError.self) {
      try machine.deploy(
        """
        <bpmn:startEvent id="start"/>\(task("a"))<bpmn:boundaryEvent id="b" attachedToRef="a">
        <bpmn:compensateEventDefinition/></bpmn:boundaryEvent>\(flows("start -> a"))
        """)
    }
  }
}
