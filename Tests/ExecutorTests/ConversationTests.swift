import Engine
import EngineProtocol
import ExecutorTestSupport
import Foundation
import HTTP
import JSON
import Secrets
import Storage
import Synchronization
import Testing
import TestSupport
import TwilioSimulator

@testable import Connectors
@testable import Executor

/// Whole conversations: sample diagrams on the embedded engine, with the simulator as phone
/// network.
@Suite("Conversations")
struct ConversationTests {
  private static func bundle(_ sample: String, webhooks: [WebhookRoute] = []) throws
    -> ExecutorBundle
  {
    let path = "samples/\(sample)/\(sample).bpmn"
    let bytes = try Data(contentsOf: Cases.packageFolder.appending(path: path))
    return ExecutorBundle(
      resources: [DeploymentResource(name: path, bytes: Array(bytes))], webhooks: webhooks)
  }

  /// A process that sends one SMS, and takes another end event if Twilio rejects it.
  private static let sending: ExecutorBundle = {
    let inputs = [
      ("method", "post"), ("url", "https://api.twilio.com/2010-04-01/Accounts/AC1/Messages.json"),
      ("headers", #"={&quot;Content-Type&quot;: &quot;application/x-www-form-urlencoded&quot;}"#),
      ("authentication.type", "basic"), ("authentication.username", "AC1"),
      ("authentication.password", "{{secrets.TWILIO_AUTH_TOKEN}}"), ("body.Body", "=text"),
      ("body.From", "+15005550006"), ("body.To", "=to"),
    ].map { #"<zeebe:input target="\#($0)" source="\#($1)"/>"# }.joined()
    let error =
      "=if error = null then null else bpmnError(&quot;FAILED&quot;, error.message, "
      + "{failure: {status: error.code, reason: error.variables.response.body.message}})"
    let xml = """
      <definitions id="d" xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
        xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="t">
      <error id="E" name="Failed" errorCode="FAILED"/>
      <process id="sending" isExecutable="true"><startEvent id="start"/>
      <serviceTask id="send" name="Send SMS"><extensionElements>
      <zeebe:taskDefinition type="io.camunda:http-json:1"/>
      <zeebe:ioMapping>\(inputs)</zeebe:ioMapping>
      <zeebe:taskHeaders><zeebe:header key="errorExpression" value="\(error)"/></zeebe:taskHeaders>
      </extensionElements></serviceTask>
      <boundaryEvent id="failed" attachedToRef="send"><extensionElements><zeebe:ioMapping>
      <zeebe:output source="=failure" target="failure"/></zeebe:ioMapping></extensionElements>
      <errorEventDefinition id="e" errorRef="E"/>
      </boundaryEvent><endEvent id="sent"/><endEvent id="notSent"/>
      <sequenceFlow id="f1" sourceRef="start" targetRef="send"/>
      <sequenceFlow id="f2" sourceRef="send" targetRef="sent"/>
      <sequenceFlow id="f3" sourceRef="failed" targetRef="notSent"/></process></definitions>
      """
    return ExecutorBundle(resources: [
      DeploymentResource(name: "sending.bpmn", bytes: Array(xml.utf8))
    ])
  }()

  private static let twilio = WebhookRoute.HMACSettings(
    header: "x-twilio-signature", algorithm: "sha_1", scopes: ["url", "body", "parameters"],
    secret: "{{secrets.TWILIO_AUTH_TOKEN}}")

  /// The webhook elements of the sample `sms-conversation`.
  private static let pizza: [WebhookRoute] = {
    var start = WebhookRoute(
      id: "sms-pizza", kind: .messageStart, processID: "sms-conversation",
      elementID: "StartEvent_OrderReceived", messageName: "order")
    start.activationCondition = #"=starts with(upper case(request.body.Body), "ORDER")"#
    start.resultExpression =
      "={customer: request.body.From, shop: request.body.To, order: request.body.Body}"
    var answer = WebhookRoute(
      id: "sms-pizza", kind: .catchEvent, processID: "sms-conversation",
      elementID: "Event_AnswerReceived", messageName: "answer")
    answer.activationCondition =
      #"=list contains(["YES", "NO"], upper case(trim(request.body.Body)))"#
    answer.correlationKey = "=request.body.From"
    answer.resultExpression = "={answer: upper case(trim(request.body.Body))}"
    start.hmac = twilio
    answer.hmac = twilio
    return [start, answer]
  }()

  /// The sample's diagram, with the message names of the routes above.
  private static func pizzaBundle() throws -> ExecutorBundle {
    var bundle = try bundle("sms-conversation", webhooks: pizza)
    let text = String(decoding: bundle.resources[0].bytes, as: UTF8.self)
      .replacing(/(id="Message_PizzaOrder" name=)"[^"]*"/) { "\($0.1)\"order\"" }
      .replacing(/(id="Message_PizzaAnswer" name=)"[^"]*"/) { "\($0.1)\"answer\"" }
    bundle.resources[0].bytes = Array(text.utf8)
    return bundle
  }

  private func run(
    _ bundle: ExecutorBundle, secrets: any SecretProvider = SimulatedSecrets(),
    engine: EmbeddedEngine? = nil, log: ExecutorLog = .silent,
    _ body: (ExecutorRuntime, EmbeddedEngine, Phone) async throws -> Void
  ) async throws {
    let engine = try engine ?? EmbeddedEngine(clock: SystemClock())
    var options = ExecutorOptions()
    options.port = 0
    let runtime = try ExecutorRuntime(
      engine: engine, bundle: bundle, secrets: secrets, options: options, log: log)
    let result: Result<Void, any Error>
    do {
      let origin = try await runtime.start()
      try await body(runtime, engine, Phone(origin: origin))
      result = .success(())
    } catch { result = .failure(error) }
    await runtime.stop(grace: .seconds(2))
    await engine.close()
    try result.get()
  }

  /// A person with a phone.
  struct Phone {
    var origin: String
    private static let transport = HTTPClientTransport()

    func send(_ text: String) async throws {
      let body = JSONValue.object([("from", "+4915112345678"), ("body", .string(text))]).text()
      let response = try await Self.transport.send(
        OutgoingRequest(
          method: "POST", url: "\(origin)/simulator/messages",
          headers: [("Content-Type", "application/json")], body: Array(body.utf8), timeout: 20))
      let json = try JSONValue(parsing: response.body)
      #expect(json["delivered"] == true, "\(json.text())")
    }

    /// The messages sent to the phone.
    var received: [String] {
      get async throws {
        let response = try await Self.transport.send(
          OutgoingRequest(method: "GET", url: "\(origin)/simulator/messages", timeout: 20))
        return try JSONValue(parsing: response.body)["messages"]?.array?
          .filter { $0["direction"] != "inbound" }.compactMap { $0["body"]?.string } ?? []
      }
    }
  }

  @Test("an order by SMS is confirmed by SMS", .timeLimit(.minutes(1)))
  func confirmed() async throws {
    try await run(try Self.pizzaBundle()) { runtime, engine, phone in
      try await phone.send("Order 2 margherita & a cola = 100%")
      let instance = try #require(try await engine.instances(processID: nil, limit: 1).first)
      guard case .waiting(let elements) = try await runtime.waitUntilIdle(instance.key, on: engine)
      else {
        Issue.record("the process does not wait")
        return
      }
      #expect(elements.map(\.elementID).contains("Event_AnswerReceived"))
      try await phone.send(" yes ")
      guard case .ended(let ended) = try await runtime.waitUntilIdle(instance.key, on: engine)
      else {
        Issue.record("the process does not end")
        return
      }
      #expect(ended.state == .completed)
      #expect(
        try await phone.received == [
          "You wrote: Order 2 margherita & a cola = 100%. Reply YES to confirm or NO to cancel.",
          "Thank you. Your pizza is on its way.",
        ])
    }
  }

  @Test("a lookup finds the messages that arrived", .timeLimit(.minutes(1)))
  func lookup() async throws {
    var bundle = try Self.pizzaBundle()
    bundle.resources += try Self.bundle("message-lookup").resources
    try await run(bundle) { runtime, engine, phone in
      try await phone.send("Order 2 margherita")
      let order = try #require(try await engine.instances(processID: nil, limit: 1).first)
      _ = try await runtime.waitUntilIdle(order.key, on: engine)
      let lookup = try await engine.createInstance(
        CreateInstanceRequest(
          .id("message-lookup"), variables: JSONObject([("shop", "+15005550006")])))
      _ = try await runtime.waitUntilIdle(lookup.key, on: engine)
      let variables = try await engine.variables(ofInstance: lookup.key)
      #expect(variables["found"] == 1)
      #expect(variables["message"]?["text"] == "Order 2 margherita")
    }
  }

  @Test(
    "an error from Twilio becomes the BPMN error that the diagram catches",
    .timeLimit(.minutes(1)))
  func refused() async throws {
    try await run(Self.sending) { runtime, engine, _ in
      let instance = try await engine.createInstance(
        CreateInstanceRequest(
          .id("sending"),
          variables: JSONObject([("to", "+4915112345678"), ("text", "")])))
      guard case .ended = try await runtime.waitUntilIdle(instance.key, on: engine) else {
        Issue.record("the process does not end")
        return
      }
      let failure = try await engine.variables(ofInstance: instance.key)["failure"]
      #expect(failure?["status"] == "400")
      #expect(failure?["reason"]?.string?.contains("'Body'") == true)
    }
  }

  @Test("no secret is in the databases, the log or the variables", .timeLimit(.minutes(1)))
  func canaries() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    // Leftovers in the system's temporary folder do no harm.
    defer { try? FileManager.default.removeItem(at: folder) }
    let lines = Lines()
    let canary = Canary("canary-token \"4711\"&=/+")
    let secrets = FakeSecrets([
      "TWILIO_AUTH_TOKEN": canary.value,
      "TWILIO_ACCOUNT_SID": "ACcanary0000000000000000000000aa",
    ])
    let engine = try EmbeddedEngine(
      file: DataFile(path: folder.appending(path: "engine.sqlite").path), clock: SystemClock())
    try await run(
      try Self.pizzaBundle(), secrets: secrets, engine: engine,
      log: ExecutorLog { lines.add("\($0) \($1)") }
    ) { runtime, engine, phone in
      try await phone.send("order nothing")
      let instance = try #require(try await engine.instances(processID: nil, limit: 1).first)
      _ = try await runtime.waitUntilIdle(instance.key, on: engine)
      lines.add(JSONValue.object(try await engine.variables(ofInstance: instance.key)).text())
    }
    #expect(lines.all.flatMap { canary.found(in: $0) } == [])
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
      let bytes = try Data(contentsOf: folder.appending(path: name))
      #expect(canary.found(in: bytes) == [], "\(name)")
    }
  }

  private final class Lines: Sendable {
    private let lines = Mutex<[String]>([])
    func add(_ line: String) { lines.withLock { $0.append(line) } }
    var all: [String] { lines.withLock { $0 } }
  }

  @Test(
    "after a crash, a POST in progress becomes an incident, not a second SMS",
    .timeLimit(.minutes(1)))
  func crash() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    // Leftovers in the system's temporary folder do no harm.
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "engine.sqlite").path
    // An executor that activated the job, recorded the request, and was killed.
    let first = try EmbeddedEngine(file: DataFile(path: path), clock: SystemClock())
    let bundle = Self.sending
    _ = try await first.deploy(bundle.resources)
    let instance = try await first.createInstance(
      CreateInstanceRequest(
        .id("sending"), variables: JSONObject([("to", "+4915112345678"), ("text", "x")])))
    let jobs = try await first.activateJobs(
      ActivateJobsRequest(
        type: HTTPConnector.jobType, worker: "w", timeout: 300_000, maximum: 1))
    try await first.noteRequest(
      "POST to api.twilio.com", of: try #require(jobs.first).reference.key)
    await first.close()

    let second = try EmbeddedEngine(file: DataFile(path: path), clock: SystemClock())
    try await run(bundle, engine: second) { runtime, engine, phone in
      guard
        case .incident(let incidents) = try await runtime.waitUntilIdle(instance.key, on: engine)
      else {
        Issue.record("there is no incident")
        return
      }
      #expect(incidents.first?.message.contains("outcome is unknown") == true)
      #expect(try await phone.received.isEmpty)
    }
  }
}
