import EngineProtocol
import JSON
import Storage
import Testing

@testable import Engine

/// Files that jobs link to, deployed like processes.
struct LinkedResourceTests {
  private func file(_ name: String, _ text: String) -> DeploymentResource {
    DeploymentResource(name: name, bytes: Array(text.utf8))
  }

  private func process(_ attributes: String) -> DeploymentResource {
    DeploymentResource(
      name: "p.bpmn",
      bytes: bpmn(
        """
        <bpmn:startEvent id="start"/><bpmn:serviceTask id="work"><bpmn:extensionElements>
        <zeebe:taskDefinition type="work"/><zeebe:linkedResources>
        <zeebe:linkedResource \(attributes) resourceType="RPA" linkName="script"/>
        </zeebe:linkedResources></bpmn:extensionElements></bpmn:serviceTask>
        \(flows("start -> work"))
        """))
  }

  private func deploy(
    _ files: DeploymentResource..., to machine: inout Machine
  ) throws -> Deployment {
    guard case .deployment(let result) = try machine.send(.deploy(DeploymentCompiler.admit(files)))
    else { throw WrongReply() }
    return result
  }

  private func header(_ key: EngineKey) -> String {
    #"[{"resourceKey":"\#(key)","resourceType":"RPA","linkName":"script"}]"#
  }

  @Test("a job has a header with the resource that is the newest when it is created")
  func latest() throws {
    var machine = Machine()
    let first = try deploy(
      process(#"resourceId="bot""#), file("any.rpa", #"{"id": "bot"}"#), to: &machine)
    try machine.start()
    let second = try deploy(file("any.rpa", #"{"id": "bot", "x": 1}"#), to: &machine)
    try machine.start()
    #expect(first.resources.map(\.version) == [1] && second.resources.map(\.version) == [2])
    let keys = (first.resources + second.resources).map(\.key)
    #expect(
      try machine.jobs("work").map { $0.headers[LinkedResource.header] } == keys.map(header))
  }

  @Test("a file of any other kind has its name as id")
  func otherKinds() throws {
    var machine = Machine()
    let deployment = try deploy(
      process(#"resourceId="=name""#), file("notes/a.txt", "x"), file("Makefile", "y"),
      to: &machine)
    #expect(deployment.resources.map(\.id) == ["a.txt", "Makefile"])
    try machine.start(["name": "Makefile"])
    #expect(
      try machine.job("work").headers[LinkedResource.header]
        == header(deployment.resources[1].key))
  }

  @Test("a binding selects the version of the deployment, or the newest with a tag")
  func bindings() throws {
    var machine = Machine()
    let first = try deploy(
      process(#"resourceId="bot" bindingType="deployment""#),
      file("b.rpa", #"{"id": "bot", "versionTag": "v1"}"#), to: &machine)
    _ = try deploy(file("b.rpa", #"{"id": "bot"}"#), to: &machine)
    try machine.start()
    _ = try deploy(
      process(#"resourceId="bot" bindingType="versionTag" versionTag="v1""#), to: &machine)
    try machine.start()
    let wanted = header(first.resources[0].key)
    #expect(
      try machine.jobs("work").map { $0.headers[LinkedResource.header] } == [wanted, wanted])
  }

  @Test("a missing resource raises an incident, which is resolved once it is deployed")
  func missing() throws {
    var machine = Machine()
    _ = try deploy(process(#"resourceId="bot""#), to: &machine)
    try machine.start()
    let incident = try #require(machine.incidents.first)
    #expect(incident.type == "RESOURCE_NOT_FOUND" && incident.message.contains("'bot'"))
    _ = try deploy(file("b.rpa", #"{"id": "bot"}"#), to: &machine)
    try machine.send(.resolveIncident(incident.key))
    #expect(try machine.jobs("work").count == 1)
  }

  @Test("files that do not change make no new version, unless another one does")
  func versions() throws {
    var machine = Machine()
    let a = file("a.txt", "1")
    let first = try deploy(a, file("b.txt", "1"), to: &machine)
    #expect(try deploy(a, file("b.txt", "1"), to: &machine).key == first.key)
    let second = try deploy(a, file("b.txt", "2"), to: &machine)
    #expect(second.resources.map(\.version) == [2, 2])
    #expect(try deploy(a, to: &machine).resources.map(\.version) == [3])
  }

  @Test(
    "a deployment whose resources have no id, or the same, is rejected",
    arguments: [
      (["a.rpa": "{}"], "no id"), (["a.rpa": "no"], "not valid JSON"),
      (["a.rpa": #"{"id": "x"}"#, "b.rpa": #"{"id": "x"}"#], "'x' too"),
    ])
  func invalid(files: [String: String], words: String) {
    let resources = files.sorted { $0.key < $1.key }.map { file($0.key, $0.value) }
    let error = #expect(throws: EngineError.self) { try DeploymentCompiler.admit(resources) }
    #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
  }

  @Test("a resource bound to the deployment must be in it")
  func notInDeployment() {
    let error = #expect(throws: EngineError.self) {
      try DeploymentCompiler.admit([process(#"resourceId="bot" bindingType="deployment""#)])
    }
    #expect(error?.message.contains("no resource with the id 'bot'") == true)
  }

  @Test("a resource survives a restart", .timeLimit(.minutes(1)))
  func stored() async throws {
    let file = try TestFile()
    var engine = try EmbeddedEngine(file: DataFile(path: file.path), clock: VirtualClock())
    let bot = self.file("b.rpa", #"{"id": "bot"}"#)
    let deployment = try await engine.deploy([process(#"resourceId="bot""#), bot])
    await engine.close()
    engine = try EmbeddedEngine(file: DataFile(path: file.path), clock: VirtualClock())
    _ = try await engine.createInstance(CreateInstanceRequest(.id("p")))
    let jobs = try await engine.activateJobs(
      ActivateJobsRequest(type: "work", worker: "w", timeout: 1000, maximum: 1))
    #expect(
      jobs.first?.headers[LinkedResource.header] == header(deployment.resources[0].key))
    await engine.close()
  }
}
