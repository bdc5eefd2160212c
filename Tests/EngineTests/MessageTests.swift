import EngineProtocol
import JSON
import Testing

@testable import Engine

struct MessageTests {
  /// Waits for the message `reply` at the event `wait`.
  private func waiting() throws -> Machine {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/>
      <bpmn:intermediateCatchEvent id="wait"><bpmn:messageEventDefinition messageRef="reply"/>
      </bpmn:intermediateCatchEvent><bpmn:endEvent id="end"/>\(flows("start -> wait -> end"))
      """, definitions: message("reply"))
    return machine
  }

  /// Started by the message `order`.
  private func started() throws -> Machine {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="ordered"><bpmn:messageEventDefinition messageRef="order"/>
      </bpmn:startEvent>\(task("work"))\(flows("ordered -> work"))
      """, definitions: #"<bpmn:message id="order" name="order"/>"#)
    return machine
  }

  private func instances(_ machine: Machine) -> [EngineKey] {
    machine.instances.map(\.key)
  }

  @Test("a message reaches the instance waiting for its key, with its variables")
  func correlates() throws {
    var machine = try waiting()
    let anna = try machine.start(["key": "anna"])
    let ben = try machine.start(["key": "ben"])
    try machine.publish("reply", "ben", ["text": "yes"])
    #expect(machine.outcome(anna) == .active)
    #expect(machine.outcome(ben) == .completed)
    #expect(machine.variables(ben) == ["key": "ben", "text": "yes"])
    #expect(machine.state.messages.isEmpty)
  }

  @Test(
    "a number used as correlation key is truncated to an integer",
    arguments: [("4.9", "4"), ("-0.5", "0"), ("-1.5", "-1"), ("0", "0")])
  func numericKey(number: String, key: String) throws {
    var machine = try waiting()
    try machine.start(["key": .number(number)])
    #expect(machine.subscriptions.map(\.correlationKey) == [key])
  }

  @Test("a correlation key that is neither a string nor a number raises an incident")
  func missingKey() throws {
    var machine = try waiting()
    try machine.start()
    #expect(machine.incidents.map(\.type) == ["EXTRACT_VALUE_ERROR"])
  }

  @Test("a message that arrives too early is buffered for its time to live")
  func buffered() throws {
    var machine = try waiting()
    try machine.publish("reply", "anna", timeToLive: 10_000)
    try machine.publish("reply", "ben", timeToLive: 10_000)
    try machine.advance(by: 9_999)
    let anna = try machine.start(["key": "anna"])
    #expect(machine.outcome(anna) == .completed)
    try machine.advance(by: 1)
    let ben = try machine.start(["key": "ben"])
    #expect(machine.outcome(ben) == .active)
    #expect(machine.state.messages.isEmpty)
  }

  @Test("a process receives a buffered message once, in one of its instances")
  func oncePerProcess() throws {
    var machine = try waiting()
    try machine.publish("reply", "anna", timeToLive: 10_000)
    let first = try machine.start(["key": "anna"])
    let second = try machine.start(["key": "anna"])
    #expect(machine.outcome(first) == .completed)
    #expect(machine.outcome(second) == .active)
  }

  @Test("each instance receives the oldest message that its process has not received")
  func oldestUnreceived() throws {
    var machine = try waiting()
    let second = bpmn(
      """
      <bpmn:startEvent id="start"/><bpmn:receiveTask id="wait" messageRef="reply"/>
      \(flows("start -> wait"))
      """, definitions: message("reply"), id: "second")
    try machine.deploy(file: second, name: "second.bpmn")
    for number in 1...6 {
      try machine.publish("reply", "k", timeToLive: 10_000, ["n": JSONValue(number)])
    }
    var received: [String: [JSONValue?]] = [:]
    for id in ["p", "p", "second", "p", "second", "p"] {
      let request = CreateInstanceRequest(.id(id), variables: ["key": "k"])
      guard case .instance(let instance) = try machine.send(.createInstance(request)) else {
        throw WrongReply()
      }
      received[id, default: []].append(machine.variables(instance.key)["n"])
    }
    #expect(received == ["p": [1, 2, 3, 4], "second": [1, 2]])
  }

  @Test("a message reaches the longest waiting instance of each process")
  func longestWaiting() throws {
    var machine = try waiting()
    let second = bpmn(
      """
      <bpmn:startEvent id="start"/><bpmn:receiveTask id="wait" messageRef="reply"/>
      \(flows("start -> wait"))
      """, definitions: message("reply"), id: "second")
    try machine.deploy(file: second, name: "second.bpmn")
    var instances: [EngineKey] = []
    for id in ["second", "p", "p", "second"] {
      let request = CreateInstanceRequest(.id(id), variables: ["key": "k"])
      guard case .instance(let instance) = try machine.send(.createInstance(request)) else {
        throw WrongReply()
      }
      instances.append(instance.key)
    }
    try machine.publish("reply", "k")
    #expect(instances.map { machine.outcome($0) == .completed } == [true, true, false, false])
    let request = CorrelateMessageRequest(name: "reply", correlationKey: "k")
    guard case .correlation(let correlation) = try machine.send(.correlateMessage(request)) else {
      throw WrongReply()
    }
    #expect(correlation.receivers.map(\.instanceKey) == Array(instances[2...]))
  }

  @Test("a message with the id of a buffered one is rejected")
  func duplicate() throws {
    var machine = try waiting()
    try machine.publish("reply", "anna", id: "SM1", timeToLive: 10_000)
    #expect(throws: EngineError.self) {
      try machine.publish("reply", "anna", id: "SM1", timeToLive: 10_000)
    }
    try machine.publish("reply", "ben", id: "SM1", timeToLive: 10_000)
    try machine.advance(by: 10_000)
    try machine.publish("reply", "anna", id: "SM1")
  }

  @Test("correlating finds a current subscription or fails")
  func correlateCommand() throws {
    var machine = try waiting()
    let request = CorrelateMessageRequest(name: "reply", correlationKey: "anna")
    #expect(throws: EngineError.self) { try machine.send(.correlateMessage(request)) }
    let instance = try machine.start(["key": "anna"])
    guard case .correlation(let found) = try machine.send(.correlateMessage(request)) else {
      throw WrongReply()
    }
    #expect(found.instanceKey == instance)
  }

  @Test("a correlated id is rejected while it is remembered, and reaches nothing else")
  func correlatedID() throws {
    var machine = try waiting()
    let request = CorrelateMessageRequest(
      name: "reply", correlationKey: "anna", messageID: "SM1", retention: 10_000)
    let first = try machine.start(["key": "anna"])
    try machine.send(.correlateMessage(request))
    #expect(machine.outcome(first) == .completed)
    let second = try machine.start(["key": "anna"])
    #expect(machine.refusal(.correlateMessage(request)) == .alreadyExists)
    #expect(
      machine.refusal(
        .publishMessage(
          PublishMessageRequest(name: "reply", correlationKey: "anna", messageID: "SM1")))
        == .alreadyExists)
    #expect(machine.outcome(second) == .active)
    try machine.advance(by: 10_000)
    try machine.send(.correlateMessage(request))
    #expect(machine.outcome(second) == .completed)
  }

  @Test("a message is correlated with the receivers in its request, each with its own variables")
  func receivers() throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/>
      <bpmn:intermediateCatchEvent id="one"><bpmn:messageEventDefinition messageRef="reply"/>
      </bpmn:intermediateCatchEvent>
      <bpmn:intermediateCatchEvent id="two"><bpmn:messageEventDefinition messageRef="reply"/>
      </bpmn:intermediateCatchEvent>\(flows("start -> one -> two"))
      """, definitions: message("reply"))
    let instance = try machine.start(["key": "k"])
    let two = MessageReceiver(processID: "p", elementID: "two", variables: ["b": 2])
    let one = MessageReceiver(processID: "p", elementID: "one", variables: ["a": 1])
    func request(_ receivers: MessageReceiver...) -> Command {
      .correlateMessage(
        CorrelateMessageRequest(name: "reply", correlationKey: "k", receivers: receivers))
    }
    #expect(machine.refusal(request(two)) == .notFound)
    guard case .correlation(let found) = try machine.send(request(two, one)) else {
      throw WrongReply()
    }
    #expect(found.receivers.map(\.elementID) == ["one"])
    try machine.send(request(two, one))
    #expect(machine.variables(instance) == ["key": "k", "a": 1, "b": 2])
  }

  /// Two successive questions, each with its own message.
  private func twoQuestions() throws -> Machine {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/>
      <bpmn:intermediateCatchEvent id="one"><bpmn:messageEventDefinition messageRef="first"/>
      </bpmn:intermediateCatchEvent>
      <bpmn:intermediateCatchEvent id="two"><bpmn:messageEventDefinition messageRef="second"/>
      </bpmn:intermediateCatchEvent>\(flows("start -> one -> two"))
      """, definitions: message("first") + message("second"))
    return machine
  }

  private func delivery(_ id: String, starts: [InboundDelivery.Start] = []) -> Command {
    .deliver(
      InboundDelivery(
        waiting: [("first", "one"), ("second", "two")].map { name, element in
          CorrelateMessageRequest(
            name: name, correlationKey: "k", messageID: id, retention: 60_000,
            receivers: [MessageReceiver(processID: "p", elementID: element, variables: [:])])
        }, starts: starts))
  }

  @Test("receivers are chosen once for all messages of a request, and a duplicate has no effect")
  func delivery() throws {
    var machine = try twoQuestions()
    let instance = try machine.start(["key": "k"])
    for _ in 1...2 { try machine.send(delivery("SM1")) }
    #expect(machine.completed == ["start", "one"])
    try machine.send(delivery("SM2"))
    #expect(machine.outcome(instance) == .completed)
  }

  @Test("a request with an impossible start has no effect at all")
  func deliveryOfStarts() throws {
    var machine = try twoQuestions()
    let starts = ["p", "unknown"].map {
      InboundDelivery.Start.instance(CreateInstanceRequest(.id($0)))
    }
    #expect(machine.refusal(delivery("SM1", starts: starts)) == .notFound)
    #expect(instances(machine).isEmpty)
    try machine.send(delivery("SM1", starts: [starts[0]]))
    #expect(instances(machine).count == 1)
  }

  @Test("a message without a key starts an instance each time")
  func startsWithoutKey() throws {
    var machine = try started()
    try machine.publish("order", "", ["text": "one"])
    try machine.publish("order", "", ["text": "two"])
    #expect(instances(machine).map { machine.variables($0)["text"] } == ["one", "two"])
  }

  @Test("a correlation key has one instance at a time; the next message waits")
  func startLock() throws {
    var machine = try started()
    try machine.publish("order", "anna", timeToLive: 60_000, ["text": "one"])
    try machine.publish("order", "anna", timeToLive: 60_000, ["text": "two"])
    try machine.publish("order", "ben", timeToLive: 60_000, ["text": "three"])
    #expect(instances(machine).map { machine.variables($0)["text"] } == ["one", "three"])
    let jobs = try machine.jobs("work")
    try machine.send(.completeJob(jobs[0].reference, [:]))
    #expect(instances(machine).map { machine.variables($0)["text"] } == ["one", "three", "two"])
    try machine.send(.cancelInstance(instances(machine)[2]))
    #expect(machine.state.startLocks.keys.map(\.correlationKey) == ["ben"])
  }

  @Test("a message starts only the latest version of a process")
  func newestVersion() throws {
    var machine = try started()
    try machine.deploy(
      """
      <bpmn:startEvent id="other"><bpmn:messageEventDefinition messageRef="order"/>
      </bpmn:startEvent>\(task("work"))\(flows("other -> work"))
      """, definitions: #"<bpmn:message id="order" name="order"/>"#)
    try machine.publish("order")
    #expect(machine.completed == ["other"])
  }

  @Test("a process with only message start events cannot be started by a command")
  func noNoneStart() throws {
    var machine = try started()
    #expect(throws: EngineError.self) { try machine.start() }
  }

  @Test("an interrupting message ends its activity, a non-interrupting one does not")
  func boundary() throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/>\(task("work"))
      <bpmn:boundaryEvent id="note" attachedToRef="work" cancelActivity="false">
        <bpmn:messageEventDefinition messageRef="info"/></bpmn:boundaryEvent>
      <bpmn:boundaryEvent id="stop" attachedToRef="work">
        <bpmn:messageEventDefinition messageRef="cancel"/></bpmn:boundaryEvent>
      <bpmn:endEvent id="noted"/><bpmn:endEvent id="stopped"/><bpmn:endEvent id="end"/>
      \(flows("start -> work -> end", "note -> noted", "stop -> stopped"))
      """, definitions: message("info") + message("cancel"))
    let instance = try machine.start(["key": "k"])
    try machine.publish("info", "k", ["n": 1])
    try machine.publish("info", "k", ["n": 2])
    #expect(machine.completed == ["start", "note", "noted", "note", "noted"])
    try machine.publish("cancel", "k")
    #expect(machine.completed.suffix(2) == ["stop", "stopped"])
    #expect(machine.outcome(instance) == .completed)
    #expect(machine.variables(instance) == ["key": "k", "n": 2])
    #expect(machine.state.jobs.isEmpty && machine.state.subscriptions.isEmpty)
  }

  @Test("an event that stays open receives all buffered messages, oldest first")
  func keptForNonInterrupting() throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/>\(task("work"))
      <bpmn:boundaryEvent id="note" attachedToRef="work" cancelActivity="false">
        <bpmn:messageEventDefinition messageRef="info"/></bpmn:boundaryEvent>
      \(task("read"))\(flows("start -> work", "note -> read"))
      """, definitions: message("info"))
    for number in 1...3 {
      try machine.publish("info", "k", timeToLive: 60_000, ["n": JSONValue(number)])
    }
    let instance = try machine.start(["key": "k"])
    #expect(try machine.jobs("read").count == 3)
    #expect(machine.variables(instance)["n"] == 3)
    try machine.publish("info", "k", timeToLive: 60_000, ["n": 4])
    #expect(try machine.jobs("read").count == 1)
  }

  @Test("an activity that only an incident keeps from completing receives no message")
  func whileCompleting() throws {
    var machine = Machine()
    let failing = #"<zeebe:output source="=assert(missing, false)" target="x"/>"#
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/>\(task("work", mappings: failing))
      <bpmn:boundaryEvent id="stop" attachedToRef="work">
        <bpmn:messageEventDefinition messageRef="cancel"/></bpmn:boundaryEvent>
      <bpmn:endEvent id="stopped"/>\(flows("start -> work", "stop -> stopped"))
      """, definitions: message("cancel"))
    let instance = try machine.start(["key": "k"])
    try machine.complete("work")
    #expect(machine.incidents.map(\.type) == ["IO_MAPPING_ERROR"])
    let request = CorrelateMessageRequest(name: "cancel", correlationKey: "k")
    #expect(machine.refusal(.correlateMessage(request)) == .notFound)
    let kept = try machine.publish("cancel", "k", timeToLive: 60_000)
    #expect(machine.state.messages[kept]?.correlatedProcesses == [])
    try machine.send(.cancelInstance(instance))
    let next = try machine.start(["key": "k"])
    #expect(machine.completed.suffix(2) == ["stop", "stopped"])
    #expect(machine.outcome(next) == .completed)
  }

  @Test("a message's variables update the receive task's local variables of the same name")
  func receivedLocally() throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/>
      <bpmn:receiveTask id="wait" messageRef="reply"><bpmn:extensionElements><zeebe:ioMapping>
        <zeebe:input source="=1" target="x"/></zeebe:ioMapping></bpmn:extensionElements>
      </bpmn:receiveTask>\(flows("start -> wait"))
      """, definitions: message("reply"))
    let instance = try machine.start(["key": "k"])
    try machine.publish("reply", "k", ["x": 2, "y": 3])
    #expect(machine.variables(instance) == ["key": "k", "y": 3])
  }

  @Test("a receive task waits like a catch event, and maps what it receives")
  func receiveTask() throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/>
      <bpmn:receiveTask id="wait" messageRef="reply"><bpmn:extensionElements><zeebe:ioMapping>
        <zeebe:output source="=text" target="answer"/></zeebe:ioMapping></bpmn:extensionElements>
      </bpmn:receiveTask>\(flows("start -> wait"))
      """, definitions: message("reply"))
    let instance = try machine.start(["key": "k"])
    try machine.publish("reply", "k", ["text": "yes", "rest": 1])
    #expect(machine.variables(instance) == ["key": "k", "answer": "yes"])
  }
}
