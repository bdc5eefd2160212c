import EngineProtocol
import JSON
import Testing

@testable import Engine

/// Extension elements with execution listeners, written as `"start a"`; their job types are `a`.
private func listeners(_ list: String...) -> String {
  let items = list.map { item -> String in
    let parts = item.split(separator: " ", maxSplits: 1)
    return #"<zeebe:executionListener eventType="\#(parts[0])" type="\#(parts[1])"/>"#
  }
  return "<zeebe:executionListeners>\(items.joined())</zeebe:executionListeners>"
}

/// Jobs before and after an element's work.
struct ExecutionListenerTests {
  private func task(_ list: String, mappings: String = "", more: String = "") -> String {
    """
    <bpmn:serviceTask id="work"><bpmn:extensionElements><zeebe:taskDefinition type="work"/>
    <zeebe:taskHeaders><zeebe:header key="a" value="task"/><zeebe:header key="b" value="task"/>
    </zeebe:taskHeaders><zeebe:ioMapping>\(mappings)</zeebe:ioMapping>\(list)
    </bpmn:extensionElements>\(more)</bpmn:serviceTask>
    """
  }

  private func machine(_ body: String, definitions: String = "") throws -> Machine {
    var machine = Machine()
    try machine.deploy(
      #"<bpmn:startEvent id="start"/><bpmn:endEvent id="end"/>"# + body, definitions: definitions)
    return machine
  }

  private func deployed(_ list: String, mappings: String = "") throws -> Machine {
    try machine(task(list, mappings: mappings) + flows("start -> work -> end"))
  }

  @Test("listeners run in order around the work, which sees their variables")
  func order() throws {
    var machine = try deployed(listeners("start s1", "end e1", "start s2", "end e2"))
    let instance = try machine.start()
    try machine.complete("s1", ["from": "s1"])
    #expect(try machine.jobs("work").isEmpty)
    try machine.complete("s2")
    let job = try machine.job("work")
    #expect(job.variables == ["from": "s1"])
    try machine.send(.completeJob(job.reference, ["result": 1]))
    #expect(try machine.job("e1").variables == ["from": "s1", "result": 1])
    try machine.advance(by: 60_000)
    try machine.complete("e1", ["after": true])
    try machine.complete("e2")
    #expect(machine.outcome(instance) == .completed)
    #expect(machine.variables(instance) == ["result": 1, "after": true])
  }

  @Test("a start listener follows the input mappings, an end listener the output mappings")
  func mappings() throws {
    var machine = try deployed(
      listeners("start s", "end e"),
      mappings: """
        <zeebe:input source="=1" target="x"/><zeebe:output source="=answer" target="y"/>
        """)
    let instance = try machine.start()
    let start = try machine.job("s")
    #expect(start.variables == ["x": 1])
    try machine.send(.completeJob(start.reference, ["x": 2]))
    try machine.complete("work", ["answer": 3])
    #expect(try machine.job("e").variables == ["x": 2, "answer": 3, "y": 3])
    try machine.advance(by: 60_000)
    try machine.complete("e")
    #expect(machine.variables(instance) == ["y": 3])
  }

  @Test("an end listener's variables stay in the scope around the element")
  func endVariables() throws {
    var machine = try machine(
      """
      <bpmn:subProcess id="sub"><bpmn:startEvent id="s"/>\(task(listeners("end e")))
      <bpmn:serviceTask id="next"><bpmn:extensionElements><zeebe:taskDefinition type="next"/>
      </bpmn:extensionElements></bpmn:serviceTask>\(flows("s -> work -> next"))</bpmn:subProcess>
      \(flows("start -> sub -> end"))
      """)
    let instance = try machine.start(["x": "root"])
    try machine.complete("work")
    try machine.complete("e", ["x": "listener"])
    #expect(try machine.job("next").variables == ["x": "listener"])
    #expect(machine.variables(instance) == ["x": "root"])
  }

  @Test("a job has the headers of its listener and its element; the listener's take precedence")
  func headers() throws {
    var machine = try deployed(
      """
      <zeebe:executionListeners><zeebe:executionListener eventType="start" type="s" retries="5">
      <zeebe:taskHeaders><zeebe:header key="b" value="own"/></zeebe:taskHeaders>
      </zeebe:executionListener></zeebe:executionListeners>
      """)
    try machine.start()
    let job = try machine.job("s")
    #expect(job.headers == ["a": "task", "b": "own"] && job.retries == 5)
    #expect(job.listenerEvent == "START" && job.elementID == "work")
    try machine.send(.completeJob(job.reference, [:]))
    #expect(try machine.job("work").listenerEvent == nil)
  }

  @Test("type and retries are evaluated right before each job is made")
  func expressions() throws {
    var machine = try deployed(listeners("start s1", "start =next"))
    try machine.start(["next": "s2"])
    try machine.complete("s1", ["next": "s3"])
    #expect(try machine.jobs("s3").count == 1)
  }

  @Test("a listener without retries raises an incident; resolving it continues there")
  func noRetries() throws {
    var machine = try deployed(listeners("start s1", "start s2"))
    try machine.start()
    try machine.complete("s1")
    let job = try machine.job("s2").reference
    try machine.send(.failJob(job, JobFailure(retries: 0, message: "no")))
    let incident = try #require(machine.incidents.first)
    #expect(incident.type == "EXECUTION_LISTENER_NO_RETRIES" && incident.jobKey == job.key)
    try machine.send(.updateJobRetries(job.key, 1))
    try machine.send(.resolveIncident(incident.key))
    try machine.complete("s2")
    #expect(try machine.jobs("s1").isEmpty && machine.jobs("work").count == 1)
  }

  @Test("after an expression's incident is resolved, the listeners of the event run again")
  func wrongExpression() throws {
    var machine = try deployed(listeners("start s1", "start =next"))
    let instance = try machine.start()
    try machine.complete("s1")
    let incident = try #require(machine.incidents.first)
    #expect(incident.type == "EXTRACT_VALUE_ERROR")
    try machine.send(.resolveIncident(incident.key))
    try machine.complete("s1", ["next": "s2"])
    try machine.complete("s2")
    try machine.complete("work")
    #expect(machine.outcome(instance) == .completed)
  }

  @Test("an incident after the start listeners does not run them again")
  func laterIncident() throws {
    var machine = try machine(
      """
      <bpmn:exclusiveGateway id="choice" default="choice-end"><bpmn:extensionElements>
      \(listeners("start s"))</bpmn:extensionElements></bpmn:exclusiveGateway>
      <bpmn:endEvent id="other"/>\(flow("choice", "other", when: "=yes"))
      \(flows("start -> choice -> end"))
      """)
    let instance = try machine.start()
    try machine.complete("s")
    let incident = try #require(machine.incidents.first)
    try machine.send(.resolveIncident(incident.key))
    #expect(try machine.jobs("s").isEmpty && machine.incidents.count == 1)
    try machine.send(.cancelInstance(instance))
  }

  @Test("a listener cannot throw a BPMN error")
  func noErrors() throws {
    var machine = try deployed(listeners("start s"))
    try machine.start()
    let job = try machine.job("s").reference
    #expect(machine.refusal(.throwError(job, JobError(code: "E"))) == .invalidState)
    try machine.send(.completeJob(job, [:]))
  }

  @Test("no boundary event occurs while listeners run")
  func boundary() throws {
    var machine = try machine(
      """
      \(task(listeners("start s", "end e")))
      <bpmn:boundaryEvent id="late" attachedToRef="work"><bpmn:timerEventDefinition>
      <bpmn:timeDuration>PT1S</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>
      \(flows("start -> work -> end", "late -> end"))
      """)
    let instance = try machine.start()
    try machine.advance(by: 2000)
    try machine.complete("s")
    try machine.complete("work")
    try machine.advance(by: 2000)
    try machine.complete("e")
    #expect(machine.outcome(instance) == .completed && !machine.completed.contains("late"))
  }

  @Test("a terminated element runs no end listener")
  func termination() throws {
    var machine = try deployed(listeners("start s", "end e"))
    let instance = try machine.start()
    try machine.send(.cancelInstance(instance))
    #expect(machine.outcome(instance) == .terminated && machine.state.jobs.isEmpty)
  }

  @Test("a process has listeners too; their variables are its own")
  func process() throws {
    var machine = try machine(
      """
      <bpmn:extensionElements>\(listeners("start s", "end e"))</bpmn:extensionElements>
      \(task(""))\(flows("start -> work -> end"))
      """)
    let instance = try machine.start()
    #expect(machine.completed.isEmpty)
    try machine.complete("s", ["a": 1])
    try machine.complete("work")
    try machine.complete("e", ["b": 2])
    #expect(machine.outcome(instance) == .completed)
    #expect(machine.variables(instance) == ["a": 1, "b": 2])
  }

  @Test("each instance of a loop has its listeners, and the results are collected after them")
  func loop() throws {
    var machine = try machine(
      task(
        listeners("start s", "end e"),
        more: """
          <bpmn:multiInstanceLoopCharacteristics isSequential="true"><bpmn:extensionElements>
          <zeebe:loopCharacteristics inputCollection="=[1, 2]" inputElement="i"
            outputCollection="all" outputElement="=r"/></bpmn:extensionElements>
          </bpmn:multiInstanceLoopCharacteristics>
          """) + flows("start -> work -> end"))
    let instance = try machine.start()
    for number in 1...2 {
      try machine.complete("s")
      try machine.complete("work", ["r": JSONValue(number * 10)])
      try machine.complete("e")
    }
    #expect(machine.outcome(instance) == .completed)
    #expect(machine.variables(instance)["all"] == [10, 20])
  }

  @Test(
    "elements of every kind have listeners",
    arguments: [
      ("intermediateThrowEvent", "", ["s", "e"]), ("manualTask", "", ["s", "e"]),
      ("parallelGateway", "", ["s"]), ("userTask", "", ["s", "io.camunda.zeebe:userTask", "e"]),
      ("subProcess", #"<bpmn:startEvent id="inner"/>"#, ["s", "e"]),
    ])
  func kinds(name: String, content: String, types: [String]) throws {
    let events = types.contains("e") ? listeners("start s", "end e") : listeners("start s")
    var machine = try machine(
      """
      <bpmn:\(name) id="x"><bpmn:extensionElements>\(events)</bpmn:extensionElements>\(content)
      </bpmn:\(name)>\(flows("start -> x -> end"))
      """)
    let instance = try machine.start()
    for type in types { try machine.complete(type) }
    #expect(machine.outcome(instance) == .completed)
  }

  @Test("start, boundary and end events have listeners")
  func events() throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"><bpmn:extensionElements>\(listeners("end a"))
      </bpmn:extensionElements></bpmn:startEvent>\(task(""))
      <bpmn:boundaryEvent id="late" attachedToRef="work"><bpmn:extensionElements>
      \(listeners("end b"))</bpmn:extensionElements><bpmn:timerEventDefinition>
      <bpmn:timeDuration>PT1S</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>
      <bpmn:endEvent id="end"><bpmn:extensionElements>\(listeners("start c", "end d"))
      </bpmn:extensionElements></bpmn:endEvent>\(flows("start -> work", "late -> end"))
      """)
    let instance = try machine.start()
    try machine.complete("a")
    try machine.advance(by: 1000)
    for type in ["b", "c", "d"] { try machine.complete(type) }
    #expect(machine.outcome(instance) == .completed)
  }

  @Test("both link events have listeners")
  func links() throws {
    func link(_ event: String, _ types: String...) -> String {
      """
      <bpmn:\(event) id="\(event)"><bpmn:extensionElements>
      \(listeners("start \(types[0])", "end \(types[1])"))</bpmn:extensionElements>
      <bpmn:linkEventDefinition name="l"/></bpmn:\(event)>
      """
    }
    var machine = try machine(
      link("intermediateThrowEvent", "a", "b") + link("intermediateCatchEvent", "c", "d")
        + flows("start -> intermediateThrowEvent", "intermediateCatchEvent -> end"))
    let instance = try machine.start()
    for type in ["a", "b", "c", "d"] { try machine.complete(type) }
    #expect(machine.outcome(instance) == .completed)
  }

  @Test("an event sub-process starts after its listener, with the event's variables")
  func eventSubProcess() throws {
    var machine = try machine(
      """
      \(task(""))<bpmn:subProcess id="sub" triggeredByEvent="true"><bpmn:extensionElements>
      \(listeners("start s", "end e"))</bpmn:extensionElements><bpmn:startEvent id="got">
      <bpmn:messageEventDefinition messageRef="m"/></bpmn:startEvent></bpmn:subProcess>
      \(flows("start -> work -> end"))
      """, definitions: message("m"))
    let instance = try machine.start(["key": "k"])
    try machine.publish("m", "k", ["x": 1])
    #expect(!machine.completed.contains("got"))
    try machine.complete("s")
    #expect(machine.completed.contains("got"))
    try machine.complete("e")
    #expect(machine.outcome(instance) == .completed && machine.variables(instance)["x"] == 1)
  }

  @Test("a beforeAll listener runs once, and may create the list of the loop")
  func beforeAll() throws {
    var machine = try machine(
      task(
        listeners("beforeAll b", "start s"),
        more: """
          <bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements>
          <zeebe:loopCharacteristics inputCollection="=list" inputElement="i"/>
          </bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics>
          """) + flows("start -> work -> end"))
    let instance = try machine.start()
    let job = try machine.job("b")
    #expect(job.elementID == "work" && job.listenerEvent == "BEFORE_ALL")
    try machine.send(.completeJob(job.reference, ["list": [1, 2]]))
    for type in ["s", "work"] {
      for job in try machine.jobs(type) { try machine.send(.completeJob(job.reference, [:])) }
    }
    #expect(machine.outcome(instance) == .completed && machine.variables(instance) == [:])
  }
}
