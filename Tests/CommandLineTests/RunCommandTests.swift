import Foundation
import Testing

/// What `run` does with time, and when it calls a run a success.
@Suite("bpmnc run")
struct RunCommandTests {
  private typealias Part = RunDiagram

  /// The times of trace lines that contain a text, in whole minutes from the start.
  private func minutes(_ outcome: Tool.Outcome, of text: String) -> [Int] {
    outcome.output.split(separator: "\n").filter { $0.contains(text) }.compactMap { line in
      line.split(separator: " ").first.flatMap { Double($0) }.map { Int($0) / 60 }
    }
  }

  private func run(_ body: String) throws -> Tool.Outcome {
    try RunDiagram(processes: ["p": Part.start + body]).run()
  }

  @Test("everything happens at its due time, in order")
  func dueOrder() throws {
    let outcome = try run(
      """
      <bpmn:subProcess id="sub">\(#"<bpmn:startEvent id="s"/>"#)\(Part.wait("long", "P10D"))
      \(Part.flows("s -> long"))</bpmn:subProcess>\(Part.flows("start -> sub"))
      \(Part.boundary("remind", on: "sub", Part.timer("timeCycle", "R/P1D")))
      \(Part.boundary("deadline", on: "sub", Part.timer("timeDuration", "P3DT1H"), interrupts: true))
      """)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    #expect(minutes(outcome, of: "remind  timer fired") == [1440, 2880, 4320])
    #expect(minutes(outcome, of: "deadline  timer fired") == [4380])
    #expect(minutes(outcome, of: "p  completed") == [4380])
  }

  @Test("expressions see the skipped time")
  func clock() throws {
    let outcome = try run(
      """
      \(Part.wait("wait", "P30D"))
      <bpmn:scriptTask id="days"><bpmn:extensionElements>
      <zeebe:script expression="=(now() - date and time(began)).days" resultVariable="days"/>
      </bpmn:extensionElements></bpmn:scriptTask>
      <bpmn:scriptTask id="begin"><bpmn:extensionElements>
      <zeebe:script expression="=now()" resultVariable="began"/>
      </bpmn:extensionElements></bpmn:scriptTask>
      \(Part.flows("start -> begin -> wait -> days"))
      """)
    #expect(outcome.status == 0)
    #expect(outcome.output.contains(#""days": 30"#), "\(outcome.output)")
  }

  @Test(
    "cluster variables come from a file",
    arguments: [
      ("vars.json", #"{"shop": {"city": "Rome"}}"#), ("vars.yaml", "shop:\n  city: Rome\n"),
    ])
  func clusterVariables(name: String, text: String) throws {
    let folder = try TemporaryFolder()
    try Data(text.utf8).write(to: folder.file(name))
    let script = """
      <bpmn:scriptTask id="read"><bpmn:extensionElements>
      <zeebe:script expression="=camunda.vars.env.shop.city" resultVariable="city"/>
      </bpmn:extensionElements></bpmn:scriptTask>
      """
    let diagram = RunDiagram(processes: ["p": Part.start + script + Part.flows("start -> read")])
    let outcome = try diagram.run("--cluster-variables", folder.file(name).path)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains(#""city": "Rome""#), "\(outcome.output)")
  }

  @Test("the variables start a process whose start event has a condition", arguments: [2, 0])
  func conditionalStart(n: Int) throws {
    let start = """
      <bpmn:startEvent id="start"><bpmn:conditionalEventDefinition id="c">
      <bpmn:condition xsi:type="bpmn:tFormalExpression">= n &gt; 1</bpmn:condition>
      </bpmn:conditionalEventDefinition></bpmn:startEvent>
      """
    let diagram = RunDiagram(processes: ["p": start])
    let outcome = try diagram.run("--variables", #"{"n": \#(n)}"#)
    #expect(outcome.status == (n > 1 ? 0 : 1), "\(outcome.output)\(outcome.errors)")
    #expect(outcome.errors.contains("condition or timer can start it") == (n <= 1))
  }

  @Test("a defect of Zeebe can be switched on", arguments: [true, false])
  func compatibility(leaks: Bool) throws {
    let body = """
      <bpmn:subProcess id="sub"><bpmn:extensionElements><zeebe:ioMapping>
      <zeebe:input source="=1" target="n"/></zeebe:ioMapping></bpmn:extensionElements>
      \(#"<bpmn:startEvent id="s"/>"#)<bpmn:scriptTask id="same"><bpmn:extensionElements>
      <zeebe:script expression="=1" resultVariable="n"/></bpmn:extensionElements></bpmn:scriptTask>
      \(Part.flows("s -> same"))</bpmn:subProcess>\(Part.flows("start -> sub"))
      """
    let diagram = RunDiagram(processes: ["p": Part.start + body])
    let outcome =
      try leaks ? diagram.run("--compatibility", "equal-value-leak") : diagram.run()
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains(#""n": 1"#) == leaks, "\(outcome.output)")
  }

  @Test("a job's back-off is skipped like a timer")
  func backoff() throws {
    let outcome = try RunDiagram(processes: [
      "p": Part.start + Part.failingRequest("ask", backoff: "PT1H") + Part.flows("start -> ask")
    ]).run("--allow-host", "127.0.0.1")
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("JOB_NO_RETRIES"), "\(outcome.output)\(outcome.errors)")
    #expect(minutes(outcome, of: "ask  failed") == [0, 60, 120])
  }

  @Test("timers and back-offs of a called process are skipped, and its end is awaited")
  func called() throws {
    let outcome = try RunDiagram(processes: [
      "p": Part.start + Part.call("call", "q") + Part.end("end")
        + Part.flows("start -> call -> end"),
      "q": Part.begin + Part.wait("wait", "PT2H") + Part.failingRequest("ask", backoff: "PT1H")
        + Part.boundary("late", on: "ask", Part.timer("timeDuration", "PT90M"), interrupts: true)
        + Part.flows("begin -> wait -> ask"),
    ]).run("--process", "p", "--allow-host", "127.0.0.1")
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    #expect(minutes(outcome, of: "ask  failed") == [120, 180])
    #expect(minutes(outcome, of: "p  completed") == [210])
  }

  @Test("a wait for a message ends the run, but not before parallel work is done")
  func message() throws {
    let outcome = try run(
      """
      <bpmn:parallelGateway id="fork"/>\(Part.listen("answered"))\(Part.wait("wait", "PT1H"))
      \(Part.flows("start -> fork -> answered", "fork -> wait"))
      """)
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("p waits at \"answered\"\n"), "\(outcome.output)")
    #expect(minutes(outcome, of: "wait  timer fired") == [60])
  }

  @Test("--signal broadcasts a signal once the process waits, or starts the process with it")
  func signal() throws {
    let waiting = RunDiagram(processes: [
      "p": Part.start + Part.signal("intermediateCatchEvent", "catch")
        + Part.flows("start -> catch")
    ])
    let stopped = try waiting.run()
    #expect(stopped.status == 0)
    #expect(stopped.output.contains("waits for signal 'go'; broadcast it with --signal"))
    let continued = try waiting.run("--signal", "go")
    #expect(continued.output.contains("p completed"), "\(continued.output)\(continued.errors)")
    let started = try RunDiagram(processes: ["p": Part.signal("startEvent", "begin")])
      .run("--signal", "go", "--variables", #"{"a": 1}"#)
    #expect(started.output.contains("\"a\": 1"), "\(started.output)\(started.errors)")
    #expect(try waiting.run("--signal", "other").output.contains("p waits at"))
  }

  @Test("a run ends if only a timer that repeats forever is left")
  func endless() throws {
    let outcome = try run(
      Part.task("work", type: "people") + Part.flows("start -> work")
        + Part.boundary("remind", on: "work", Part.timer("timeCycle", "R/PT1H")))
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("work: no worker for job type 'people'"))
  }

  @Test(
    "a run names the option that completes a user task, or a job without a worker, and ends there")
  func waitingTasks() throws {
    let outcome = try run(
      Part.userTask("approve") + #"<bpmn:parallelGateway id="fork"/>"#
        + Part.task("work", type: "people") + Part.flows("start -> fork -> approve", "fork -> work")
    )
    #expect(outcome.status == 1)
    #expect(
      outcome.output.contains("approve: waits for a user; complete it with --complete 'approve={}'")
    )
    #expect(outcome.output.contains("complete its jobs with --job 'people={}'"))
    let alone = try run(Part.userTask("approve") + Part.flows("start -> approve"))
    #expect(alone.status == 0, "\(alone.output)\(alone.errors)")
  }

  @Test("--complete and --job give the results of user tasks of both kinds and of jobs")
  func answers() throws {
    for extensions in ["", "<zeebe:userTask/>"] {
      let outcome = try RunDiagram(processes: [
        "p": Part.start + Part.userTask("approve", extensions) + Part.task("work", type: "people")
          + Part.boundary(
            "late", on: "approve", Part.timer("timeDuration", "PT1H"), interrupts: true)
          + Part.flows("start -> approve -> work")
      ]).run("--complete", #"approve={"approved": true}"#, "--job", #"people={"paid": 7}"#)
      #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
      #expect(
        outcome.output.contains(#""approved": true"#) && outcome.output.contains(#""paid": 7"#))
      #expect(outcome.output.contains("p completed") && !outcome.errors.contains("no worker"))
    }
  }

  @Test("several answers for one element are used in turn")
  func turns() throws {
    let outcome = try RunDiagram(processes: [
      "p": Part.start + Part.userTask("ask")
        + #"<bpmn:exclusiveGateway id="known" default="known-ask"/>"# + Part.end("end")
        + Part.flows("start -> ask -> known -> ask") + Part.flow("known", "end", when: "=x = 2")
    ]).run("--complete", #"ask={"x": 1}"#, "--complete", #"ask={"x": 2}"#)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output.contains(#""x": 2"#))
  }

  @Test("an answer that nothing needed is a warning, a malformed one bad usage")
  func wrongAnswers() throws {
    let unused = try RunDiagram(processes: ["p": Part.start]).run("--complete", "nobody={}")
    #expect(unused.status == 0)
    #expect(unused.errors.contains("--complete nobody: no user task with this id was reached"))
    for text in ["x", "x=[1]", "x={"] {
      let outcome = try RunDiagram(processes: ["p": Part.start]).run("--complete", text)
      #expect(outcome.status == 64 && outcome.errors.contains("--complete"))
    }
  }

  @Test("a loop that waits forever ends with the timeout")
  func loop() throws {
    let outcome = try RunDiagram(processes: [
      "p": Part.start + #"<bpmn:exclusiveGateway id="again"/>"# + Part.wait("wait", "PT1M")
        + Part.flows("start -> again -> wait -> again")
    ]).run("--timeout", "1")
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("p is still running after 1 s"))
  }

  @Test("a join that waits for a token that never arrives is a failure")
  func stuck() throws {
    let outcome = try run(
      """
      <bpmn:parallelGateway id="fork"/><bpmn:exclusiveGateway id="choice" default="choice-join"/>
      <bpmn:parallelGateway id="join"/>\(Part.end("other"))\(Part.end("end"))
      \(Part.flows("start -> fork -> choice -> join -> end", "fork -> join"))
      <bpmn:sequenceFlow id="choice-other" sourceRef="choice" targetRef="other">
      <bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">=true</bpmn:conditionExpression>
      </bpmn:sequenceFlow>
      """)
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("p is stuck"), "\(outcome.output)\(outcome.errors)")
  }

  @Test("a called process terminated with its call activity is not a failure")
  func interruptedCall() throws {
    let deadline = Part.timer("timeDuration", "PT1H")
    let outcome = try RunDiagram(processes: [
      "p": Part.start + Part.call("call", "q") + Part.flows("start -> call")
        + Part.boundary("late", on: "call", deadline, interrupts: true),
      "q": Part.begin + Part.task("work", type: "people") + Part.flows("begin -> work"),
    ]).run("--process", "p")
    #expect(outcome.output.contains("p completed"), "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output.contains("q terminated"))
    #expect(outcome.status == 0)
  }

  @Test("an incident in a called process is a failure, and so is a worker that does not exist")
  func calledFailures() throws {
    for task in [Part.failingRequest("work", backoff: "PT1S"), Part.task("work", type: "people")] {
      let outcome = try RunDiagram(processes: [
        "p": Part.start + Part.call("call", "q") + Part.flows("start -> call"),
        "q": Part.begin + task + Part.flows("begin -> work"),
      ]).run("--process", "p", "--allow-host", "127.0.0.1")
      #expect(outcome.status == 1)
      #expect(outcome.output.contains("p waits at \"call\""), "\(outcome.output)")
    }
  }

  @Test("a text that starts no process is a failure")
  func nothingStarted() throws {
    let webhook = """
      <bpmn:extensionElements><zeebe:properties>
      <zeebe:property name="inbound.type" value="io.camunda:webhook:1"/>
      <zeebe:property name="inbound.context" value="sms"/>
      <zeebe:property name="consumeUnmatchedEvents" value="true"/>
      <zeebe:property name="activationCondition" value="=false"/>
      </zeebe:properties></bpmn:extensionElements>
      """
    let outcome = try RunDiagram(processes: [
      "p": #"<bpmn:startEvent id="start">\#(webhook)</bpmn:startEvent>"#
    ]).run("--sms", "Hi", "--from", "+15005550001")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("no process was started"), "\(outcome.output)\(outcome.errors)")
  }
}
