import EngineProtocol
import JSON
import Storage
import Testing

@testable import Engine

struct ResourceDeletionTests {
  /// A version of process `p` that starts with a none, a message, a signal and a timer event.
  private static func version(_ name: String) -> [UInt8] {
    bpmn(
      """
      <bpmn:startEvent id="none"/>
      <bpmn:startEvent id="message"><bpmn:messageEventDefinition id="md" messageRef="m"/></bpmn:startEvent>
      <bpmn:startEvent id="signal"><bpmn:signalEventDefinition id="sd" signalRef="s"/></bpmn:startEvent>
      <bpmn:startEvent id="timer"><bpmn:timerEventDefinition>
        <bpmn:timeCycle>R/PT1H</bpmn:timeCycle></bpmn:timerEventDefinition></bpmn:startEvent>
      \(task(name))
      \(flows("none -> \(name)", "message -> \(name)", "signal -> \(name)", "timer -> \(name)"))
      """, definitions: message("m") + #"<bpmn:signal id="s" name="s"/>"#)
  }

  /// Deploys two versions; the first one has the task `old`, the second one `new`.
  private func machine() throws -> (Machine, old: EngineKey, new: EngineKey) {
    var machine = Machine()
    let old = try machine.deploy(file: Self.version("old")).processes[0].key
    let new = try machine.deploy(file: Self.version("new")).processes[0].key
    return (machine, old, new)
  }

  @Test("the version before the newest becomes the latest, and its start events open again")
  func reopened() throws {
    var (machine, _, new) = try machine()
    try machine.send(.deleteResource(new))
    try machine.start()
    try machine.publish("m")
    try machine.send(.broadcastSignal(BroadcastSignalRequest(name: "s")))
    try machine.advance(by: 3_600_000)
    #expect(machine.activeIDs == ["old", "old", "old", "old"])
  }

  @Test("deleting an older version leaves the start events of the newest")
  func older() throws {
    var (machine, old, _) = try machine()
    try machine.send(.deleteResource(old))
    try machine.publish("m")
    try machine.advance(by: 3_600_000)
    #expect(machine.activeIDs == ["new", "new"])
    #expect(
      machine.refusal(.createInstance(CreateInstanceRequest(.id("p", version: 1)))) == .notFound)
  }

  @Test("without another version, nothing starts the process any more")
  func last() throws {
    var (machine, old, new) = try machine()
    try machine.send(.deleteResource(old))
    try machine.send(.deleteResource(new))
    for choice in [CreateInstanceRequest.Definition.id("p"), .key(new), .id("p", version: 2)] {
      #expect(machine.refusal(.createInstance(CreateInstanceRequest(choice))) == .notFound)
    }
    try machine.publish("m")
    try machine.advance(by: 3_600_000)
    #expect(machine.state.elements.isEmpty && machine.state.definitions.isEmpty)
    #expect(machine.state.startTimers.isEmpty)
    #expect(machine.refusal(.deleteResource(new)) == .notFound)
  }

  @Test("a running version drains: its instances finish, then it is removed")
  func draining() throws {
    var (machine, old, new) = try machine()
    let instance = try machine.start()
    let other = try machine.start()
    try machine.send(.deleteResource(new))
    #expect(machine.state.draining == [new])
    #expect(machine.refusal(.deleteResource(new)) == .notFound)
    #expect(machine.refusal(.createInstance(CreateInstanceRequest(.key(new)))) == .notFound)
    try machine.send(.cancelInstance(other))
    #expect(machine.state.definitions[new] != nil)
    try machine.complete("new")
    #expect(machine.outcome(instance) == .completed)
    #expect(machine.state.definitions.keys.sorted() == [old] && machine.state.draining.isEmpty)
  }

  @Test("version numbers are not used again")
  func versions() throws {
    var (machine, _, new) = try machine()
    try machine.send(.deleteResource(new))
    #expect(try machine.deploy(file: Self.version("third")).processes.map(\.version) == [3])
  }

  @Test("a call of a deleted process raises an incident")
  func called() throws {
    var machine = Machine()
    let child = bpmn(
      "<bpmn:startEvent id=\"b\"/>\(task("work"))\(flows("b -> work"))", id: "child")
    let key = try machine.deploy(file: child, name: "child.bpmn").processes[0].key
    try machine.deploy(
      """
      <bpmn:startEvent id="s"/><bpmn:callActivity id="call"><bpmn:extensionElements>
      <zeebe:calledElement processId="child"/></bpmn:extensionElements></bpmn:callActivity>
      \(flows("s -> call"))
      """)
    try machine.send(.deleteResource(key))
    try machine.start()
    #expect(machine.incidents.map(\.type) == ["CALLED_ELEMENT_ERROR"])
  }

  @Test(
    "a form or another file is deleted, the version before it is used again",
    arguments: ["f.form", "f.rpa"])
  func document(name: String) throws {
    var machine = Machine()
    func deploy(_ text: String) throws -> DocumentDefinition {
      let file = DeploymentResource(name: name, bytes: Array(#"{"id":"f","text":"\#(text)"}"#.utf8))
      let command = Command.deploy(try DeploymentCompiler.admit([file]))
      guard case .deployment(let deployment) = try machine.send(command) else {
        throw WrongReply()
      }
      return try #require((deployment.forms + deployment.resources).first)
    }
    let (first, second) = (try deploy("one"), try deploy("two"))
    try machine.send(.deleteResource(second.key))
    let tables = [machine.state.forms, machine.state.resources]
    #expect(tables.flatMap(\.newest.values) == [first.key])
    #expect(try deploy("three").version == 3)
    #expect(machine.refusal(.deleteResource(second.key)) == .notFound)
  }

  @Test("queries show what became of a version, and which message start events are open")
  func queried() async throws {
    let engine = try EmbeddedEngine(clock: VirtualClock())
    var keys: [EngineKey] = []
    for id in ["old", "new"] {
      let resource = DeploymentResource(name: "p.bpmn", bytes: Self.version(id))
      keys += try await engine.deploy([resource]).processes.map(\.key)
    }
    let instance = try await engine.createInstance(CreateInstanceRequest(.id("p")))
    func states() async throws -> [String?] {
      try await engine.search(Query(.processDefinition)).items.map { $0.text(.state) }
    }
    try await engine.deleteResource(keys[1])
    #expect(try await states() == ["ACTIVE", "DRAINING"])
    let latest = Query(.processDefinition, where: [.equal(.isLatestVersion, .flag(true))])
    #expect(
      try await engine.search(latest).items.map { $0.key(.processDefinitionKey) } == [keys[0]])
    let open = Query(.messageSubscription, where: [.equal(.isOpen, .flag(true))])
    #expect(try await engine.search(open).items.map { $0.key(.processDefinitionKey) } == [keys[0]])
    try await engine.cancelInstance(instance.key)
    #expect(try await states() == ["ACTIVE", "DELETED"])
    try await engine.deleteResource(keys[0])
    #expect(try await states() == ["DELETED", "DELETED"])
    #expect(try await engine.search(open).items.isEmpty)
    await engine.close()
  }

  @Test("a deleted version is not listed, also after a restart")
  func listed() async throws {
    let file = try TestFile()
    var engine = try EmbeddedEngine(file: DataFile(path: file.path), clock: VirtualClock())
    var keys: [EngineKey] = []
    for id in ["old", "new"] {
      let resource = DeploymentResource(name: "p.bpmn", bytes: Self.version(id))
      keys += try await engine.deploy([resource]).processes.map(\.key)
    }
    let instance = try await engine.createInstance(CreateInstanceRequest(.id("p")))
    try await engine.deleteResource(keys[1])
    for _ in 1...2 {
      #expect(try await engine.processDefinitions().map(\.key) == [keys[0]])
      #expect(try await engine.instance(instance.key)?.definition.key == keys[1])
      await engine.close()
      engine = try EmbeddedEngine(file: DataFile(path: file.path), clock: VirtualClock())
    }
    #expect(try await engine.resource(of: keys[1]).bytes == Self.version("new"))
    await engine.close()
  }
}
