import EngineProtocol
import FEEL
import JSON
import Testing

@testable import Engine

@Suite("Compatibility with settings and defects of Zeebe")
struct CompatibilityTests {
  private func machine(_ mappings: String, _ compatibility: EngineCompatibility) throws -> Machine {
    var machine = Machine(compatibility: compatibility)
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/>\(task("work", mappings: mappings))\(flows("start -> work"))
      """)
    return machine
  }

  private func input(_ source: String, _ target: String) -> String {
    #"<zeebe:input source="\#(source)" target="\#(target)"/>"#
  }

  private func output(_ source: String, _ target: String) -> String {
    #"<zeebe:output source="\#(source)" target="\#(target)"/>"#
  }

  /// The job's variables after input mappings.
  private func inputs(
    _ mode: EngineCompatibility.MappingMode, _ mappings: String...
  ) throws -> JSONObject {
    var machine = try machine(mappings.joined(), EngineCompatibility(mappingMode: mode))
    try machine.start()
    return try machine.job("work").variables
  }

  /// The instance's variables after output mappings.
  private func outputs(
    _ mode: EngineCompatibility.MappingMode, _ variables: JSONObject, _ mappings: String...
  ) throws -> JSONValue {
    var machine = try machine(mappings.joined(), EngineCompatibility(mappingMode: mode))
    let instance = try machine.start(variables)
    try machine.complete("work", ["r": 7])
    return machine.variables(instance)
  }

  @Test("a mapping that is defined again keeps its first position, or is evaluated in its place")
  func redefinition() throws {
    let mappings = [input("= 1", "a"), input("= a", "b"), input("= 2", "a")]
    #expect(try inputs(.combined, mappings.joined()) == ["a": 2, "b": 2])
    #expect(try inputs(.ordered, mappings.joined()) == ["a": 2, "b": 1])
  }

  @Test("mappings with the same root are one value, or a value that grows")
  func regrouping() throws {
    let mappings = [input("= 1", "a.x"), input("= a", "b"), input("= 2", "a.y")]
    #expect(
      try inputs(.combined, mappings.joined()) == ["a": ["x": 1, "y": 2], "b": ["x": 1, "y": 2]])
    #expect(
      try inputs(.ordered, mappings.joined()) == ["a": ["x": 1, "y": 2], "b": ["x": 1]])
  }

  @Test("a nested target replaces an earlier mapping of its root, or extends it")
  func replacing() throws {
    let mappings = [input("= {x: 1}", "a"), input("= 2", "a.y")]
    #expect(try inputs(.combined, mappings.joined()) == ["a": ["y": 2]])
    #expect(try inputs(.ordered, mappings.joined()) == ["a": ["x": 1, "y": 2]])
  }

  @Test("in order, a nested target replaces a value that is not a context")
  func scalar() throws {
    #expect(
      try inputs(.ordered, input("= 1", "a"), input("= 2", "a.b.c")) == ["a": ["b": ["c": 2]]])
  }

  @Test(
    "outputs are merged into existing contexts in both modes",
    arguments: EngineCompatibility.MappingMode.allCases)
  func merging(mode: EngineCompatibility.MappingMode) throws {
    let result = try outputs(
      mode, ["a": ["x": 1, "in": ["z": 3]], "n": 1], output("= r", "a.y"), output("= r", "a.in.w"),
      output("= r", "n.m"))
    #expect(result["a"] == ["x": 1, "in": ["z": 3, "w": 7], "y": 7])
    #expect(result["n"] == .some(.null))
  }

  @Test("in order, each output sees the results of those before it")
  func outputOrder() throws {
    let mappings = output("= r", "a.x") + output("= a", "b") + output("= r + 1", "a.x")
    #expect(try outputs(.ordered, [:], mappings) == ["a": ["x": 8], "b": ["x": 7]])
    #expect(try outputs(.combined, [:], mappings) == ["a": ["x": 8], "b": ["x": 8]])
  }

  @Test(
    "a failing mapping raises an incident, and none is applied",
    arguments: EngineCompatibility.MappingMode.allCases)
  func failure(mode: EngineCompatibility.MappingMode) throws {
    var machine = try machine(
      input("= 1", "a") + input("= assert(x, x != null)", "b"),
      EngineCompatibility(mappingMode: mode))
    let instance = try machine.start()
    #expect(machine.incidents.map(\.type) == ["IO_MAPPING_ERROR"])
    #expect(
      machine.state.elements.keys.allSatisfy {
        machine.state.elements[$0]?.variables.isEmpty == true
      })
    #expect(machine.outcome(instance) == .active)
  }

  @Test(
    "a result that equals the local variable of its name leaks only on request",
    arguments: [(true, 1, ["b": 1]), (false, 1, [:]), (true, 2, [:]), (false, 2, [:])]
      as [(Bool, JSONValue, JSONValue)])
  func equalValue(leaks: Bool, result: JSONValue, expected: JSONValue) throws {
    var machine = try machine(
      input("= 1", "b"), EngineCompatibility(leaksEqualValues: leaks))
    let instance = try machine.start()
    try machine.complete("work", ["b": result])
    #expect(machine.variables(instance) == expected)
  }

  @Test("a leaking value overwrites the variable of an outer scope")
  func overwriting() throws {
    var machine = try machine(
      input("= 1", "b"), EngineCompatibility(leaksEqualValues: true))
    let instance = try machine.start(["b": 5])
    try machine.complete("work", ["b": 1])
    #expect(machine.variables(instance) == ["b": 1])
  }
}
