import EngineProtocol
import FEEL
import JSON
import Testing

@testable import Engine

struct ModificationTests {
  private typealias Activation = InstanceModification.Activation
  private typealias Move = InstanceModification.Move
  private typealias ScopeVariables = InstanceModification.ScopeVariables

  @Test("activates an element and terminates another")
  func activateAndTerminate() throws {
    var machine = try Machine.nested()
    let instance = try machine.start()
    let before = machine.active("before")[0]
    try machine.modify(
      instance,
      InstanceModification(activations: [Activation("after")], terminations: [.key(before)]))
    #expect(machine.activeIDs == ["after"])
    #expect(try machine.jobs("before").isEmpty)
    try machine.complete("after")
    #expect(machine.outcome(instance) == .completed)
  }

  @Test("an existing scope is used, a missing one is created")
  func scopes() throws {
    var machine = try Machine.nested()
    let instance = try machine.start(["key": "k"])
    try machine.modify(instance, InstanceModification(activations: [Activation("second")]))
    #expect(machine.activeIDs == ["before", "sub", "second"])
    #expect(machine.subscriptions.map(\.elementID) == ["event"])
    try machine.modify(instance, InstanceModification(activations: [Activation("first")]))
    #expect(machine.activeIDs == ["before", "sub", "second", "first"])
  }

  @Test("with several instances of a scope, an ancestor must be chosen")
  func severalScopes() throws {
    var machine = try Machine.nested()
    let instance = try machine.start(at: "sub", "sub", with: ["key": "k"])
    let scopes = machine.active("sub")
    let activation = Activation("second")
    #expect(
      machine.refusal(instance, InstanceModification(activations: [activation])) == .invalidArgument
    )
    try machine.modify(
      instance, InstanceModification(activations: [Activation("second", ancestor: scopes[1])]))
    #expect(machine.state.elements[machine.active("second")[0]]?.scope == scopes[1])
  }

  @Test("below a chosen ancestor, scopes are created even if there is one")
  func newScope() throws {
    var machine = try Machine.nested()
    let instance = try machine.start(at: "first", with: ["key": "k"])
    try machine.modify(
      instance, InstanceModification(activations: [Activation("second", ancestor: instance)]))
    #expect(machine.activeIDs == ["sub", "first", "sub", "second"])
  }

  @Test("an ancestor must be active, of this instance and around the element")
  func wrongAncestor() throws {
    var machine = try Machine.nested()
    let other = try machine.start()
    let instance = try machine.start(at: "first", with: ["key": "k"])
    for ancestor in [1, other, machine.active("first")[0], machine.active("before")[0]] {
      let activation = Activation("after", ancestor: ancestor)
      #expect(
        machine.refusal(instance, InstanceModification(activations: [activation]))
          == .invalidArgument)
    }
    let activation = Activation("second", ancestor: machine.active("sub")[0])
    let doomed = InstanceModification(activations: [activation], terminations: [.id("sub")])
    #expect(machine.refusal(instance, doomed) == .invalidArgument)
  }

  @Test("a scope that is still being activated is rejected")
  func inactiveScope() throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="s"/><bpmn:subProcess id="sub"><bpmn:extensionElements>
      <zeebe:executionListeners><zeebe:executionListener eventType="start" type="listen"/>
      </zeebe:executionListeners></bpmn:extensionElements>
      <bpmn:startEvent id="begin"/>\(task("work"))\(flows("begin -> work"))</bpmn:subProcess>
      \(flows("s -> sub"))
      """)
    let instance = try machine.start()
    #expect(machine.activeIDs == ["sub"])
    #expect(
      machine.refusal(instance, InstanceModification(activations: [Activation("work")]))
        == .invalidArgument)
  }

  @Test("a rejected instruction leaves nothing of the others behind")
  func atomic() throws {
    var machine = try Machine.nested()
    let instance = try machine.start()
    // The event of the sub-process needs `key`.
    for id in ["second", "nothing", "start", "event", "start-before"] {
      let modification = InstanceModification(
        activations: [Activation("after"), Activation(id)], terminations: [.id("before")])
      #expect(machine.refusal(instance, modification) == .invalidArgument)
      #expect(machine.activeIDs == ["before"])
    }
    for selection in [
      InstanceModification.ElementSelection.key(1), .id("nothing"), .id("after"),
      .key(instance + 99),
    ] {
      let modification = InstanceModification(
        activations: [Activation("after")], terminations: [selection])
      #expect(machine.refusal(instance, modification) == .invalidArgument)
    }
    #expect(machine.refusal(1, InstanceModification()) == .notFound)
    #expect(machine.refusal(machine.active("before")[0], InstanceModification()) == .notFound)
  }

  @Test("variables are local to the scope they are set in, before the activation")
  func variables() throws {
    var machine = try Machine.nested()
    let instance = try machine.start()
    let variables = [
      ScopeVariables(["key": "k"]), ScopeVariables(["y": 2], in: "sub"),
      ScopeVariables(["z": 3], in: "second"),
    ]
    try machine.modify(
      instance, InstanceModification(activations: [Activation("second", variables: variables)]))
    #expect(machine.variables(instance) == ["key": "k"])
    #expect(machine.subscriptions.map(\.correlationKey) == ["k"])
    #expect(machine.variables(in: "sub") == ["y": 2])
    #expect(machine.variables(in: "second") == ["z": 3])
    try machine.modify(
      instance,
      InstanceModification(activations: [
        Activation("first", variables: [ScopeVariables(["y": 4], in: "sub")])
      ]))
    #expect(machine.variables(in: "sub") == ["y": 4])
    let wrong = Activation("after", variables: [ScopeVariables(["y": 4], in: "sub")])
    #expect(
      machine.refusal(instance, InstanceModification(activations: [wrong])) == .invalidArgument)
  }

  @Test("scopes that become empty are terminated, up to the instance")
  func emptyScopes() throws {
    var machine = try Machine.nested()
    let instance = try machine.start(at: "first", with: ["key": "k"])
    try machine.modify(
      instance,
      InstanceModification(
        activations: [Activation("second")], terminations: [.id("first")]))
    #expect(machine.activeIDs == ["sub", "second"])
    try machine.modify(instance, InstanceModification(terminations: [.id("second")]))
    #expect(machine.outcome(instance) == .terminated)
    #expect(machine.state.elements.isEmpty && machine.state.subscriptions.isEmpty)
  }

  @Test("a called instance can be modified, but not ended")
  func called() throws {
    var machine = Machine()
    let child = bpmn(
      "<bpmn:startEvent id=\"b\"/>\(task("work"))\(task("more"))\(flows("b -> work -> more"))",
      id: "child")
    try machine.deploy(file: child, name: "child.bpmn")
    try machine.deploy(
      """
      <bpmn:startEvent id="s"/><bpmn:callActivity id="call"><bpmn:extensionElements>
      <zeebe:calledElement processId="child"/></bpmn:extensionElements></bpmn:callActivity>
      \(flows("s -> call"))
      """)
    let instance = try machine.start()
    let called = try #require(machine.instances.last?.key)
    let end = InstanceModification(terminations: [.id("work")])
    #expect(machine.refusal(called, end) == .invalidArgument)
    try machine.modify(
      called, InstanceModification(activations: [Activation("more")], terminations: [.id("work")]))
    try machine.complete("more")
    #expect(machine.outcome(instance) == .completed)
  }

  @Test("incidents of terminated elements are resolved, and timers and subscriptions closed")
  func cleanUp() throws {
    var machine = try Machine.nested()
    let instance = try machine.start()
    let job = try machine.job("before")
    try machine.send(.failJob(job.reference, JobFailure(retries: 0, message: "x")))
    #expect(machine.incidents.count == 1)
    try machine.modify(
      instance,
      InstanceModification(activations: [Activation("after")], terminations: [.id("before")]))
    #expect(machine.incidents.isEmpty && machine.state.jobs.count == 1)
  }
}

extension Machine {
  /// The local variables of the only instance of an element.
  func variables(in id: String) -> JSONObject? {
    active(id).first.flatMap { state.elements[$0]?.variables.json }
  }
}
