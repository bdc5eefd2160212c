import EngineProtocol
import JSON
import Testing

@testable import Engine

/// The priority of jobs, which decides their order.
struct JobPriorityTests {
  private func task(_ id: String, _ priority: String) -> String {
    """
    <bpmn:serviceTask id="\(id)"><bpmn:extensionElements><zeebe:taskDefinition type="work"/>
    \(priority)</bpmn:extensionElements></bpmn:serviceTask>
    """
  }

  private func priority(_ value: String) -> String {
    #"<zeebe:jobPriorityDefinition priority="\#(value)"/>"#
  }

  /// Tasks at the same time, with priorities in the diagram.
  private func machine(_ priorities: String..., ofProcess: String = "") throws -> Machine {
    var machine = Machine()
    let tasks = priorities.enumerated().map { task("t\($0)", $1) }
    let branches = priorities.indices.map { flows("start -> t\($0)") }
    try machine.deploy(
      """
      <bpmn:extensionElements>\(ofProcess)</bpmn:extensionElements>
      <bpmn:startEvent id="start"/>\(tasks.joined())\(branches.joined())
      """)
    return machine
  }

  @Test("jobs come by descending priority, and then in the order of creation")
  func order() throws {
    var machine = try machine(
      "", priority("-1"), priority("=n"), priority("7"), "", priority("=-2147483648"))
    try machine.start(["n": 7])
    let jobs = try machine.jobs("work")
    #expect(jobs.map(\.priority) == [7, 7, 0, 0, -1, -2_147_483_648])
    #expect(jobs.map(\.elementID) == ["t2", "t3", "t0", "t4", "t1", "t5"])
  }

  @Test("an element inherits the priority of its process")
  func inherited() throws {
    var machine = try machine("", priority("1"), ofProcess: priority("=5"))
    try machine.start()
    #expect(try machine.jobs("work").map(\.priority) == [5, 1])
  }

  @Test("the jobs of listeners have priority 0")
  func listeners() throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/><bpmn:serviceTask id="t"><bpmn:extensionElements>
      <zeebe:taskDefinition type="work"/>\(priority("5"))<zeebe:executionListeners>
      <zeebe:executionListener eventType="start" type="listen"/></zeebe:executionListeners>
      </bpmn:extensionElements></bpmn:serviceTask>\(flows("start -> t"))
      """)
    try machine.start()
    #expect(try machine.job("listen").priority == 0)
  }

  @Test(
    "a priority that is not an integer of 32 bits raises an incident before the job exists",
    arguments: ["=0.5", "=null", "=2147483648"])
  func wrong(value: String) throws {
    var machine = try machine(priority(value))
    try machine.start()
    #expect(machine.incidents.map(\.type) == ["EXTRACT_VALUE_ERROR"])
    #expect(machine.state.jobs.isEmpty)
  }

  @Test("a changed priority changes the order, also of a job that becomes available again")
  func update() throws {
    var machine = try machine("", "", "")
    try machine.start()
    let first = try #require(try machine.jobs("work", timeout: 1).first)
    try machine.send(.updateJob(first.reference.key, JobUpdate(priority: -1)))
    try machine.advance(by: 1)
    #expect(try machine.jobs("work", timeout: 1).map(\.elementID) == ["t1", "t2", "t0"])
    try machine.advance(by: 1)
    try machine.send(.updateJob(first.reference.key, JobUpdate(priority: 9)))
    #expect(try machine.jobs("work").map(\.elementID) == ["t0", "t1", "t2"])
    let tooLarge = JobUpdate(priority: 1 << 31)
    #expect(machine.refusal(.updateJob(first.reference.key, tooLarge)) == .invalidArgument)
  }

  @Test("the timeout of an activated job is counted from its update")
  func timeout() throws {
    var machine = try machine("")
    try machine.start()
    let key = try #require(machine.state.jobs.keys.first)
    let update = Command.updateJob(key, JobUpdate(timeout: 5000))
    #expect(machine.refusal(update) == .invalidState)
    _ = try machine.jobs("work", timeout: 60_000)
    try machine.send(update)
    try machine.advance(by: 4999)
    #expect(try machine.jobs("work").isEmpty)
    try machine.advance(by: 1)
    #expect(try machine.jobs("work").count == 1)
    try machine.send(.updateJob(key, JobUpdate(timeout: -1)))
    try machine.send(.wake)
    #expect(try machine.jobs("work").count == 1)
  }

  @Test("an update without any change is rejected")
  func nothing() throws {
    var machine = try machine("")
    try machine.start()
    let key = try #require(machine.state.jobs.keys.first)
    #expect(machine.refusal(.updateJob(key, JobUpdate())) == .invalidArgument)
    #expect(machine.refusal(.updateJob(key, JobUpdate(retries: 0))) == .invalidArgument)
    #expect(machine.refusal(.updateJob(1, JobUpdate(retries: 1))) == .notFound)
  }
}
