import Diagnostics
import EngineProtocol
import Testing

@testable import Engine

/// Forms of user tasks, which are deployed like processes.
struct FormTests {
  private func form(_ text: String, name: String = "f.form") -> DeploymentResource {
    DeploymentResource(name: name, bytes: Array(text.utf8))
  }

  private func process(_ attributes: String, native: Bool = true) -> DeploymentResource {
    DeploymentResource(
      name: "p.bpmn",
      bytes: bpmn(
        """
        <bpmn:startEvent id="start"/>
        \(userTask("ask", "\(native ? "<zeebe:userTask/>" : "")<zeebe:formDefinition \(attributes)/>"))
        \(flows("start -> ask"))
        """))
  }

  private func deploy(
    _ files: DeploymentResource..., to machine: inout Machine
  ) throws -> Deployment {
    guard case .deployment(let result) = try machine.send(.deploy(DeploymentCompiler.admit(files)))
    else { throw WrongReply() }
    return result
  }

  @Test("a task keeps the form that was the newest when it was created")
  func latest() throws {
    var machine = Machine()
    let first = try deploy(process(#"formId="f""#), form(#"{"id": "f"}"#), to: &machine)
    try machine.start()
    let second = try deploy(form(#"{"id": "f", "components": []}"#), to: &machine)
    try machine.start()
    #expect(first.forms.map(\.version) == [1] && second.forms.map(\.version) == [2])
    let keys = (first.forms + second.forms).map(\.key)
    #expect(machine.userTasks.compactMap(\.form.key) == keys)
  }

  @Test("the bindings deployment and versionTag select other versions")
  func bindings() throws {
    var machine = Machine()
    for (attributes, version) in [
      (#"formId="f" bindingType="deployment""#, 1),
      (#"formId="=&quot;f&quot;" bindingType="versionTag" versionTag="good""#, 2),
    ] {
      machine = Machine()
      let forms = [
        try deploy(process(attributes), form(#"{"id": "f"}"#), to: &machine),
        try deploy(form(#"{"id": "f", "versionTag": "good"}"#), to: &machine),
        try deploy(form(#"{"id": "f", "versionTag": "bad"}"#), to: &machine),
      ].flatMap(\.forms)
      try machine.start()
      #expect(machine.userTasks.map(\.form.key) == [forms[version - 1].key])
    }
  }

  @Test("the job of a user task has the form's key as a header")
  func job() throws {
    var machine = Machine()
    let forms = try deploy(
      process(#"formId="f""#, native: false), form(#"{"id": "f"}"#), to: &machine
    ).forms
    try machine.start()
    let headers = try machine.job("io.camunda.zeebe:userTask").headers
    #expect(headers == ["io.camunda.zeebe:formKey": String(forms[0].key)])
  }

  @Test("a form that is not deployed raises an incident that can be resolved after deploying it")
  func missing() throws {
    var machine = Machine()
    _ = try deploy(process(#"formId="f""#), to: &machine)
    try machine.start()
    let incident = try #require(machine.incidents.first)
    #expect(incident.type == "FORM_NOT_FOUND" && incident.message.contains("'f'"))
    _ = try deploy(form(#"{"id": "f"}"#), to: &machine)
    try machine.send(.resolveIncident(incident.key))
    #expect(machine.userTasks.count == 1)
  }

  @Test(
    "a form without an id is rejected, and so is one with the id of another",
    arguments: [
      [#"{"components": []}"#], [#"{"id": ""}"#], [#"{"id": 1}"#], ["{"],
      [#"{"id": "f"}"#, #"{"id": "f"}"#],
    ])
  func invalid(texts: [String]) throws {
    let forms = texts.enumerated().map { form($1, name: "\($0).form") }
    let error = #expect(throws: EngineError.self) { try DeploymentCompiler.admit(forms) }
    #expect(error?.code == .invalidArgument)
    #expect(error?.diagnostics.map(\.location.source.path) == ["\(texts.count - 1).form"])
  }

  @Test("a deployment without the form that it is bound to is rejected")
  func incomplete() throws {
    let file = process(#"formId="f" bindingType="deployment""#)
    let error = #expect(throws: EngineError.self) { try DeploymentCompiler.admit([file]) }
    #expect(error?.diagnostics.map(\.element?.id) == ["ask"])
    _ = try DeploymentCompiler.admit([file, form(#"{"id": "f"}"#)])
  }
}
