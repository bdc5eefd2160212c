import EngineProtocol
import JSON
import Testing

@testable import Engine

struct CallActivityTests {
  /// `p` calls `child`, which has the task `work`.
  private func machine(
    _ attributes: String = "", mappings: String = "", boundary: String = ""
  ) throws -> Machine {
    var machine = Machine()
    let child = bpmn(
      """
      <bpmn:startEvent id="begin"/>\(task("work"))\(flows("begin -> work"))
      """, id: "child")
    try machine.deploy(file: child, name: "child.bpmn")
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/>
      <bpmn:callActivity id="call"><bpmn:extensionElements>
        <zeebe:calledElement processId="=called" \(attributes)/>
        <zeebe:ioMapping>\(mappings)</zeebe:ioMapping>
      </bpmn:extensionElements></bpmn:callActivity><bpmn:endEvent id="end"/>
      \(flows("start -> call -> end"))\(boundary)
      """, definitions: #"<bpmn:error id="e" errorCode="E"/>"#)
    return machine
  }

  @Test("calls can be nested up to a thousand levels")
  func depth() throws {
    var machine = Machine(visitLimit: 10_000)
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/><bpmn:exclusiveGateway id="more" default="more-end"/>
      <bpmn:callActivity id="call"><bpmn:extensionElements>
        <zeebe:calledElement processId="p"/><zeebe:ioMapping>
        <zeebe:input source="=depth - 1" target="depth"/></zeebe:ioMapping>
      </bpmn:extensionElements></bpmn:callActivity><bpmn:endEvent id="end"/>
      \(flows("start -> more -> end", "call -> end"))
      \(flow("more", "call", when: "=depth &gt; 0"))
      """)
    let allowed = try machine.start(["depth": 150])
    #expect(machine.outcome(allowed) == .completed)
    try machine.start(["depth": 1100])
    #expect(machine.incidents.map(\.type) == ["CALLED_ELEMENT_ERROR"])
  }

  @Test("the called process gets the variables and returns its own")
  func passesAll() throws {
    var machine = try machine()
    let instance = try machine.start(["called": "child", "a": 1])
    #expect(try machine.job("work").variables == ["called": "child", "a": 1])
    let job = try #require(machine.state.jobs.keys.first)
    let reference = JobReference(key: job, token: JobReference.anyToken)
    try machine.send(.completeJob(reference, ["b": 2]))
    #expect(machine.completed == ["start", "begin", "work", "call", "end"])
    #expect(machine.variables(instance) == ["called": "child", "a": 1, "b": 2])
    #expect(machine.state.elements.isEmpty)
  }

  @Test("it can get only local variables and return only mapped ones")
  func passesSome() throws {
    var machine = try machine(
      #"propagateAllParentVariables="false" propagateAllChildVariables="false""#,
      mappings: """
        <zeebe:input source="=a + 1" target="x"/><zeebe:output source="=b" target="c"/>
        """)
    let instance = try machine.start(["called": "child", "a": 1])
    #expect(try machine.job("work").variables == ["x": 2])
    let job = try #require(machine.state.jobs.keys.first)
    let reference = JobReference(key: job, token: JobReference.anyToken)
    try machine.send(.completeJob(reference, ["b": 2]))
    #expect(machine.variables(instance) == ["called": "child", "a": 1, "c": 2])
  }

  @Test("without propagation or mappings nothing is returned")
  func takesNothing() throws {
    var machine = try machine(#"propagateAllChildVariables="false""#)
    let instance = try machine.start(["called": "child"])
    try machine.complete("work", ["b": 2])
    #expect(machine.variables(instance) == ["called": "child"])
  }

  @Test("an error of the called process can be caught on the call activity")
  func error() throws {
    var machine = try machine(
      boundary: """
        <bpmn:boundaryEvent id="caught" attachedToRef="call"><bpmn:errorEventDefinition
        errorRef="e"/></bpmn:boundaryEvent><bpmn:endEvent id="bad"/>\(flows("caught -> bad"))
        """)
    let instance = try machine.start(["called": "child"])
    let job = try machine.job("work").reference
    try machine.send(.throwError(job, JobError(code: "E")))
    #expect(machine.completed == ["start", "begin", "caught", "bad"])
    #expect(machine.outcome(instance) == .completed)
    #expect(machine.state.elements.isEmpty && machine.state.jobs.isEmpty)
  }

  @Test("canceling also cancels the called process, which cannot be canceled alone")
  func cancel() throws {
    var machine = try machine()
    let instance = try machine.start(["called": "child"])
    let child = try #require(machine.instances.last?.key)
    #expect(throws: EngineError.self) { try machine.send(.cancelInstance(child)) }
    try machine.send(.cancelInstance(instance))
    #expect(machine.outcome(child) == .terminated)
    #expect(machine.state.elements.isEmpty)
  }

  @Test("a missing process raises an incident that can be resolved after deploying it")
  func missing() throws {
    var machine = try machine()
    let instance = try machine.start(["called": "other"])
    #expect(machine.incidents.map(\.type) == ["CALLED_ELEMENT_ERROR"])
    try machine.deploy(
      file: bpmn(#"<bpmn:startEvent id="s"/>"#, id: "other"), name: "other.bpmn")
    try machine.send(.resolveIncident(machine.incidents[0].key))
    #expect(machine.outcome(instance) == .completed)
  }

  @Test("a process that calls itself endlessly raises an incident")
  func recursion() throws {
    var machine = try machine()
    let instance = try machine.start(["called": "p"])
    #expect(machine.incidents.map(\.type) == ["CALLED_ELEMENT_ERROR"])
    try machine.send(.cancelInstance(instance))
    #expect(machine.state.elements.isEmpty)
  }
}
