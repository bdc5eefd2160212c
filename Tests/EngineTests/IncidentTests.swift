import EngineProtocol
import JSON
import Testing

@testable import Engine

@Suite("Incidents")
struct IncidentTests {
  /// A service task `work` with parts of its extensions, and boundary events.
  private func machine(type: String = "work", _ mappings: String = "", _ events: String = "") throws
    -> Machine
  {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/><bpmn:serviceTask id="work"><bpmn:extensionElements>
      <zeebe:taskDefinition type="\(type)"/><zeebe:ioMapping>\(mappings)</zeebe:ioMapping>
      </bpmn:extensionElements></bpmn:serviceTask>\(events)<bpmn:endEvent id="end"/>
      \(flows("start -> work -> end"))
      """)
    return machine
  }

  private func set(_ machine: inout Machine, _ name: String, _ value: JSONValue) throws {
    try machine.send(.changeClusterVariable(.set(ClusterVariable.ID(name), value: value)))
  }

  private func resolve(_ machine: inout Machine) throws {
    try machine.send(.resolveIncident(try #require(machine.incidents.first?.key)))
  }

  @Test(
    "the message names the expression, the value and what to do",
    arguments: [
      (
        "= kind", JSONObject(),
        "'= kind' evaluates to null, but must be a string. "
          + "Correct 'kind', then resolve the incident."
      ),
      (
        "= order.type + suffix", ["order": ["type": 1], "suffix": 2],
        "'= order.type + suffix' evaluates to 3, but must be a string. "
          + "Correct 'order.type' or 'suffix', then resolve the incident."
      ),
      (
        "42", [:],
        "'42' evaluates to 42, but must be a string. "
          + "Correct the diagram, and start a new instance."
      ),
    ] as [(String, JSONObject, String)])
  func message(type: String, variables: JSONObject, message: String) throws {
    var machine = try machine(type: type)
    try machine.start(variables)
    #expect(machine.incidents.map(\.type) == ["EXTRACT_VALUE_ERROR"])
    #expect(machine.incidents.first?.message == message)
  }

  @Test("a long value is shortened in the message")
  func longValue() throws {
    var machine = try machine(type: "= list")
    try machine.start(["list": .array(Array(repeating: "item", count: 1000))])
    let message = try #require(machine.incidents.first?.message)
    #expect(message.count < 400 && message.contains("…, but must be a string."))
  }

  @Test("a failing mapping is named, and so are the conditions that are not true")
  func failures() throws {
    var machine = try machine(#"<zeebe:input source="=assert(x, x != null)" target="b"/>"#)
    try machine.start()
    let mapping = try #require(machine.incidents.first?.message)
    #expect(mapping.hasPrefix("'=assert(x, x != null)' cannot be evaluated: "))
    #expect(mapping.hasSuffix("Correct 'x', then resolve the incident."))
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/><bpmn:exclusiveGateway id="which"/><bpmn:endEvent id="a"/>
      <bpmn:endEvent id="b"/>\(flow("which", "a", when: "= n &gt; 1"))
      \(flow("which", "b", when: "= n &lt; 1"))\(flows("start -> which"))
      """)
    try machine.start(["n": 1])
    #expect(
      machine.incidents.last?.message
        == "No condition of \"which\" is true ('= n > 1', '= n < 1'), and it has no default flow. "
        + "Correct 'n', then resolve the incident.")
  }

  @Test("resolving repeats the whole activation, from the input mappings on")
  func activation() throws {
    var machine = try machine(
      type: "= kind", #"<zeebe:input source="= camunda.vars.env.kind" target="kind"/>"#)
    try machine.start()
    try set(&machine, "kind", "weigh")
    try resolve(&machine)
    #expect(machine.incidents.isEmpty)
    #expect(try machine.job("weigh").variables == ["kind": "weigh"])
  }

  @Test("until then no job exists and no boundary event is open")
  func boundary() throws {
    let event = { (id: String, delay: String) in
      """
      <bpmn:boundaryEvent id="\(id)" attachedToRef="work"><bpmn:timerEventDefinition>
      <bpmn:timeDuration>\(delay)</bpmn:timeDuration></bpmn:timerEventDefinition>
      </bpmn:boundaryEvent>
      """
    }
    var machine = try machine("", event("a", "PT1H") + event("b", "= camunda.vars.env.delay"))
    try machine.start()
    #expect(machine.incidents.map(\.type) == ["EXTRACT_VALUE_ERROR"])
    #expect(machine.state.jobs.isEmpty && machine.state.timers.isEmpty)
    try set(&machine, "delay", "PT2H")
    try resolve(&machine)
    #expect(machine.state.jobs.count == 1 && machine.state.timers.count == 2)
  }

  @Test("resolving repeats only the completion of an element whose work is done")
  func completion() throws {
    var machine = try machine(
      #"<zeebe:output source="= assert(camunda.vars.env.ok, camunda.vars.env.ok)" target="r"/>"#)
    let instance = try machine.start()
    try machine.complete("work", ["n": 1])
    #expect(machine.incidents.map(\.type) == ["IO_MAPPING_ERROR"])
    try set(&machine, "ok", true)
    try resolve(&machine)
    #expect(machine.outcome(instance) == .completed)
    #expect(machine.variables(instance) == ["r": true])
    #expect(machine.trace.filter { $0.action == .jobCreated }.count == 1)
  }

  @Test("what fails again is a new incident")
  func again() throws {
    var machine = try machine(type: "= kind")
    try machine.start()
    let first = try #require(machine.incidents.first?.key)
    try resolve(&machine)
    #expect(machine.incidents.count == 1 && machine.incidents[0].key > first)
    #expect(machine.refusal(.resolveIncident(first)) == .notFound)
  }

  @Test("the end of an element resolves its incident")
  func termination() throws {
    var machine = try machine(type: "= kind")
    let instance = try machine.start()
    try machine.send(.cancelInstance(instance))
    #expect(machine.incidents.isEmpty && machine.state.incidents.isEmpty)
    #expect(machine.trace.contains { $0.action == .incidentResolved })
  }

  @Test("resolving an uncaught error makes the job available again")
  func uncaughtError() throws {
    var machine = try machine()
    let instance = try machine.start()
    try machine.send(.throwError(try machine.job("work").reference, JobError(code: "E")))
    #expect(machine.incidents.map(\.type) == ["UNHANDLED_ERROR_EVENT"])
    #expect(try machine.jobs("work").isEmpty)
    try resolve(&machine)
    try machine.complete("work")
    #expect(machine.outcome(instance) == .completed)
  }

  @Test("a job without retries and without a message says what to do")
  func noRetries() throws {
    var machine = try machine()
    try machine.start()
    let job = try machine.job("work").reference
    try machine.send(.failJob(job, JobFailure(retries: 0, message: "")))
    #expect(machine.incidents.first?.message.contains("Set its retries") == true)
    let incident = try #require(machine.incidents.first?.key)
    #expect(machine.refusal(.resolveIncident(incident)) == .invalidState)
  }
}
