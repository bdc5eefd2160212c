import EngineProtocol
import JSON
import Storage
import Testing

@testable import Engine

/// What the records of each subject show.
struct QuerySubjectTests {
  private func texts(_ records: [QueryRecord], _ field: QueryField) -> [String] {
    records.compactMap { $0.text(field) }
  }

  @Test("definitions show their version tag, their form and whether they are the latest")
  func definitions() throws {
    var machine = Machine()
    for form in ["", #"<zeebe:formDefinition formId="f"/>"#] {
      try machine.deploy(
        """
        <bpmn:extensionElements><zeebe:versionTag value="v"/></bpmn:extensionElements>
        <bpmn:startEvent id="start"><bpmn:extensionElements>\(form)</bpmn:extensionElements>
        </bpmn:startEvent>
        """)
    }
    let all = machine.search(.definitions)
    #expect(all.map { $0.key(.version) } == [1, 2] && texts(all, .versionTag) == ["v", "v"])
    #expect(all.map { $0.flag(.hasStartForm) } == [false, true])
    let latest = Query(.processDefinition, where: [.equal(.isLatestVersion, .flag(true))])
    #expect(machine.search(latest).map { $0.key(.version) } == [2])
  }

  @Test("elements show their types, also those of loops and event sub-processes")
  func elementTypes() throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/>
      <bpmn:serviceTask id="send"><bpmn:extensionElements><zeebe:taskDefinition type="send"/>
        </bpmn:extensionElements><bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements>
        <zeebe:loopCharacteristics inputCollection="=[1, 2]"/></bpmn:extensionElements>
        </bpmn:multiInstanceLoopCharacteristics></bpmn:serviceTask>
      <bpmn:subProcess id="sub" triggeredByEvent="true">
        <bpmn:startEvent id="event" isInterrupting="false">
          <bpmn:messageEventDefinition messageRef="m"/></bpmn:startEvent>
        \(task("react"))\(flows("event -> react"))
      </bpmn:subProcess>
      \(flows("start -> send"))
      """, definitions: message("m"))
    let instance = try machine.start(["key": "k"])
    try machine.publish("m", "k")
    let elements = machine.search(.elementInstances(of: instance))
    #expect(
      texts(elements, .type).sorted() == [
        "EVENT_SUB_PROCESS", "MULTI_INSTANCE_BODY", "SERVICE_TASK", "SERVICE_TASK", "SERVICE_TASK",
        "START_EVENT", "START_EVENT",
      ])
    let body = try #require(elements.first { $0.text(.type) == "MULTI_INSTANCE_BODY" })
    let children = Query(
      .elementInstance,
      where: [.equal(.elementInstanceScopeKey, .key(body.key(.elementInstanceKey)))])
    #expect(texts(machine.search(children), .elementName) == ["send", "send"])
  }

  @Test("a job shows what happened to it")
  func jobs() throws {
    var machine = Machine()
    try machine.deploy("<bpmn:startEvent id=\"start\"/>\(task("work"))\(flows("start -> work"))")
    try machine.start()
    func job() throws -> QueryRecord { try #require(machine.search(Query(.job)).first) }
    #expect(try job().text(.state) == "CREATED" && job().integer(.deadline) == nil)
    #expect(try job().text(.kind) == "BPMN_ELEMENT" && job().json(.customHeaders) == [:])
    let active = try machine.job("work", timeout: 5000)
    #expect(try job().text(.state) == "CREATED" && job().text(.worker) == "test")
    #expect(try job().integer(.deadline) == machine.now + 5000)
    try machine.send(.failJob(active.reference, JobFailure(retries: 1, message: "no")))
    #expect(try job().text(.state) == "FAILED" && job().flag(.hasFailedWithRetriesLeft))
    machine.now += 1000
    try machine.send(.updateJobRetries(active.reference.key, 2))
    #expect(try job().text(.state) == "RETRIES_UPDATED" && job().integer(.retries) == 2)
    #expect(try job().integer(.lastUpdateTime) == machine.now)
    try machine.complete("work")
    #expect(try job().text(.state) == "COMPLETED" && job().integer(.endTime) == machine.now)
  }

  @Test("subscriptions show whether their message came, and start events have some too")
  func subscriptions() throws {
    var machine = Machine()
    let body = """
      <bpmn:startEvent id="start"><bpmn:messageEventDefinition messageRef="go"/></bpmn:startEvent>
      <bpmn:eventBasedGateway id="gate"/><bpmn:intermediateCatchEvent id="yes">
      <bpmn:messageEventDefinition messageRef="m"/></bpmn:intermediateCatchEvent>
      <bpmn:intermediateCatchEvent id="no"><bpmn:messageEventDefinition messageRef="n"/>
      </bpmn:intermediateCatchEvent>\(flows("start -> gate -> yes", "gate -> no"))
      """
    let messages = message("m") + message("n") + #"<bpmn:message id="go" name="go"/>"#
    try machine.deploy(body, definitions: messages)
    try machine.publish("go", "", ["key": "k"])
    let open = machine.search(Query(.messageSubscription))
    #expect(texts(open, .messageSubscriptionState) == ["CREATED", "CREATED", "CREATED"])
    #expect(Set(texts(open, .messageSubscriptionType)) == ["PROCESS_EVENT", "START_EVENT"])
    #expect(machine.subscriptions.count == 2)
    try machine.publish("m", "k")
    try machine.deploy(body + "<bpmn:task id=\"other\"/>", definitions: messages)
    let all = machine.search(Query(.messageSubscription, sort: [QueryOrder(.messageName)]))
    #expect(texts(all, .messageName) == ["go", "go", "m", "n"])
    #expect(
      texts(all, .messageSubscriptionState) == ["DELETED", "CREATED", "CORRELATED", "DELETED"])
    let received = machine.search(Query(.correlatedMessage))
    #expect(texts(received, .elementId) == ["start", "yes"])
    #expect(received.map { $0.integer(.elementInstanceKey) == nil } == [true, false])
    #expect(
      Set(received.map { $0.key(.subscriptionKey) })
        .isSubset(of: all.map { $0.key(.messageSubscriptionKey) }))
  }

  @Test("user tasks are found by their candidates and dates")
  func userTasks() throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/>
      \(userTask("ask", """
        <zeebe:userTask/><zeebe:assignmentDefinition candidateGroups="sales, service"/>
        <zeebe:taskSchedule dueDate="2026-05-01T11:00:00+02:00"/>
        """))\(flows("start -> ask"))
      """)
    try machine.start(["a": 1])
    let nine = QueryValue.integer(1_777_626_000_000)
    for (condition, isFound) in [
      (QueryCondition.equal(.candidateGroup, .text("service")), true),
      (.equal(.candidateGroup, .text("sale")), false),
      (.field(.candidateGroup, [.like("sa*")]), true),
      (.field(.candidateGroup, [.notEqual(.text("sales"))]), false),
      (.field(.candidateUser, [.exists(false)]), true),
      (.equal(.dueDate, nine), true), (.field(.followUpDate, [.exists(false)]), true),
      (.variable("a", [.equal(.text("1"))], in: .instance), true),
      (.variable("a", [.equal(.text("1"))], in: .local), false),
    ] {
      #expect(machine.search(Query(.userTask, where: [condition])).isEmpty != isFound)
    }
  }

  @Test("the variables visible from an element include those around it, innermost first of a name")
  func visibleVariables() throws {
    var machine = Machine()
    let input = #"<zeebe:input source="=a + 1" target="a"/><zeebe:input source="=0" target="b"/>"#
    try machine.deploy(
      "<bpmn:startEvent id=\"start\"/>\(task("work", mappings: input))\(flows("start -> work"))")
    try machine.start(["a": 1, "c": 3])
    try machine.start(["a": 5])
    let element = try #require(try machine.jobs("work").first).elementInstanceKey
    func values(_ isEffective: Bool) -> [String] {
      let visible = QueryCondition.visible(from: element, isEffective: isEffective)
      let found = machine.search(Query(.variable, where: [visible], sort: [QueryOrder(.name)]))
      return found.map { "\($0.text(.name) ?? "")=\($0.text(.value) ?? "")" }
    }
    #expect(values(false) == ["a=1", "a=2", "b=0", "c=3"])
    #expect(values(true) == ["a=2", "b=0", "c=3"])
  }

  @Test("flows that were taken are shown once")
  func sequenceFlows() throws {
    var machine = Machine()
    try machine.deploy("<bpmn:startEvent id=\"start\"/>\(task("work"))\(flows("start -> work"))")
    let instance = try machine.start()
    let flows = machine.search(Query(.sequenceFlow))
    #expect(texts(flows, .elementId) == ["start-work"])
    #expect(texts(flows, .sequenceFlowId) == ["\(instance)_start-work"])
  }

  @Test("wait states show what every active element waits for")
  func waitStates() throws {
    var machine = Machine()
    let catching = { (id: String, definition: String) -> String in
      "<bpmn:intermediateCatchEvent id=\"\(id)\">\(definition)</bpmn:intermediateCatchEvent>"
    }
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/>\(task("job"))\(userTask("user", "<zeebe:userTask/>"))
      \(catching("timer", "<bpmn:timerEventDefinition><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition>"))
      \(catching("message", #"<bpmn:messageEventDefinition messageRef="m"/>"#))
      \(catching("signal", #"<bpmn:signalEventDefinition signalRef="s"/>"#))
      \(catching("condition", "<bpmn:conditionalEventDefinition><bpmn:condition>=x</bpmn:condition></bpmn:conditionalEventDefinition>"))
      <bpmn:parallelGateway id="fork"/>
      \(flows("start -> fork -> job", "fork -> user", "fork -> timer", "fork -> message"))
      \(flows("fork -> signal", "fork -> condition"))
      """, definitions: message("m") + #"<bpmn:signal id="s" name="go"/>"#)
    let instance = try machine.start(["key": "k", "x": false])
    let waits = machine.search(Query(.waitState))
    var details: [String: JSONValue] = [:]
    for wait in waits {
      #expect(wait.key(.processInstanceKey) == instance)
      details[wait.text(.elementId) ?? ""] = wait.json(.details)
    }
    let job = try machine.job("job")
    #expect(
      details["job"] == [
        "waitStateType": "JOB", "jobType": "job", "jobKey": .string(String(job.reference.key)),
        "jobKind": "BPMN_ELEMENT", "listenerEventType": nil, "retries": 3,
      ])
    #expect(details["user"]?["dueDate"] == .null && details["user"]?["taskKey"]?.string != nil)
    #expect(details["timer"]?["dueDate"] == .number(String(machine.now + 3_600_000)))
    #expect(details["timer"]?["repetitions"] == 1)
    #expect(
      details["message"] == [
        "waitStateType": "MESSAGE", "messageName": "m", "correlationKey": "k",
      ])
    #expect(details["signal"] == ["waitStateType": "SIGNAL", "signalName": "go"])
    #expect(details["condition"]?["expression"] == "=x" && details["condition"]?["events"] == [])
    try machine.send(.cancelInstance(instance))
    #expect(machine.search(Query(.waitState)).isEmpty)
  }

  @Test("a search sees every command that was answered before, while others are written")
  func acknowledged() async throws {
    let file = try TestFile()
    let engine = try EmbeddedEngine(file: DataFile(path: file.path), clock: VirtualClock())
    let process = bpmn("<bpmn:startEvent id=\"start\"/>\(task("work"))\(flows("start -> work"))")
    _ = try await engine.deploy([DeploymentResource(name: "p.bpmn", bytes: process)])
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<8 {
        group.addTask {
          for _ in 0..<10 {
            let key = try await engine.createInstance(CreateInstanceRequest(.id("p"))).key
            #expect(try await engine.search(.instance(key)).items.first?.text(.state) == "ACTIVE")
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try await engine.search(Query(.processInstance, limit: 0)).total == 80)
    await engine.close()
    await #expect(throws: EngineError.self) { try await engine.search(.definitions) }
  }
}
