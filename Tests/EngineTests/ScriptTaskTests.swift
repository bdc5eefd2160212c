import EngineProtocol
import JSON
import Testing

@testable import Engine

struct ScriptTaskTests {
  private func machine(mappings: String = "") throws -> Machine {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/>
      <bpmn:scriptTask id="compute"><bpmn:extensionElements>
        <zeebe:script expression="=a * 2" resultVariable="b"/>
        <zeebe:ioMapping>\(mappings)</zeebe:ioMapping>
      </bpmn:extensionElements></bpmn:scriptTask>\(flows("start -> compute"))
      """)
    return machine
  }

  @Test("a script's value becomes a variable of the process")
  func result() throws {
    var machine = try machine()
    let instance = try machine.start(["a": 3])
    #expect(machine.variables(instance) == ["a": 3, "b": 6])
  }

  @Test("output mappings propagate only the variables they name")
  func outputs() throws {
    var machine = try machine(
      mappings: """
        <zeebe:input source="=10" target="a"/><zeebe:output source="=b + 1" target="c"/>
        """)
    let instance = try machine.start()
    #expect(machine.variables(instance) == ["c": 21])
  }
}
