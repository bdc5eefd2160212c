import EngineProtocol
import JSON
import Testing

@testable import Engine

/// Task listeners, written as `"completing a"`; their job types are `a`.
func taskListeners(_ list: String...) -> String {
  let items = list.map { item -> String in
    let parts = item.split(separator: " ", maxSplits: 1)
    return #"<zeebe:taskListener eventType="\#(parts[0])" type="\#(parts[1])"/>"#
  }
  return "<zeebe:taskListeners>\(items.joined())</zeebe:taskListeners>"
}

extension Machine {
  /// Completes the job of a task listener, which may have been activated before.
  mutating func listen(_ type: String, _ result: UserTaskJobResult = UserTaskJobResult()) throws {
    let key = try #require(state.jobs.first { $0.value.type == type }).key
    let reference = JobReference(key: key, token: JobReference.anyToken)
    try send(.completeJob(reference, [:], .userTask(result)))
  }

  mutating func listen(
    _ type: String, correcting change: (inout UserTaskCorrections) -> Void
  ) throws {
    var corrections = UserTaskCorrections()
    change(&corrections)
    try listen(type, UserTaskJobResult(corrections: corrections))
  }

  /// Changes the only user task.
  mutating func change(_ command: UserTaskCommand) throws {
    try send(.changeUserTask(try #require(userTasks.last).key, command))
  }
}

/// Jobs during the transitions of a user task.
struct TaskListenerTests {
  private func machine(
    _ listeners: String, _ extensions: String = "", around: String = ""
  ) throws -> Machine {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/>
      \(userTask("ask", "<zeebe:userTask/>" + listeners + extensions))
      <bpmn:endEvent id="end"/>\(flows("start -> ask -> end"))\(around)
      """)
    return machine
  }

  private static let assignee = #"<zeebe:assignmentDefinition assignee="ann"/>"#

  private func current(_ machine: Machine) throws -> UserTask {
    try #require(machine.userTasks.last)
  }

  @Test("listeners of a transition run in order, and the task changes after the last")
  func order() throws {
    var machine = try machine(taskListeners("completing a", "updating x", "completing b"))
    let instance = try machine.start()
    try machine.change(.complete(["answer": 1], action: "approve"))
    #expect(try current(machine).state == .completing)
    #expect(try machine.jobs("b").isEmpty)
    try machine.listen("a")
    let job = try machine.job("b")
    #expect(job.variables == ["answer": 1] && job.userTask?.action == "approve")
    #expect(job.kind == .taskListener && job.listenerEvent == "COMPLETING")
    #expect(machine.variables(instance) == [:])
    try machine.send(.completeJob(job.reference, [:]))
    #expect(try current(machine).state == .completed)
    #expect(machine.outcome(instance) == .completed && machine.variables(instance) == ["answer": 1])
  }

  @Test("the element is active while a creating listener runs, and the assignment follows it")
  func creating() throws {
    var machine = try machine(taskListeners("creating c", "assigning a"), Self.assignee)
    try machine.start()
    let ask = machine.state.elements.keys.compactMap { machine.state.elements[$0] }
      .first { $0.userTask != nil }
    #expect(ask?.phase == .active)
    #expect(try current(machine).state == .creating)
    let creation = try machine.job("c")
    #expect(creation.userTask?.attributes.assignee == "ann")
    #expect(creation.userTask?.changedAttributes == [])
    try machine.listen("c", UserTaskJobResult())
    #expect(try current(machine).state == .assigning)
    let assignment = try machine.job("a").userTask
    #expect(assignment?.changedAttributes == ["assignee"] && assignment?.action == "")
  }

  @Test("the assignment of the diagram runs its listeners once, and leaves the task created")
  func assignedByDiagram() throws {
    var machine = try machine(taskListeners("assigning a"), Self.assignee)
    try machine.start()
    #expect(try current(machine).attributes.assignee == "")
    try machine.listen("a")
    #expect(try current(machine).state == .created && current(machine).attributes.assignee == "ann")
    #expect(try machine.jobs("a").isEmpty)
  }

  @Test("denying the assignment of the diagram leaves the task unassigned")
  func deniedAssignment() throws {
    var machine = try machine(taskListeners("assigning a"), Self.assignee)
    try machine.start()
    try machine.listen("a", UserTaskJobResult(isDenied: true))
    #expect(try current(machine).state == .created && current(machine).attributes.assignee == "")
  }

  @Test("a job has the reserved headers of the task besides its own")
  func headers() throws {
    var machine = try machine(
      taskListeners("updating u"),
      """
      <zeebe:assignmentDefinition candidateGroups="a,b"/>
      <zeebe:taskSchedule dueDate="2026-05-01T09:00:00Z"/>
      <zeebe:taskHeaders><zeebe:header key="color" value="red"/></zeebe:taskHeaders>
      """)
    try machine.start()
    var update = UserTaskUpdate()
    update.priority = 7
    try machine.change(.update(update, action: "raise"))
    let key = try current(machine).key
    #expect(
      try machine.job("u").headers == [
        "color": "red", "io.camunda.zeebe:action": "raise",
        "io.camunda.zeebe:candidateGroups": #"["a","b"]"#,
        "io.camunda.zeebe:changedAttributes": #"["priority"]"#,
        "io.camunda.zeebe:dueDate": "2026-05-01T09:00:00Z", "io.camunda.zeebe:priority": "7",
        "io.camunda.zeebe:userTaskKey": String(key),
      ])
  }

  @Test("a command that arrives during another is rejected, not queued")
  func busy() throws {
    var machine = try machine(taskListeners("assigning a"))
    try machine.start()
    try machine.change(.assign(to: "bob"))
    let key = try current(machine).key
    #expect(machine.refusal(.changeUserTask(key, .complete([:]))) == .invalidState)
    try machine.listen("a")
    #expect(try current(machine).state == .created && current(machine).attributes.assignee == "bob")
  }

  @Test("an update or assignment that changes nothing still runs its listeners")
  func equalValues() throws {
    var machine = try machine(taskListeners("updating u", "assigning a"))
    try machine.start()
    var update = UserTaskUpdate()
    update.priority = 50
    try machine.change(.update(update))
    #expect(try machine.job("u").userTask?.changedAttributes == [])
    try machine.listen("u", UserTaskJobResult())
    try machine.change(.unassign)
    #expect(try machine.job("a").userTask?.changedAttributes == [])
  }

  @Test("a listener sees the corrections of the one before; they apply after the last")
  func corrections() throws {
    var machine = try machine(taskListeners("assigning a", "assigning b", "updating u"))
    try machine.start()
    try machine.change(.assign(to: "bob"))
    try machine.listen("a") {
      $0.assignee = "carl"
      $0.attributes.candidateUsers = ["dora"]
    }
    let second = try machine.job("b")
    #expect(second.userTask?.attributes.assignee == "carl")
    #expect(second.userTask?.changedAttributes == ["assignee", "candidateUsers"])
    #expect(try current(machine).attributes.candidateUsers == [])
    try machine.listen("b")
    #expect(try current(machine).attributes.assignee == "carl")
    #expect(try current(machine).attributes.candidateUsers == ["dora"])
    #expect(try machine.jobs("u").isEmpty, "a correction is not an update")
  }

  @Test("an attribute that a correction restores has not changed")
  func restored() throws {
    var machine = try machine(taskListeners("assigning a", "assigning b"))
    try machine.start()
    try machine.change(.assign(to: "bob"))
    try machine.listen("a") { $0.assignee = "" }
    #expect(try machine.job("b").userTask?.changedAttributes == [])
    try machine.listen("b")
    #expect(try current(machine).attributes.assignee == "")
  }

  @Test("a denial by the second listener drops the corrections of the first")
  func denial() throws {
    var machine = try machine(taskListeners("completing a", "completing b", "completing c"))
    let instance = try machine.start()
    try machine.change(.complete(["x": 1]))
    try machine.listen("a") { $0.attributes.priority = 99 }
    try machine.listen("b", UserTaskJobResult(isDenied: true, deniedReason: "not yet"))
    #expect(try current(machine).state == .created && current(machine).attributes.priority == 50)
    #expect(try machine.jobs("c").isEmpty)
    try machine.change(.complete([:]))
    for type in ["a", "b", "c"] { try machine.listen(type) }
    #expect(machine.outcome(instance) == .completed && machine.variables(instance) == [:])
  }

  @Test("a creating listener sets the assignee only if the diagram does not")
  func creatingCorrectsAssignee() throws {
    var free = try machine(taskListeners("creating c", "assigning a"))
    try free.start()
    try free.listen("c") { $0.assignee = "eve" }
    #expect(try current(free).attributes.assignee == "eve" && current(free).state == .created)

    var bound = try machine(taskListeners("creating c"), Self.assignee)
    try bound.start()
    let job = try bound.job("c").reference
    var corrections = UserTaskCorrections()
    corrections.assignee = "eve"
    let result = JobResult.userTask(UserTaskJobResult(corrections: corrections))
    #expect(bound.refusal(.completeJob(job, [:], result)) == .invalidArgument)
    #expect(try current(bound).state == .creating)
  }

  @Test("a job without retries raises an incident; resolving it runs only that job again")
  func noRetries() throws {
    var machine = try machine(taskListeners("completing a", "completing b"))
    let instance = try machine.start()
    try machine.change(.complete([:]))
    try machine.listen("a")
    let job = try machine.job("b").reference
    try machine.send(.failJob(job, JobFailure(retries: 0, message: "no")))
    let incident = try #require(machine.incidents.first)
    #expect(incident.type == "TASK_LISTENER_NO_RETRIES")
    #expect(machine.refusal(.resolveIncident(incident.key)) == .invalidState)
    try machine.send(.updateJobRetries(job.key, 1))
    try machine.send(.resolveIncident(incident.key))
    #expect(try machine.jobs("a").isEmpty)
    try machine.listen("b")
    #expect(machine.outcome(instance) == .completed)
  }

  @Test("a failing expression raises an incident; resolving it runs all listeners again")
  func failingExpression() throws {
    var machine = try machine(taskListeners("completing a", "completing =missing"))
    let instance = try machine.start()
    try machine.change(.complete([:]))
    try machine.listen("a")
    let incident = try #require(machine.incidents.first)
    #expect(incident.type == "EXTRACT_VALUE_ERROR" && incident.elementID == "ask")
    try machine.send(.resolveIncident(incident.key))
    try machine.listen("a")
    #expect(machine.incidents.count == 1)
    let changes = machine.log.filter {
      if case .userTaskChanging(_, let transition) = $0.event {
        transition.kind == .completing
      } else {
        false
      }
    }
    #expect(changes.count == 1)
    try machine.send(.cancelInstance(instance))
    #expect(machine.incidents.isEmpty && machine.state.userTasks.isEmpty)
  }

  @Test("a listener's job cannot throw an error")
  func thrownError() throws {
    var machine = try machine(taskListeners("creating c"))
    try machine.start()
    let job = try machine.job("c").reference
    #expect(machine.refusal(.throwError(job, JobError(code: "e"))) == .invalidState)
  }

  @Test("a result that a job cannot have is rejected, and the job remains")
  func wrongResults() throws {
    var machine = try machine(
      taskListeners("creating c", "completing d"))
    try machine.start()
    func refuse(_ type: String, _ variables: JSONObject, _ result: UserTaskJobResult) throws {
      let job = try machine.job(type, timeout: 1).reference
      #expect(
        machine.refusal(.completeJob(job, variables, .userTask(result))) == .invalidArgument)
      try machine.advance(by: 1)
    }
    var wrong = UserTaskCorrections()
    wrong.attributes.priority = 101
    try refuse("c", ["x": 1], UserTaskJobResult())
    try refuse("c", [:], UserTaskJobResult(isDenied: true))
    try refuse("c", [:], UserTaskJobResult(corrections: wrong))
    try machine.listen("c")
    try machine.change(.complete([:]))
    try refuse("d", [:], UserTaskJobResult(isDenied: true, corrections: wrong))
    try machine.listen("d")
  }

  @Test("the result of a task listener is rejected for other jobs")
  func resultOfOtherJob() throws {
    var machine = Machine()
    try machine.deploy(#"<bpmn:startEvent id="start"/>"# + task("work") + flows("start -> work"))
    try machine.start()
    let job = try machine.job("work").reference
    let result = JobResult.userTask(UserTaskJobResult())
    #expect(machine.refusal(.completeJob(job, [:], result)) == .invalidArgument)
  }

  @Test(
    "names of events from before 8.8 are accepted",
    arguments: [
      ("create", "CREATING"), ("assignment", "ASSIGNING"), ("update", "UPDATING"),
      ("complete", "COMPLETING"), ("cancel", "CANCELING"),
    ])
  func olderNames(name: String, event: String) throws {
    var machine = try machine(taskListeners("\(name) a"))
    let instance = try machine.start()
    if name == "assignment" { try machine.change(.unassign) }
    if name == "update" { try machine.change(.update(UserTaskUpdate())) }
    if name == "complete" { try machine.change(.complete([:])) }
    if name == "cancel" { try machine.send(.cancelInstance(instance)) }
    #expect(try machine.job("a").listenerEvent == event)
  }
}
