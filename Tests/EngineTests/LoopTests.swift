import EngineProtocol
import JSON
import Testing

@testable import Engine

struct LoopTests {
  /// Runs the task `send` for each of `people` and collects `sid` in `sids`.
  private func machine(
    sequential: Bool = false, condition: String = "", mappings: String = "", boundary: String = ""
  ) throws -> Machine {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/>
      <bpmn:serviceTask id="send"><bpmn:extensionElements><zeebe:taskDefinition type="send"/>
        <zeebe:ioMapping>\(mappings)</zeebe:ioMapping></bpmn:extensionElements>
        <bpmn:multiInstanceLoopCharacteristics isSequential="\(sequential)">
          <bpmn:extensionElements><zeebe:loopCharacteristics inputCollection="=people"
            inputElement="person" outputCollection="sids" outputElement="=sid"/>
          </bpmn:extensionElements>\(condition)
        </bpmn:multiInstanceLoopCharacteristics>
      </bpmn:serviceTask><bpmn:endEvent id="end"/>
      \(flows("start -> send -> end"))\(boundary)
      """, definitions: #"<bpmn:error id="e" errorCode="E"/>"#)
    return machine
  }

  private static let people: JSONObject = ["people": ["Anna", "Ben", "Cleo"]]

  @Test("a parallel loop runs all items at once and collects results in item order")
  func parallel() throws {
    var machine = try machine()
    let instance = try machine.start(Self.people)
    let jobs = try machine.jobs("send")
    #expect(jobs.map { $0.variables["person"] } == ["Anna", "Ben", "Cleo"])
    #expect(jobs.map { $0.variables["loopCounter"] } == [1, 2, 3])
    for job in jobs.reversed() {
      let number = job.variables["loopCounter"] ?? nil
      try machine.send(.completeJob(job.reference, ["sid": number]))
    }
    #expect(machine.outcome(instance) == .completed)
    #expect(
      machine.variables(instance) == ["people": ["Anna", "Ben", "Cleo"], "sids": [1, 2, 3]])
    #expect(machine.state.elements.isEmpty)
  }

  @Test("a sequential loop runs one item at a time")
  func sequential() throws {
    var machine = try machine(sequential: true)
    let instance = try machine.start(Self.people)
    for person in ["Anna", "Ben", "Cleo"] {
      let jobs = try machine.jobs("send")
      #expect(jobs.map { $0.variables["person"] } == [.string(person)])
      try machine.send(.completeJob(jobs[0].reference, ["sid": .string(person)]))
    }
    #expect(machine.variables(instance)["sids"] == ["Anna", "Ben", "Cleo"])
  }

  @Test("a loop over an empty list completes at once", arguments: [true, false])
  func empty(sequential: Bool) throws {
    var machine = try machine(sequential: sequential)
    let instance = try machine.start(["people": []])
    #expect(machine.outcome(instance) == .completed)
    #expect(machine.variables(instance)["sids"] == [])
  }

  @Test("a completion condition ends the remaining instances", arguments: [true, false])
  func completion(sequential: Bool) throws {
    var machine = try machine(
      sequential: sequential,
      condition: """
        <bpmn:completionCondition>=numberOfCompletedInstances = 2</bpmn:completionCondition>
        """)
    let instance = try machine.start(Self.people)
    for _ in 1...2 {
      let request = ActivateJobsRequest(type: "send", worker: "w", timeout: 1000, maximum: 1)
      guard case .jobs(let jobs) = try machine.send(.activateJobs(request)) else {
        throw WrongReply()
      }
      try machine.send(.completeJob(jobs[0].reference, ["sid": "x"]))
    }
    #expect(machine.outcome(instance) == .completed)
    #expect(machine.variables(instance)["sids"] == ["x", "x", nil])
    #expect(machine.state.jobs.isEmpty && machine.state.elements.isEmpty)
  }

  @Test("a value that is not a list raises an incident that a list resolves")
  func noList() throws {
    var machine = try machine()
    try machine.start()
    #expect(machine.incidents.map(\.type) == ["EXTRACT_VALUE_ERROR"])
    #expect(machine.incidents[0].message.contains("a list"))
  }

  @Test("mappings apply to each item, and mapped variables stay local to it")
  func mappings() throws {
    var machine = try machine(
      mappings: """
        <zeebe:input source="=person + &quot;!&quot;" target="text"/>
        <zeebe:output source="=response" target="sid"/>
        """)
    let instance = try machine.start(["people": ["Anna"]])
    let job = try machine.job("send")
    #expect(job.variables["text"] == "Anna!")
    try machine.send(.completeJob(job.reference, ["response": 7]))
    #expect(machine.variables(instance) == ["people": ["Anna"], "sids": [7]])
  }

  @Test("a boundary event is attached to the whole loop")
  func boundary() throws {
    var machine = try machine(
      boundary: """
        <bpmn:boundaryEvent id="caught" attachedToRef="send"><bpmn:errorEventDefinition
        errorRef="e"/></bpmn:boundaryEvent>
        <bpmn:boundaryEvent id="late" attachedToRef="send"><bpmn:timerEventDefinition>
        <bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition>
        </bpmn:boundaryEvent><bpmn:endEvent id="bad"/>
        \(flows("caught -> bad", "late -> bad"))
        """)
    let instance = try machine.start(Self.people)
    #expect(machine.state.timers.count == 1)
    let job = try machine.jobs("send")[1].reference
    try machine.send(.throwError(job, JobError(code: "E")))
    #expect(machine.completed == ["start", "caught", "bad"])
    #expect(machine.outcome(instance) == .completed)
    #expect(machine.state.jobs.isEmpty && machine.state.timers.isEmpty)
  }

  @Test("a loop of script tasks over many items does not run out of stack")
  func many() throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/>
      <bpmn:scriptTask id="square"><bpmn:extensionElements>
        <zeebe:script expression="=n * n" resultVariable="r"/></bpmn:extensionElements>
        <bpmn:multiInstanceLoopCharacteristics isSequential="true"><bpmn:extensionElements>
          <zeebe:loopCharacteristics inputCollection="=for i in 1..300 return i" inputElement="n"
            outputCollection="squares" outputElement="=r"/>
        </bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics>
      </bpmn:scriptTask>\(flows("start -> square"))
      """)
    let instance = try machine.start()
    let squares = machine.variables(instance)["squares"]?.array
    #expect(squares?.count == 300)
    #expect(squares?.last == 90_000)
    #expect(machine.variables(instance)["r"] == nil)
  }

  @Test("a sub-process can be looped, with separate variables for each item")
  func subProcess() throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/>
      <bpmn:subProcess id="each"><bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements>
        <zeebe:loopCharacteristics inputCollection="=people" inputElement="person"/>
        </bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics>
        <bpmn:startEvent id="inner"/>\(task("send"))\(flows("inner -> send"))
      </bpmn:subProcess>\(flows("start -> each"))
      """)
    let instance = try machine.start(Self.people)
    let jobs = try machine.jobs("send")
    #expect(jobs.map { $0.variables["person"] } == ["Anna", "Ben", "Cleo"])
    for job in jobs { try machine.send(.completeJob(job.reference, [:])) }
    #expect(machine.outcome(instance) == .completed)
  }

  /// Runs the script `double` over `=list` and collects its results in `results`.
  private func doubling(
    into results: String = "rs", condition: String = "", sequential: Bool = false
  ) throws -> Machine {
    var machine = Machine()
    let completion =
      condition.isEmpty
      ? "" : "<bpmn:completionCondition>\(condition)</bpmn:completionCondition>"
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/>
      <bpmn:scriptTask id="double"><bpmn:extensionElements>
        <zeebe:script expression="=10 * item" resultVariable="r"/></bpmn:extensionElements>
        <bpmn:multiInstanceLoopCharacteristics isSequential="\(sequential)">
          <bpmn:extensionElements><zeebe:loopCharacteristics inputCollection="=list"
            inputElement="item" outputCollection="\(results)" outputElement="=r"/>
          </bpmn:extensionElements>\(completion)
        </bpmn:multiInstanceLoopCharacteristics>
      </bpmn:scriptTask>\(flows("start -> double"))
      """)
    return machine
  }

  @Test("the completion condition sees the result that was just collected")
  func conditionAfterCollection() throws {
    var machine = try doubling(
      condition: "=count(rs[item != null]) &gt;= 2", sequential: true)
    let instance = try machine.start(["list": [1, 2, 3]])
    #expect(machine.variables(instance)["rs"] == [10, 20, nil])
  }

  @Test("a parallel loop that never waits ends when its condition is true")
  func conditionOfScripts() throws {
    var machine = try doubling(condition: "=numberOfCompletedInstances &gt;= 2")
    let instance = try machine.start(["list": [1, 2, 3, 4, 5]])
    #expect(machine.variables(instance)["rs"] == [10, 20, nil, nil, nil])
  }

  @Test("all instances of a parallel loop count as active before the first one completes")
  func activeInstances() throws {
    var machine = try doubling(condition: "=numberOfActiveInstances &lt;= 3")
    let instance = try machine.start(["list": [1, 2, 3, 4, 5]])
    #expect(machine.variables(instance)["rs"] == [10, 20, nil, nil, nil])
  }

  @Test("the list is evaluated once, so results may replace it", arguments: [true, false])
  func oneVariable(sequential: Bool) throws {
    var machine = try doubling(into: "list", sequential: sequential)
    let instance = try machine.start(["list": [1, 2, 3]])
    #expect(machine.variables(instance)["list"] == [10, 20, 30])
  }

  @Test("a job that changes the list does not affect the loop")
  func changedList() throws {
    var machine = try machine(sequential: true)
    let instance = try machine.start(Self.people)
    for person in ["Anna", "Ben", "Cleo"] {
      let job = try machine.job("send")
      #expect(job.variables["person"] == .string(person))
      try machine.send(.completeJob(job.reference, ["sid": 1, "people": []]))
    }
    #expect(machine.outcome(instance) == .completed)
  }

  @Test("a loop in a log of the first version continues")
  func loopOfFirstVersion() throws {
    let events = try EventReader.events(in: #"[["loopStarted",7,2]]"#)
    guard case .loopCounted(key: 7, count: 2)? = events.first else { throw WrongReply() }
    #expect(LoopProgress(count: 2).items == nil)
  }
}
