import EngineProtocol
import JSON
import Testing

@testable import Engine

/// A user task with extension elements.
func userTask(_ id: String, _ extensions: String) -> String {
  """
  <bpmn:userTask id="\(id)" name="Name of \(id)">
    <bpmn:extensionElements>\(extensions)</bpmn:extensionElements>
  </bpmn:userTask>
  """
}

/// User tasks that the engine manages.
struct UserTaskTests {
  private func machine(_ extensions: String = "", around: String = "") throws -> Machine {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/>\(userTask("ask", "<zeebe:userTask/>" + extensions))
      <bpmn:endEvent id="end"/>\(flows("start -> ask -> end"))\(around)
      """)
    return machine
  }

  private func task(_ machine: Machine) throws -> UserTask { try #require(machine.userTasks.last) }

  @Test("a task has the attributes that the diagram computes")
  func attributes() throws {
    var machine = try machine(
      """
      <zeebe:assignmentDefinition assignee="=boss" candidateGroups="sales, 42"
        candidateUsers="=[boss]"/>
      <zeebe:taskSchedule dueDate="=date and time(&quot;2026-05-01T09:00:00Z&quot;)"
        followUpDate="2026-04-01T09:00:00+02:00"/>
      <zeebe:priorityDefinition priority="=40 + 2"/>
      <zeebe:formDefinition externalReference="=&quot;form-&quot; + boss"/>
      <zeebe:taskHeaders><zeebe:header key="color" value="red"/></zeebe:taskHeaders>
      """)
    let instance = try machine.start(["boss": "ann"])
    let task = try task(machine)
    #expect(task.state == .created && task.elementID == "ask" && task.name == "Name of ask")
    #expect(task.instanceKey == instance && task.definition.id == "p")
    #expect(task.attributes.assignee == "ann")
    #expect(task.attributes.candidateGroups == ["sales", "42"])
    #expect(task.attributes.candidateUsers == ["ann"])
    #expect(task.attributes.dueDate == "2026-05-01T09:00:00Z")
    #expect(task.attributes.followUpDate == "2026-04-01T09:00:00+02:00")
    #expect(task.attributes.priority == 42)
    #expect(task.form.externalReference == "form-ann" && task.headers == ["color": "red"])
  }

  @Test("attributes that are not set, or null, are empty, and the priority is 50")
  func defaults() throws {
    var machine = try machine(
      #"<zeebe:assignmentDefinition assignee="=nobody"/><zeebe:taskSchedule dueDate="=nobody"/>"#)
    try machine.start()
    #expect(try task(machine).attributes == UserTaskAttributes())
    #expect(UserTaskAttributes().priority == 50)
  }

  @Test(
    "an attribute of the wrong type raises an incident before the task exists",
    arguments: [
      (#"<zeebe:assignmentDefinition assignee="=bad"/>"#, "a string"),
      (#"<zeebe:assignmentDefinition candidateGroups="=bad"/>"#, "a list of strings"),
      (#"<zeebe:assignmentDefinition candidateUsers="=[bad]"/>"#, "a list of strings"),
      (#"<zeebe:taskSchedule dueDate="=bad"/>"#, "a date and time"),
      (#"<zeebe:taskSchedule followUpDate="=&quot;2026-04-01T09:00:00&quot;"/>"#, "time zone"),
      (#"<zeebe:priorityDefinition priority="=bad"/>"#, "0 to 100"),
      (#"<zeebe:priorityDefinition priority="=0.5"/>"#, "a whole number"),
      (#"<zeebe:formDefinition externalReference="=bad"/>"#, "a string"),
    ])
  func wrongTypes(extensions: String, words: String) throws {
    var machine = try machine(extensions)
    try machine.start(["bad": 101])
    let incident = try #require(machine.incidents.first)
    #expect(incident.type == "EXTRACT_VALUE_ERROR" && incident.message.contains(words))
    #expect(machine.userTasks.isEmpty)
  }

  @Test("a task is created without its assignee, which is assigned next")
  func assignedAfterCreation() throws {
    var machine = try machine(#"<zeebe:assignmentDefinition assignee="ann"/>"#)
    try machine.start()
    let events = machine.log.compactMap { change -> String? in
      switch change.event {
      case .activated: change.place?.element.id == "ask" ? "activated" : nil
      case .userTaskCreating(_, _, let attributes, _): "creating \(attributes.assignee)"
      case .userTaskChanging(_, let transition):
        "\(transition.kind) \(transition.attributes.assignee)"
      case .userTaskChanged:
        if case .userTask(let task) = change.detail {
          "\(task.transition?.kind.result ?? .created)"
        } else {
          nil
        }
      default: nil
      }
    }
    #expect(events == ["activated", "creating ann", "created", "assigning ann", "created"])
  }

  @Test("completing a task completes its element; its output mappings decide on the variables")
  func completion() throws {
    var machine = try machine(
      #"<zeebe:ioMapping><zeebe:output source="=answer" target="result"/></zeebe:ioMapping>"#)
    let instance = try machine.start()
    let key = try task(machine).key
    try machine.send(.changeUserTask(key, .complete(["answer": 42])))
    #expect(machine.outcome(instance) == .completed)
    #expect(machine.variables(instance) == ["result": 42])
    let task = try task(machine)
    #expect(task.state == .completed && task.endTime == machine.now)
    #expect(machine.refusal(.changeUserTask(key, .complete([:]))) == .notFound)
  }

  @Test("a failing output mapping leaves the task completed and the element with an incident")
  func failingOutput() throws {
    var machine = try machine(
      """
      <zeebe:ioMapping><zeebe:output source="=assert(answer, answer != null)" target="result"/>
      </zeebe:ioMapping>
      """)
    let instance = try machine.start()
    try machine.send(.changeUserTask(try task(machine).key, .complete([:])))
    #expect(try task(machine).state == .completed)
    #expect(machine.incidents.map(\.type) == ["IO_MAPPING_ERROR"])
    #expect(machine.outcome(instance) == .active)
  }

  @Test("a task can be assigned, assigned to somebody else, and unassigned")
  func assignment() throws {
    var machine = try machine()
    try machine.start()
    let key = try task(machine).key
    for assignee in ["ann", "bob", "bob"] {
      try machine.send(.changeUserTask(key, .assign(to: assignee)))
      #expect(try task(machine).attributes.assignee == assignee)
    }
    try machine.send(.changeUserTask(key, .unassign))
    #expect(try task(machine).attributes.assignee == "")
  }

  @Test("a task can be claimed by nobody but its assignee, again and again")
  func claim() throws {
    var machine = try machine()
    try machine.start()
    let key = try task(machine).key
    func claim(_ user: String) -> Command {
      .changeUserTask(key, .assign(to: user, overrides: false))
    }
    #expect(machine.refusal(claim("")) == .invalidState)
    try machine.send(claim("ann"))
    try machine.send(claim("ann"))
    #expect(machine.refusal(claim("bob")) == .invalidState)
    #expect(try task(machine).attributes.assignee == "ann")
  }

  @Test("an update keeps what it does not name, and removes what it names as empty")
  func update() throws {
    var machine = try machine(
      """
      <zeebe:assignmentDefinition assignee="ann" candidateGroups="a,b" candidateUsers="c"/>
      <zeebe:taskSchedule dueDate="2026-05-01T09:00:00Z" followUpDate="2026-04-01T09:00:00Z"/>
      """)
    try machine.start()
    let key = try task(machine).key
    var update = UserTaskUpdate()
    update.candidateGroups = []
    update.dueDate = ""
    update.priority = 7
    try machine.send(.changeUserTask(key, .update(update)))
    let attributes = try task(machine).attributes
    #expect(attributes.assignee == "ann" && attributes.candidateUsers == ["c"])
    #expect(attributes.candidateGroups == [] && attributes.dueDate == "")
    #expect(attributes.followUpDate == "2026-04-01T09:00:00Z" && attributes.priority == 7)
  }

  @Test("an update with a value that an attribute cannot have is rejected")
  func wrongUpdate() throws {
    var machine = try machine()
    try machine.start()
    let key = try task(machine).key
    let changes: [(inout UserTaskUpdate) -> Void] = [
      { $0.priority = 101 }, { $0.dueDate = "tomorrow" },
      { $0.followUpDate = "2026-04-01T09:00:00" },
    ]
    for change in changes {
      var update = UserTaskUpdate()
      change(&update)
      #expect(machine.refusal(.changeUserTask(key, .update(update))) == .invalidArgument)
    }
  }

  @Test("a terminated element cancels its task, before an event on its boundary continues")
  func cancellation() throws {
    var machine = try machine(
      around: """
        <bpmn:boundaryEvent id="late" attachedToRef="ask"><bpmn:timerEventDefinition>
        <bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>
        \(userTask("again", "<zeebe:userTask/>"))\(flows("late -> again"))
        """)
    let instance = try machine.start()
    try machine.advance(by: 3_600_000)
    #expect(machine.userTasks.map(\.state) == [.canceled, .created])
    try machine.send(.cancelInstance(instance))
    #expect(machine.userTasks.map(\.state) == [.canceled, .canceled])
    #expect(machine.refusal(.changeUserTask(try task(machine).key, .unassign)) == .notFound)
    #expect(machine.state.userTasks.isEmpty)
  }

  @Test("each instance of a loop has a task of its own")
  func loop() throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/><bpmn:userTask id="ask"><bpmn:extensionElements><zeebe:userTask/>
      <zeebe:assignmentDefinition assignee="=who"/></bpmn:extensionElements>
      <bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements>
      <zeebe:loopCharacteristics inputCollection="=[&quot;ann&quot;, &quot;bob&quot;]"
        inputElement="who"/></bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics>
      </bpmn:userTask>\(flows("start -> ask"))
      """)
    let instance = try machine.start()
    #expect(machine.userTasks.map(\.attributes.assignee) == ["ann", "bob"])
    for task in machine.userTasks { try machine.send(.changeUserTask(task.key, .complete([:]))) }
    #expect(machine.outcome(instance) == .completed)
  }

  @Test("a task without zeebe:userTask is a job with the attributes as headers")
  func jobs() throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/>
      \(userTask("ask", """
        <zeebe:assignmentDefinition assignee="=boss" candidateGroups="a,b" candidateUsers="=[]"/>
        <zeebe:taskSchedule dueDate="2026-05-01T09:00:00Z"/>
        <zeebe:formDefinition formKey="camunda-forms:bpmn:f"/><zeebe:taskHeaders>
        <zeebe:header key="color" value="red"/></zeebe:taskHeaders>
        """))\(flows("start -> ask"))
      """)
    let instance = try machine.start(["boss": "ann"])
    let job = try machine.job("io.camunda.zeebe:userTask")
    #expect(
      job.headers == [
        "color": "red", "io.camunda.zeebe:assignee": "ann",
        "io.camunda.zeebe:candidateGroups": #"["a","b"]"#,
        "io.camunda.zeebe:dueDate": "2026-05-01T09:00:00Z",
        "io.camunda.zeebe:formKey": "camunda-forms:bpmn:f",
      ])
    #expect(job.retries == 1 && machine.userTasks.isEmpty)
    try machine.send(.completeJob(job.reference, ["done": true]))
    #expect(machine.outcome(instance) == .completed && machine.variables(instance)["done"] == true)
  }
}
