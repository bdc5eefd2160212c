import EngineProtocol
import JSON
import Testing

@testable import Engine

@Suite("Where variables go")
struct VariablePropagationTests {
  private func machine(_ mappings: String = "", _ events: String = "") throws -> Machine {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/>\(task("work", mappings: mappings))\(events)
      <bpmn:endEvent id="end"/>\(flows("start -> work -> end"))
      """)
    return machine
  }

  @Test("the variables of a failed job are local to its element, and the next attempt sees them")
  func failedJob() throws {
    var machine = try machine()
    let instance = try machine.start(["n": 1])
    let failure = JobFailure(retries: 1, message: "", variables: ["n": 2, "m": 3])
    try machine.send(.failJob(try machine.job("work").reference, failure))
    #expect(machine.variables(instance) == ["n": 1])
    #expect(try machine.job("work").variables == ["n": 2, "m": 3])
  }

  @Test("an equal value is no change")
  func equalValue() throws {
    var machine = try machine()
    try machine.start(["n": 1])
    let known = machine.trace.filter { $0.action == .variablesSet }.count
    try machine.complete("work", ["n": 1])
    #expect(machine.trace.filter { $0.action == .variablesSet }.count == known)
  }

  @Test(
    "the variables of an error stay in the boundary event; only mapped ones leave it",
    arguments: [
      ("", [:]), (#"<zeebe:output source="= why" target="reason"/>"#, ["reason": "late"]),
    ] as [(String, JSONObject)])
  func error(mappings: String, expected: JSONObject) throws {
    var machine = try machine(
      "",
      """
      <bpmn:boundaryEvent id="caught" attachedToRef="work"><bpmn:extensionElements>
      <zeebe:ioMapping>\(mappings)</zeebe:ioMapping></bpmn:extensionElements>
      <bpmn:errorEventDefinition/></bpmn:boundaryEvent>
      """)
    let instance = try machine.start()
    let error = JobError(code: "E", message: "", variables: ["why": "late"])
    try machine.send(.throwError(try machine.job("work").reference, error))
    #expect(machine.completed == ["start", "caught"])
    #expect(machine.variables(instance) == .object(expected))
  }

  @Test("in a loop, a mapped variable that is local stays there; others go to the process")
  func loop() throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/><bpmn:serviceTask id="work"><bpmn:extensionElements>
      <zeebe:taskDefinition type="work"/><zeebe:ioMapping>
      <zeebe:output source="= r" target="item"/><zeebe:output source="= r" target="last"/>
      </zeebe:ioMapping></bpmn:extensionElements><bpmn:multiInstanceLoopCharacteristics>
      <bpmn:extensionElements><zeebe:loopCharacteristics inputCollection="= [1, 2]"
      inputElement="item"/></bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics>
      </bpmn:serviceTask>\(flows("start -> work"))
      """)
    let instance = try machine.start()
    for (job, value) in zip(try machine.jobs("work"), [10, 20]) {
      try machine.send(.completeJob(job.reference, ["r": JSONValue(value)]))
    }
    #expect(machine.variables(instance) == ["last": 20])
  }

  @Test("results of parallel instances of a loop overwrite each other in the process")
  func overwriting() throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/><bpmn:serviceTask id="work"><bpmn:extensionElements>
      <zeebe:taskDefinition type="work"/></bpmn:extensionElements>
      <bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements>
      <zeebe:loopCharacteristics inputCollection="= [1, 2]"/></bpmn:extensionElements>
      </bpmn:multiInstanceLoopCharacteristics></bpmn:serviceTask>\(flows("start -> work"))
      """)
    let instance = try machine.start()
    for (job, value) in zip(try machine.jobs("work").reversed(), [10, 20]) {
      try machine.send(.completeJob(job.reference, ["r": JSONValue(value)]))
    }
    #expect(machine.variables(instance) == ["r": 20])
  }

  @Test("a nested output target copies the local value that it extends to the outer scope")
  func nestedOutput() throws {
    var machine = try machine(
      """
      <zeebe:input source="= {secret: 1}" target="order"/>
      <zeebe:output source="= 2" target="order.id"/>
      """)
    let instance = try machine.start(["order": ["open": true]])
    try machine.complete("work")
    #expect(machine.variables(instance) == ["order": ["secret": 1, "id": 2]])
  }

  @Test("boundary events are prepared after the input mappings, in the scope of the activity")
  func inputsFirst() throws {
    var machine = try machine(
      #"<zeebe:input source="= &quot;PT1M&quot;" target="delay"/>"#,
      """
      <bpmn:boundaryEvent id="late" attachedToRef="work"><bpmn:timerEventDefinition>
      <bpmn:timeDuration>= delay</bpmn:timeDuration></bpmn:timerEventDefinition>
      </bpmn:boundaryEvent>
      """)
    try machine.start(["delay": "PT1H"])
    try machine.advance(by: 60_000)
    #expect(machine.completed == ["start", "late"])
  }
}
