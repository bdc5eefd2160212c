import BPMN
import EngineProtocol
import FEEL
import JSON
import Testing

@testable import Engine

extension Machine {
  /// Starts the process `p` with an ad-hoc sub-process `tools` between `start` and `end`.
  /// - Parameters:
  ///   - attributes: of the sub-process.
  ///   - extensions: its extension elements.
  ///   - inside: its elements.
  static func withAdHoc(
    _ inside: String, attributes: String = "", extensions: String = "", around: String = "",
    definitions: String = ""
  ) throws -> Machine {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/><bpmn:endEvent id="end"/>
      <bpmn:adHocSubProcess id="tools" \(attributes)>
      <bpmn:extensionElements>\(extensions)</bpmn:extensionElements>
      \(inside)</bpmn:adHocSubProcess>\(flows("start -> tools -> end"))\(around)
      """, definitions: definitions)
    return machine
  }

  /// The key of the active ad-hoc sub-process.
  func adHocKey() throws -> EngineKey {
    try #require(
      state.elements.keys.first { key in
        state.elements.place(of: key).map { state.elements.node(at: $0).type } == .adHocSubProcess
          && state.elements[key]?.loop == nil
      })
  }

  mutating func activate(
    _ elements: AdHocActivation..., cancelsRest: Bool = false
  ) throws {
    try send(.activateAdHoc(try adHocKey(), elements, cancelsRest: cancelsRest))
  }
}

/// Ad-hoc sub-processes whose diagram decides what is activated.
struct AdHocSubProcessTests {
  private static let ab = task("a") + task("b")

  private static func active(_ list: String, output: Bool = false) -> String {
    let collects = output ? #" outputCollection="results" outputElement="=r""# : ""
    return #"<zeebe:adHoc activeElementsCollection="\#(list)"\#(collects)/>"#
  }

  private static func condition(_ text: String) -> String {
    "<bpmn:completionCondition>\(text)</bpmn:completionCondition>"
  }

  @Test("the elements of the list are activated, and the end of the last completes it")
  func list() throws {
    var machine = try Machine.withAdHoc(Self.ab, extensions: Self.active("=wanted"))
    let instance = try machine.start(["wanted": ["a", "b"]])
    try machine.complete("a", ["x": 1])
    #expect(machine.outcome(instance) == .active)
    try machine.complete("b")
    #expect(machine.outcome(instance) == .completed && machine.variables(instance)["x"] == 1)
    #expect(machine.completed == ["start", "a", "b", "tools", "end"])
  }

  @Test(
    "without a list, or with an empty one, it stays active until something is activated",
    arguments: ["", active("=[]")])
  func nothingToActivate(extensions: String) throws {
    var machine = try Machine.withAdHoc(Self.ab, extensions: extensions)
    let instance = try machine.start()
    #expect(machine.outcome(instance) == .active)
    try machine.activate(AdHocActivation("b"))
    try machine.complete("b")
    #expect(machine.outcome(instance) == .completed)
  }

  @Test(
    "a list that is not one of ids, or an unknown id, raises an incident",
    arguments: ["=1", "=[1]", #"=[&quot;c&quot;]"#, "=[&quot;after&quot;]"])
  func wrongList(list: String) throws {
    var machine = try Machine.withAdHoc(
      Self.ab + #"<bpmn:task id="after"/>"# + flows("a -> after"), extensions: Self.active(list))
    try machine.start()
    let incident = try #require(machine.incidents.first)
    #expect(incident.type == "EXTRACT_VALUE_ERROR" && incident.elementID == "tools")
    #expect(machine.state.elements[try machine.adHocKey()]?.phase == .activating)
  }

  @Test("a true condition cancels what remains")
  func cancelsRest() throws {
    var machine = try Machine.withAdHoc(
      Self.ab + Self.condition("=done"), extensions: Self.active("=[&quot;a&quot;, &quot;b&quot;]"))
    let instance = try machine.start(["done": false])
    try machine.complete("a", ["done": true])
    #expect(machine.outcome(instance) == .completed)
    #expect(machine.completed == ["start", "a", "tools", "end"])
    #expect(machine.state.jobs.isEmpty)
  }

  @Test("without cancellation, it completes with the last element after a true condition")
  func keepsRest() throws {
    var machine = try Machine.withAdHoc(
      Self.ab + task("c") + Self.condition("=done"),
      attributes: #"cancelRemainingInstances="false""#,
      extensions: Self.active("=[&quot;a&quot;, &quot;b&quot;, &quot;c&quot;]"))
    let instance = try machine.start()
    try machine.complete("a", ["done": true])
    try machine.complete("b", ["done": false])
    #expect(machine.outcome(instance) == .active)
    try machine.complete("c")
    #expect(machine.outcome(instance) == .completed)
  }

  @Test("a false condition keeps it active, even if nothing is left")
  func falseCondition() throws {
    var machine = try Machine.withAdHoc(
      Self.ab + Self.condition("=done"), extensions: Self.active("=[&quot;a&quot;]"))
    let instance = try machine.start(["done": false])
    try machine.complete("a")
    #expect(machine.outcome(instance) == .active && machine.incidents.isEmpty)
    try machine.activate(AdHocActivation("b", variables: ["done": true]))
    try machine.complete("b")
    #expect(machine.outcome(instance) == .active, "the variable is local to the activation")
    try machine.activate(AdHocActivation("b"))
    try machine.complete("b", ["done": true])
    #expect(machine.outcome(instance) == .completed)
  }

  @Test("a condition that is not boolean raises an incident where the flow ends")
  func wrongCondition() throws {
    var machine = try Machine.withAdHoc(
      Self.ab + Self.condition("=done"),
      extensions: Self.active("=[&quot;a&quot;]", output: true))
    let instance = try machine.start()
    try machine.complete("a", ["r": 1])
    let incident = try #require(machine.incidents.first)
    #expect(incident.type == "EXTRACT_VALUE_ERROR" && incident.elementID == "tools#innerInstance")
    try machine.send(.resolveIncident(incident.key))
    #expect(machine.incidents.count == 1)
    #expect(machine.state.elements[try machine.adHocKey()]?.variables["results"] == .list([]))
    try machine.send(.cancelInstance(instance))
    #expect(machine.state.elements.isEmpty)
  }

  @Test("results are collected in the order of completion, and visible to the condition")
  func output() throws {
    var machine = try Machine.withAdHoc(
      Self.ab + Self.condition("=count(results) = 2"),
      extensions: Self.active("=[&quot;a&quot;, &quot;b&quot;]", output: true))
    let instance = try machine.start()
    try machine.complete("b", ["r": "b"])
    try machine.complete("a", ["r": "a"])
    #expect(machine.outcome(instance) == .completed)
    #expect(machine.variables(instance) == ["results": ["b", "a"]])
  }

  @Test("an overwritten collection raises an incident")
  func overwrittenCollection() throws {
    var machine = try Machine.withAdHoc(
      Self.ab, extensions: Self.active("=[&quot;a&quot;]", output: true))
    try machine.start()
    try machine.complete("a", ["results": 1])
    #expect(machine.incidents.first?.message.contains("results") == true)
  }

  @Test("the same element can be active several times, with variables of its own")
  func sameElementTwice() throws {
    var machine = try Machine.withAdHoc(
      Self.ab, extensions: Self.active("=[]", output: true))
    let instance = try machine.start()
    try machine.activate(
      AdHocActivation("a", variables: ["n": 1]), AdHocActivation("a", variables: ["n": 2]))
    let jobs = try machine.jobs("a")
    #expect(jobs.map { $0.variables["n"] } == [1, 2])
    for job in jobs { try machine.send(.completeJob(job.reference, ["r": job.variables["n"]!])) }
    #expect(machine.variables(instance) == ["results": [1, 2]])
  }

  @Test("the variables of an activation end with it; its flow sees them")
  func localVariables() throws {
    var machine = try Machine.withAdHoc(
      Self.ab + #"<bpmn:task id="next"/>"# + task("after") + flows("a -> next -> after"))
    let instance = try machine.start()
    try machine.activate(AdHocActivation("a", variables: ["n": 1]))
    try machine.complete("a", ["n": 2, "global": 3])
    #expect(try machine.job("after").variables["n"] == 2)
    try machine.advance(by: 60_000)
    try machine.complete("after")
    #expect(machine.variables(instance) == ["global": 3])
  }

  @Test("an activation can cancel what runs")
  func cancellingActivation() throws {
    var machine = try Machine.withAdHoc(Self.ab, extensions: Self.active("=[&quot;a&quot;]"))
    let instance = try machine.start()
    try machine.activate(AdHocActivation("b"), cancelsRest: true)
    #expect(try machine.jobs("a").isEmpty)
    try machine.complete("b")
    #expect(machine.outcome(instance) == .completed)
  }

  @Test("an activation waits for the canceling listeners of what it cancels")
  func cancellingWithListeners() throws {
    var machine = try Machine.withAdHoc(
      userTask("ask", "<zeebe:userTask/>" + taskListeners("canceling told")) + task("b"),
      extensions: Self.active("=[&quot;ask&quot;]"))
    let instance = try machine.start()
    try machine.activate(AdHocActivation("b"), cancelsRest: true)
    #expect(try machine.jobs("b").isEmpty)
    try machine.complete("told")
    try machine.complete("b")
    #expect(machine.outcome(instance) == .completed)
  }

  @Test("what cannot be activated is rejected as a whole")
  func rejectedActivations() throws {
    var machine = try Machine.withAdHoc(
      Self.ab + #"<bpmn:task id="after"/>"# + flows("a -> after"))
    let instance = try machine.start()
    let key = try machine.adHocKey()
    func refusal(_ key: EngineKey, _ ids: String...) -> EngineError.Code? {
      machine.refusal(
        .activateAdHoc(key, ids.map { AdHocActivation($0) }, cancelsRest: true))
    }
    #expect(refusal(key, "b", "after") == .notFound)
    #expect(refusal(key, "nothing") == .notFound)
    #expect(refusal(instance, "b") == .notFound)
    #expect(refusal(key) == .invalidArgument)
    #expect(try machine.jobs("b").isEmpty)
  }

  @Test("nothing is activated before the sub-process is active")
  func tooEarly() throws {
    var machine = try Machine.withAdHoc(Self.ab, extensions: Self.active("=missing"))
    try machine.start()
    let command = Command.activateAdHoc(
      try machine.adHocKey(), [AdHocActivation("a")], cancelsRest: false)
    #expect(machine.refusal(command) == .invalidState)
  }

  @Test("gateways and intermediate events can be activated too")
  func otherElements() throws {
    var machine = try Machine.withAdHoc(
      """
      <bpmn:parallelGateway id="both"/>\(Self.ab)\(flows("both -> a", "both -> b"))
      <bpmn:intermediateCatchEvent id="pause"><bpmn:timerEventDefinition>
      <bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition>
      </bpmn:intermediateCatchEvent>
      """, extensions: Self.active("=[&quot;both&quot;, &quot;pause&quot;]"))
    let instance = try machine.start()
    try machine.complete("a")
    try machine.complete("b")
    #expect(machine.outcome(instance) == .active)
    try machine.advance(by: 3_600_000)
    #expect(machine.outcome(instance) == .completed)
  }

  @Test("a boundary event interrupts it with everything inside")
  func boundaryEvent() throws {
    var machine = try Machine.withAdHoc(
      Self.ab, extensions: Self.active("=[&quot;a&quot;]"),
      around: """
        <bpmn:boundaryEvent id="late" attachedToRef="tools"><bpmn:timerEventDefinition>
        <bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>
        \(flows("late -> end"))
        """)
    let instance = try machine.start()
    try machine.advance(by: 3_600_000)
    #expect(machine.outcome(instance) == .completed && machine.completed.contains("late"))
    #expect(machine.state.jobs.isEmpty)
  }

  @Test("an error inside is caught on its boundary")
  func error() throws {
    var machine = try Machine.withAdHoc(
      Self.ab, extensions: Self.active("=[&quot;a&quot;]"),
      around: """
        <bpmn:boundaryEvent id="bad" attachedToRef="tools"><bpmn:errorEventDefinition/>
        </bpmn:boundaryEvent>\(flows("bad -> end"))
        """)
    let instance = try machine.start()
    try machine.send(.throwError(try machine.job("a").reference, JobError(code: "e")))
    #expect(machine.outcome(instance) == .completed && machine.completed.contains("bad"))
  }

  @Test("a non-interrupting event sub-process runs beside the elements")
  func eventSubProcess() throws {
    var machine = try Machine.withAdHoc(
      """
      \(Self.ab)<bpmn:subProcess id="react" triggeredByEvent="true">
      <bpmn:startEvent id="s" isInterrupting="false"><bpmn:messageEventDefinition messageRef="m"/>
      </bpmn:startEvent>\(task("work"))\(flows("s -> work"))</bpmn:subProcess>
      """, extensions: Self.active("=[&quot;a&quot;]"), definitions: message("m"))
    let instance = try machine.start(["key": "k"])
    try machine.publish("m", "k")
    try machine.complete("a")
    #expect(machine.outcome(instance) == .active)
    try machine.complete("work")
    #expect(machine.outcome(instance) == .completed)
  }

  @Test("each instance of a loop is an ad-hoc sub-process of its own")
  func loop() throws {
    var machine = try Machine.withAdHoc(
      Self.ab + """
        <bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements>
        <zeebe:loopCharacteristics inputCollection="=[&quot;a&quot;, &quot;b&quot;]"
          inputElement="tool"/></bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics>
        """, extensions: Self.active("=[tool]"))
    let instance = try machine.start()
    try machine.complete("a")
    #expect(machine.outcome(instance) == .active)
    try machine.complete("b")
    #expect(machine.outcome(instance) == .completed)
  }

  @Test("activities in completed inner instances are compensated with the sub-process")
  func compensation() throws {
    var machine = try Machine.withAdHoc(
      """
      \(task("a"))<bpmn:boundaryEvent id="undoA" attachedToRef="a">
      <bpmn:compensateEventDefinition/></bpmn:boundaryEvent>
      <bpmn:serviceTask id="undo" isForCompensation="true"><bpmn:extensionElements>
      <zeebe:taskDefinition type="undo"/></bpmn:extensionElements></bpmn:serviceTask>
      <bpmn:association id="link" sourceRef="undoA" targetRef="undo"/>
      """, extensions: Self.active("=[&quot;a&quot;]"),
      around: """
        <bpmn:endEvent id="all"><bpmn:compensateEventDefinition/></bpmn:endEvent>
        \(flows("tools -> all"))
        """)
    let instance = try machine.start()
    try machine.complete("a")
    try machine.complete("undo")
    #expect(machine.outcome(instance) == .completed)
  }

  @Test("input mappings, listeners and output mappings surround its elements")
  func mappingsAndListeners() throws {
    var machine = try Machine.withAdHoc(
      Self.ab,
      extensions: """
        <zeebe:adHoc activeElementsCollection="=wanted" outputCollection="results"
          outputElement="=r"/><zeebe:ioMapping><zeebe:input source="=[&quot;a&quot;]" target="wanted"/>
        <zeebe:output source="=count(results)" target="n"/></zeebe:ioMapping>
        <zeebe:executionListeners><zeebe:executionListener eventType="start" type="s"/>
        <zeebe:executionListener eventType="end" type="e"/></zeebe:executionListeners>
        """)
    let instance = try machine.start()
    #expect(try machine.jobs("a").isEmpty)
    try machine.complete("s")
    try machine.complete("a", ["r": 7])
    #expect(machine.variables(instance) == ["results": [7], "n": 1])
    try machine.complete("e")
    #expect(machine.outcome(instance) == .completed)
  }

  @Test("its elements are described in a variable, with what agents may pass to them")
  func elementDescriptions() throws {
    var machine = try Machine.withAdHoc(
      """
      <bpmn:serviceTask id="a" name="Look up"><bpmn:documentation>Finds it.</bpmn:documentation>
      <bpmn:extensionElements><zeebe:taskDefinition type="a"/><zeebe:properties>
      <zeebe:property name="color" value="red"/></zeebe:properties><zeebe:ioMapping>
      <zeebe:input source="=&quot;x&quot; + fromAi(toolCall.url, &quot;The URL&quot;, &quot;string&quot;)"
        target="url"/>
      <zeebe:input target="n" source="={k: [fromAi(value: toolCall.n, schema: {minimum: -1, enum: [1]},
        options: {})]}"/>
      </zeebe:ioMapping></bpmn:extensionElements></bpmn:serviceTask>
      <bpmn:task id="b"/><bpmn:task id="c"/>\(flows("b -> c"))
      """)
    try machine.start()
    let variables = machine.state.elements[try machine.adHocKey()]?.variables.json
    #expect(
      variables?["adHocSubProcessElements"] == [
        [
          "elementId": "a", "elementName": "Look up", "documentation": "Finds it.",
          "properties": ["color": "red"],
          "parameters": [
            ["name": "toolCall.url", "description": "The URL", "type": "string"],
            ["name": "toolCall.n", "schema": ["minimum": -1, "enum": [1]]],
          ],
        ], ["elementId": "b"],
      ])
  }

  @Test(
    "a call of fromAi that an agent cannot read is rejected at deployment",
    arguments: [
      "fromAi(1)", "fromAi(toolCall.a, b)", "fromAi(toolCall.a, &quot;b&quot;, c)",
      "fromAi(toolCall.a, null, null, 1)", "fromAi(toolCall.a, null, null, {a: b})",
      "fromAi(value: toolCall.a, options: [1])",
    ])
  func unreadableFromAI(call: String) {
    let error = #expect(throws: EngineError.self) {
      try Machine.withAdHoc(
        task("a", mappings: #"<zeebe:input source="=\#(call)" target="x"/>"#))
    }
    #expect(error?.diagnostics.map(\.rule) == ["deploy/invalid"])
    #expect(error?.message.contains("fromAi") == true)
  }
}
