import EngineProtocol
import JSON
import Testing

@testable import Engine

struct MoveTests {
  private typealias Move = InstanceModification.Move
  private typealias Activation = InstanceModification.Activation

  @Test("every instance of an element is moved")
  func byID() throws {
    var machine = try Machine.nested()
    let instance = try machine.start(at: "before", "before")
    try machine.modify(
      instance,
      InstanceModification(moves: [
        Move(.id("before"), to: "after", variables: [.init(["x": 1], in: "after")])
      ]))
    #expect(machine.activeIDs == ["after", "after"])
    #expect(machine.variables(in: "after") == ["x": 1])
  }

  @Test("one instance is moved by its key")
  func byKey() throws {
    var machine = try Machine.nested()
    let instance = try machine.start(at: "before", "before")
    let key = machine.active("before")[0]
    try machine.modify(
      instance, InstanceModification(moves: [Move(.key(key), to: "after")]))
    #expect(machine.activeIDs == ["before", "after"])
  }

  @Test("a source that is unknown, of another instance or moved twice is rejected")
  func wrongSource() throws {
    var machine = try Machine.nested()
    try machine.start(at: "after")
    let instance = try machine.start()
    let other = machine.active("after")[0]
    for moves in [
      [Move(.id("nothing"), to: "after")], [Move(.id("after"), to: "before")],
      [Move(.key(other), to: "after")], [Move(.id("before"), to: "nothing")],
      [Move(.id("before"), to: "start")],
      [Move(.id("before"), to: "after"), Move(.id("before"), to: "sub")],
    ] {
      #expect(machine.refusal(instance, InstanceModification(moves: moves)) == .invalidArgument)
    }
  }

  /// Two sub-processes with `first`, in a loop.
  private func loop() throws -> (Machine, EngineKey) {
    var machine = try Machine.nested(loop: Machine.loopOverItems)
    let instance = try machine.start(at: "sub", with: ["items": [1, 2], "key": "k"])
    return (machine, instance)
  }

  @Test("within a loop, the scope of the source or the inferred one is the instance of the loop")
  func inLoop() throws {
    for ancestor in [InstanceModification.Ancestor.sourceParent, .inferred] {
      var (machine, instance) = try loop()
      let scopes = machine.active("first").map { machine.state.elements[$0]?.scope }
      try machine.modify(
        instance,
        InstanceModification(moves: [Move(.id("first"), to: "second", ancestor: ancestor)]))
      #expect(machine.active("second").map { machine.state.elements[$0]?.scope } == scopes)
      #expect(machine.active("first").isEmpty)
      for job in try machine.jobs("second") { try machine.send(.completeJob(job.reference, [:])) }
      try machine.complete("after")
      #expect(machine.outcome(instance) == .completed)
    }
  }

  @Test("within a loop, a move without ancestor is rejected")
  func loopWithoutAncestor() throws {
    var (machine, instance) = try loop()
    let move = Move(.id("first"), to: "second")
    #expect(machine.refusal(instance, InstanceModification(moves: [move])) == .invalidArgument)
  }

  @Test("out of a loop, the inferred scope is the common one; the source's own does not fit")
  func outOfLoop() throws {
    var (machine, instance) = try loop()
    let wrong = Move(.id("first"), to: "after", ancestor: .sourceParent)
    #expect(machine.refusal(instance, InstanceModification(moves: [wrong])) == .invalidArgument)
    let move = Move(.id("first"), to: "after", ancestor: .inferred)
    try machine.modify(instance, InstanceModification(moves: [move]))
    #expect(machine.activeIDs == ["after", "after"])
  }

  @Test("a loop is moved as a whole")
  func wholeLoop() throws {
    var (machine, instance) = try loop()
    try machine.modify(instance, InstanceModification(moves: [Move(.id("sub"), to: "after")]))
    #expect(machine.activeIDs == ["after"])
  }

  @Test("an instance of a loop can be terminated; the loop completes without it")
  func terminated() throws {
    var (machine, instance) = try loop()
    let key = machine.active("first")[0]
    try machine.modify(instance, InstanceModification(terminations: [.key(key)]))
    try machine.complete("first")
    try machine.complete("second")
    try machine.complete("after")
    #expect(machine.outcome(instance) == .completed)
  }

  @Test("with the body of a loop as ancestor, one more instance is created")
  func body() throws {
    var (machine, instance) = try loop()
    let body = machine.active("sub")[0]
    try machine.modify(
      instance, InstanceModification(activations: [Activation("second", ancestor: body)]))
    #expect(machine.active("sub").count == 4 && machine.active("second").count == 1)
    try machine.complete("second")
    for id in ["first", "second"] {
      for job in try machine.jobs(id) { try machine.send(.completeJob(job.reference, [:])) }
    }
    try machine.complete("after")
    #expect(machine.outcome(instance) == .completed)
  }

  @Test("an element that is itself a loop can be activated, one inside a new loop cannot")
  func loopAsTarget() throws {
    var machine = try Machine.nested(loop: Machine.loopOverItems)
    let instance = try machine.start(["items": [1], "key": "k"])
    let inside = Activation("first", ancestor: instance)
    #expect(
      machine.refusal(instance, InstanceModification(activations: [inside])) == .invalidArgument)
    try machine.modify(
      instance, InstanceModification(activations: [Activation("sub", ancestor: instance)]))
    #expect(machine.activeIDs == ["before", "sub", "sub", "first"])
  }
}
