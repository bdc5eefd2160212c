import EngineProtocol
import JSON
import Storage
import Testing

@testable import Engine

@Suite("Cluster variables and the variable camunda")
struct ClusterVariableTests {
  /// A process that evaluates an expression into the variable `r`.
  private func machine(
    _ expression: String, _ variables: (ClusterVariable.ID, JSONValue)...
  ) throws -> Machine {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/><bpmn:scriptTask id="script"><bpmn:extensionElements>
      <zeebe:script expression="\(expression)" resultVariable="r"/></bpmn:extensionElements>
      </bpmn:scriptTask>\(flows("start -> script"))
      """)
    for (id, value) in variables {
      try machine.send(.changeClusterVariable(.set(id, value: value)))
    }
    return machine
  }

  private func result(_ machine: inout Machine, _ variables: JSONObject = [:]) throws -> JSONValue {
    let instance = try machine.start(variables)
    return machine.variables(instance)["r"] ?? "missing"
  }

  @Test(
    "a tenant's variable replaces the global one as a whole",
    arguments: [
      ("= camunda.vars.cluster.a.x", 1), ("= camunda.vars.tenant.a.y", 2),
      ("= camunda.vars.env.a.y", 2), ("= camunda.vars.env.a.x", nil),
      ("= camunda.vars.env.b", 3), ("= camunda.vars.cluster.b", 3),
      ("= camunda.vars.tenant.b", nil), ("= camunda.vars.env.missing", nil),
    ] as [(String, JSONValue)])
  func scopes(expression: String, expected: JSONValue) throws {
    var machine = try machine(
      expression, (.init("a"), ["x": 1]), (.init("a", .tenant), ["y": 2]), (.init("b"), 3))
    #expect(try result(&machine) == expected)
  }

  @Test("a change applies from the next evaluation on")
  func changes() throws {
    var machine = try machine("= camunda.vars.env.limit", (.init("limit"), 1))
    #expect(try result(&machine) == 1)
    try machine.send(.changeClusterVariable(.update(.init("limit"), value: 2, metadata: nil)))
    #expect(try result(&machine) == 2)
    try machine.send(.changeClusterVariable(.delete(.init("limit"))))
    #expect(try result(&machine) == .null)
  }

  @Test("a process variable named camunda hides everything")
  func hidden() throws {
    var machine = try machine("= camunda.vars", (.init("a"), 1))
    #expect(try result(&machine, ["camunda": ["vars": "own"]]) == "own")
  }

  @Test("an instance knows its key; a called one, its own")
  func instanceKey() throws {
    var machine = try machine("= camunda.processInstance.key")
    let call = """
      <bpmn:callActivity id="call"><bpmn:extensionElements>
      <zeebe:calledElement processId="p" propagateAllChildVariables="true"/>
      </bpmn:extensionElements></bpmn:callActivity>
      """
    try machine.deploy(
      file: bpmn(#"<bpmn:startEvent id="s"/>\#(call)\#(flows("s -> call"))"#, id: "caller"))
    guard
      case .instance(let caller) = try machine.send(
        .createInstance(CreateInstanceRequest(.id("caller"))))
    else { throw WrongReply() }
    let called = try #require(machine.instances.last)
    #expect(called.key != caller.key)
    #expect(machine.variables(caller.key) == ["r": .number(String(called.key))])
  }

  @Test("mappings, job types, conditions and timers read them, too")
  func everywhere() throws {
    var machine = Machine()
    try machine.send(.changeClusterVariable(.set(.init("unit"), value: "kg")))
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/><bpmn:serviceTask id="work"><bpmn:extensionElements>
      <zeebe:taskDefinition type="= &quot;weigh-&quot; + camunda.vars.env.unit"/>
      <zeebe:ioMapping><zeebe:input source="= camunda.vars.env.unit" target="unit"/>
      <zeebe:output source="= camunda.vars.env.unit" target="camunda.unit"/></zeebe:ioMapping>
      </bpmn:extensionElements></bpmn:serviceTask>
      <bpmn:exclusiveGateway id="which" default="which-other"/><bpmn:endEvent id="metric"/>
      <bpmn:endEvent id="other"/>\(flow("which", "metric", when: "= camunda.unit = \"kg\""))
      \(flows("start -> work -> which -> other"))
      """)
    let instance = try machine.start()
    #expect(try machine.job("weigh-kg").variables == ["unit": "kg"])
    try machine.send(
      .completeJob(
        JobReference(
          key: try #require(machine.state.jobs.keys.first), token: JobReference.anyToken), [:]))
    #expect(machine.completed.last == "metric")
    #expect(machine.variables(instance) == ["camunda": ["unit": "kg"]])
  }

  @Test("a job does not get the variable camunda")
  func jobs() throws {
    var machine = Machine()
    try machine.deploy(
      #"<bpmn:startEvent id="start"/>\#(task("work"))\#(flows("start -> work"))"#)
    try machine.start()
    let request = ActivateJobsRequest(
      type: "work", worker: "w", timeout: 1000, maximum: 1, fetchVariables: ["camunda"])
    guard case .jobs(let jobs) = try machine.send(.activateJobs(request)) else {
      throw WrongReply()
    }
    #expect(jobs.map(\.variables) == [[:]])
  }

  @Test("what exists cannot be created, and what does not exist cannot be changed")
  func refusals() throws {
    var machine = Machine()
    let variable = ClusterVariable(id: .init("a"), value: 1)
    try machine.send(.changeClusterVariable(.create(variable)))
    #expect(machine.refusal(.changeClusterVariable(.create(variable))) == .alreadyExists)
    let update = ClusterVariableCommand.update(.init("b"), value: 1, metadata: nil)
    #expect(machine.refusal(.changeClusterVariable(update)) == .notFound)
    let other = ClusterVariableCommand.delete(.init("a", .tenant))
    #expect(machine.refusal(.changeClusterVariable(other)) == .notFound)
  }

  @Test(
    "names and metadata are checked",
    arguments: [
      ("", [:]), ("a b", [:]), ("é", [:]), (String(repeating: "a", count: 257), [:]),
      ("a", ["m": true]), ("a", JSONObject((0...100).map { ("m\($0)", 1) })),
    ] as [(String, JSONObject)])
  func checks(name: String, metadata: JSONObject) {
    var machine = Machine()
    let variable = ClusterVariable(id: .init(name), value: 1, metadata: metadata)
    #expect(machine.refusal(.changeClusterVariable(.create(variable))) == .invalidArgument)
  }

  @Test("they survive a restart")
  func restart() async throws {
    let file = try TestFile()
    let variable = ClusterVariable(id: .init("a"), value: ["x": 1], metadata: ["owner": "ops"])
    for isFirst in [true, false, false] {
      let engine = try EmbeddedEngine(file: DataFile(path: file.path), clock: VirtualClock())
      if isFirst { try await engine.change(clusterVariable: .create(variable)) }
      #expect(try await engine.clusterVariables() == [variable])
      await engine.close()
    }
  }
}
