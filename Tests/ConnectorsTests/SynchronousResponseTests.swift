import Engine
import EngineProtocol
import ExecutorTestSupport
import HTTP
import JSON
import Testing

@testable import Connectors

@Suite("Synchronous responses of webhooks", .timeLimit(.minutes(1)))
struct SynchronousResponseTests {
  private static let properties = [
    "synchronousResponse": "true", "resultExpression": "={n: request.body.n}",
    "inbound.responseExpression": "={statusCode: 201, body: correlation}",
  ]

  /// A process that starts with a request, and waits for a job in between if it has a task.
  private static func diagram(_ task: String? = nil) -> WebhookDiagram {
    let start = WebhookDiagram.startEvent("s", properties)
    let work = task.map {
      "<serviceTask id=\"t\"><extensionElements><zeebe:taskDefinition type=\"\($0)\"/>"
        + "</extensionElements></serviceTask>" + WebhookDiagram.flow("s", "t", "e")
    }
    return WebhookDiagram(
      processes: WebhookDiagram.process(
        "p", start + (work ?? WebhookDiagram.flow("s", "e")) + "<endEvent id=\"e\"/>"))
  }

  private static func request(_ body: String) -> ServerRequest {
    ServerRequest(
      method: "POST", target: "/inbound/hook", headers: [("Content-Type", "application/json")],
      body: Array(body.utf8))
  }

  @Test("the response waits for the end of the process and sees its variables")
  func result() async throws {
    let run = try await WebhookRun(Self.diagram("work"))
    async let response = run.send(Self.request(#"{"n": 1}"#))
    let jobs = try await run.engine.activateJobs(
      ActivateJobsRequest(
        type: "work", worker: "w", timeout: 60_000, maximum: 1, requestTimeout: 10_000,
        fetchVariables: nil))
    try await run.engine.completeJob(
      try #require(jobs.first).reference, variables: JSONObject([("answer", 42)]))
    let received = await response
    let body = try JSONValue(parsing: received.body)
    #expect(received.status == 201)
    #expect(body["variables"] == ["n": 1, "answer": 42])
    #expect(body["processInstanceKey"] != nil)
  }

  @Test("without a response expression the response is empty, but waits as well")
  func empty() async throws {
    var diagram = Self.diagram()
    diagram.processes = diagram.processes.replacing("inbound.responseExpression", with: "other")
    let run = try await WebhookRun(diagram)
    let response = await run.send(Self.request("{}"))
    #expect(response.status == 200 && response.body.isEmpty)
    #expect(try await run.instances().map(\.state) == [.completed])
  }

  @Test("an instance that does not end in time is a 504 and continues; a cancelled one is a 409")
  func unfinished() async throws {
    let run = try await WebhookRun(Self.diagram("work"))
    let late = await run.handler(limit: .milliseconds(50)).respond(
      to: Self.request("{}"), path: "hook")
    #expect(late.status == 504)
    let key = try #require(try await run.instances().first).key
    async let response = run.handler().respond(to: Self.request("{}"), path: "hook")
    while try await run.instances().count < 2 { try await Task.sleep(for: .milliseconds(5)) }
    for instance in try await run.instances() where instance.key != key {
      try await run.engine.cancelInstance(instance.key)
    }
    #expect(await response.status == 409)
    #expect(try await run.engine.instance(key)?.state == .active)
  }

  @Test("a message that no instance waits for is a 404 and is not kept")
  func unmatched() async throws {
    let event = WebhookDiagram.catchEvent(
      "c", "m",
      ["synchronousResponse": "true", "inbound.responseExpression": "={body: correlation}"])
    let run = try await WebhookRun(
      WebhookDiagram(
        messages: ["m"],
        processes: WebhookDiagram.process(
          "p", "<startEvent id=\"s\"/>" + event + WebhookDiagram.flow("s", "c"))))
    #expect(try await run.post([("From", "1")]).status == 404)
    let key = try await run.start("p", [("customer", "1")])
    #expect(try await run.waiting(key) == ["c"])
    let response = try await run.post([("From", "1")])
    #expect(response.status == 200)
    let body = try JSONValue(parsing: response.body)
    #expect(body["processInstanceKey"] == .number(String(key)))
    #expect(try await run.waiting(key).isEmpty)
  }
}
