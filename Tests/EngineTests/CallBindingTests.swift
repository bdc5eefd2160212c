import Diagnostics
import EngineProtocol
import JSON
import Testing

@testable import Engine

/// Which version of a process a call activity calls.
struct CallBindingTests {
  private func caller(_ attributes: String) -> DeploymentResource {
    DeploymentResource(
      name: "p.bpmn",
      bytes: bpmn(
        """
        <bpmn:startEvent id="start"/><bpmn:callActivity id="call"><bpmn:extensionElements>
        <zeebe:calledElement \(attributes)/></bpmn:extensionElements></bpmn:callActivity>
        \(flows("start -> call"))
        """))
  }

  /// A process `q` that sets `version`.
  private func called(_ version: Int, tag: String? = nil) -> DeploymentResource {
    let extensions = tag.map {
      "<bpmn:extensionElements><zeebe:versionTag value=\"\($0)\"/></bpmn:extensionElements>"
    }
    return DeploymentResource(
      name: "q.bpmn",
      bytes: bpmn(
        """
        \(extensions ?? "")<bpmn:startEvent id="begin"/>
        <bpmn:scriptTask id="set"><bpmn:extensionElements>
        <zeebe:script expression="=\(version)" resultVariable="version"/>
        </bpmn:extensionElements></bpmn:scriptTask>\(flows("begin -> set"))
        """, id: "q"))
  }

  private func deploy(_ files: DeploymentResource..., to machine: inout Machine) throws {
    try machine.send(.deploy(DeploymentCompiler.admit(files)))
  }

  @Test("the binding deployment calls the version deployed with the caller")
  func deployment() throws {
    var machine = Machine()
    let caller = caller(#"processId="q" bindingType="deployment""#)
    try deploy(caller, called(1), to: &machine)
    try deploy(called(2), to: &machine)
    let first = try machine.start()
    #expect(machine.variables(first)["version"] == 1)
    try deploy(caller, called(3), to: &machine)
    let second = try machine.start()
    #expect(machine.variables(second)["version"] == 3)
  }

  @Test("the binding versionTag calls the newest version with the tag")
  func versionTag() throws {
    var machine = Machine()
    try deploy(called(1, tag: "stable"), to: &machine)
    try deploy(called(2, tag: "stable"), to: &machine)
    try deploy(called(3, tag: "next"), to: &machine)
    try deploy(
      caller(#"processId="q" bindingType="versionTag" versionTag="stable""#), to: &machine)
    let instance = try machine.start()
    #expect(machine.variables(instance)["version"] == 2)
  }

  @Test("the binding latest calls the newest version at that time")
  func latest() throws {
    var machine = Machine()
    try deploy(caller(#"processId="=id" bindingType="latest""#), called(1), to: &machine)
    try deploy(called(2), to: &machine)
    let instance = try machine.start(["id": "q"])
    #expect(machine.variables(instance)["version"] == 2)
  }

  @Test(
    "a process that the binding does not find raises an incident",
    arguments: [
      #"processId="=id" bindingType="deployment""#,
      #"processId="q" bindingType="versionTag" versionTag="stable""#,
    ])
  func missing(attributes: String) throws {
    var machine = Machine()
    try deploy(called(1), to: &machine)
    try deploy(caller(attributes), to: &machine)
    try machine.start(["id": "q"])
    let incident = try #require(machine.incidents.first)
    #expect(incident.type == "CALLED_ELEMENT_ERROR" && incident.message.contains("'q'"))
  }

  @Test("a deployment without the process that it is bound to is rejected at the call activity")
  func incomplete() throws {
    let file = caller(#"processId="q" bindingType="deployment""#)
    let error = #expect(throws: EngineError.self) { try DeploymentCompiler.admit([file]) }
    #expect(error?.code == .invalidArgument)
    #expect(error?.diagnostics.map(\.element?.id) == ["call"])
    #expect(error?.message.contains("'q'") == true)
    _ = try DeploymentCompiler.admit([file, called(1)])
  }

  @Test("if one file of a deployment has changed, all get a new version")
  func versions() throws {
    var machine = Machine()
    let caller = caller(#"processId="q""#)
    func deploy(_ files: [DeploymentResource]) throws -> [Int] {
      guard
        case .deployment(let result) = try machine.send(.deploy(DeploymentCompiler.admit(files)))
      else { throw WrongReply() }
      return result.processes.map(\.version)
    }
    #expect(try deploy([caller, called(1)]) == [1, 1])
    #expect(try deploy([caller, called(1)]) == [1, 1])
    #expect(try deploy([caller, called(2)]) == [2, 2])
    #expect(try deploy([caller]) == [3], "a file is missing")
    #expect(try deploy([caller]) == [3])
    #expect(try deploy([caller, called(2)]) == [4, 3], "from two deployments")
  }
}
