import EngineProtocol
import ExecutorTestSupport
import HTTP
import JSON
import Testing

@testable import Connectors

@Suite("Errors of HTTP requests")
struct HTTPErrorTests {
  private let run: HTTPRun

  init() throws { run = try HTTPRun() }

  @Test(
    "a status of 400 or more fails the job; retries and back-off depend on the status",
    arguments: [
      (404, 0, 0), (400, 0, 0), (408, 2, 30_000), (429, 2, 90_000), (503, 2, 90_000),
      (500, 2, 30_000),
    ] as [(Int, Int, Int64)])
  func statuses(_ status: Int, _ retries: Int, _ backoff: Int64) async {
    let transport = FakeTransport(
      status, #"{"message":"No luck","code":21211}"#, headers: [("Retry-After", "90")])
    guard
      case .failed(let failure) = await run(
        .http(HTTPRun.sms, headers: ["retryBackoff": "PT30S"]), transport)
    else {
      Issue.record("the job did not fail")
      return
    }
    #expect(failure.retries == retries)
    #expect(failure.backoff == backoff)
    #expect(failure.message.contains("api.twilio.com answered \(status)"))
    #expect(failure.message.contains("No luck (code 21211)"))
    #expect(failure.variables["error"]?["code"] == .string(String(status)))
    #expect(failure.variables["error"]?["variables"]?["response"]?["body"]?["code"] == 21211)
  }

  @Test("a POST whose outcome is unknown is not repeated, a GET is")
  func unknownOutcome() async {
    for wasSent in [true, false] {
      let transport = FakeTransport { _, _ in
        .failure(TransportFailure(wasSent: wasSent, isTimeout: true, message: "Too late."))
      }
      guard case .failed(let post) = await run(.http(HTTPRun.sms), transport),
        case .failed(let get) = await run(
          .http(["method": "GET", "url": "https://x.test"], key: 6), transport)
      else {
        Issue.record("a job did not fail")
        return
      }
      #expect(post.retries == (wasSent ? 0 : 2))
      #expect(post.message.contains("outcome is unknown") == wasSent)
      #expect(get.retries == 2)
    }
  }

  @Test("the engine knows which requests were sent")
  func sentRequests() async throws {
    for (wasSent, key) in [(true, 7), (false, 8)] as [(Bool, EngineKey)] {
      let transport = FakeTransport { _, _ in
        .failure(TransportFailure(wasSent: wasSent, isTimeout: false, message: "Lost."))
      }
      _ = await run(.http(HTTPRun.sms, key: key), transport)
      #expect((run.engine.seen.requests[key] != nil) == wasSent)
    }
    // A failed connection leaves no note either.
    let transport = HTTPClientTransport()
    let outcome = await run(
      .http(["method": "POST", "url": "http://127.0.0.1:1/", "body": "b"], key: 9), transport)
    try await transport.shutdown()
    guard case .failed(let failure) = outcome else {
      Issue.record("the job did not fail: \(outcome)")
      return
    }
    #expect(failure.retries == 2)
    #expect(run.engine.seen.requests[9] == nil)
  }

  @Test("a request interrupted by a stop has no outcome, whatever the error expression says")
  func interrupted() async {
    let transport = FakeTransport { _, _ in
      .failure(
        TransportFailure(wasSent: true, isTimeout: false, isInterrupted: true, message: "Stop."))
    }
    let headers = ["errorExpression": "ignoreError()"]
    #expect(await run(.http(HTTPRun.sms, headers: headers), transport) == .interrupted)
  }

  @Test("expressions see the reason phrase as the error's message; the incident says more")
  func reasons() async {
    for (status, reason) in [(404, "Not Found"), (418, "[no reason]")] {
      let transport = FakeTransport(status, #"{"message":"No luck"}"#)
      guard case .failed(let failure) = await run(.http(HTTPRun.sms), transport) else {
        Issue.record("the job did not fail")
        return
      }
      #expect(failure.variables["error"]?["message"] == .string(reason))
      #expect(failure.message.hasPrefix("api.twilio.com answered \(status)"))
      #expect(failure.message.contains("No luck"))
    }
  }

  @Test(
    "an invalid error expression fails the job and names the problem",
    arguments: [
      ("bpmnError(response.body.code, \"m\")", "errorCode"), ("jobError(5)", "errorMessage"),
      ("jobError(\"m\", null, 2)", "variables"), ("bpmnError(\"E\", 5)", "errorMessage"),
      (#"{errorType: "bpmnError", errorCode: 5}"#, "errorCode"),
      (#"{errorType: "jobError", retries: "2"}"#, "retries"),
      (#"{errorType: "jobError", retryBackoff: 5}"#, "retryBackoff"),
      (#"{errorType: "ignoreError", variables: 5}"#, "variables"),
    ])
  func faultyErrorExpressions(_ expression: String, _ name: String) async {
    for status in [200, 503] {
      let outcome = await run(
        .http(HTTPRun.sms, headers: ["errorExpression": "=" + expression]),
        FakeTransport(status, #"{"code":21211}"#))
      guard case .failed(let failure) = outcome else {
        Issue.record("the job did not fail: \(outcome)")
        continue
      }
      #expect(failure.retries == 0)
      #expect(failure.message.contains(name))
      #expect(failure.message.contains("answered 503") == (status == 503))
    }
  }

  @Test("compressed responses are decoded; a decoding error does not repeat the request")
  func compressed() async {
    func answer(_ status: Int, _ coding: String) -> FakeTransport {
      FakeTransport(status, "plain", headers: [("Content-Encoding", coding)])
    }
    guard case .failed(let failure) = await run(.http(HTTPRun.sms), answer(200, "gzip")) else {
      Issue.record("the job did not fail")
      return
    }
    #expect(failure.retries == 0)
    #expect(failure.message.contains("Cannot read the response body of api.twilio.com"))
    guard case .failed(let busy) = await run(.http(HTTPRun.sms), answer(503, "gzip")) else {
      Issue.record("the job did not fail")
      return
    }
    #expect(busy.retries == 2)
  }

  @Test("an error expression is evaluated after failures and successes")
  func errorExpression() async {
    let failed = await run(
      .http(
        HTTPRun.sms,
        headers: [
          "errorExpression":
            #"=if error.code = "404" then bpmnError("GONE", error.message, {left: job.retries}) else null"#
        ]), FakeTransport(404, "gone"))
    guard case .bpmnError(let error) = failed else {
      Issue.record("no BPMN error: \(failed)")
      return
    }
    #expect(error.code == "GONE")
    #expect(error.variables == JSONObject([("left", 3)]))

    // `response` is the raw result although variables were mapped.
    let succeeded = await run(
      .http(
        HTTPRun.sms,
        headers: [
          "resultExpression": "={state: body.status}",
          "errorExpression":
            #"=if response.body.status = "failed" and state = "failed" then jobError("x", {}, 1, @"PT5S") else null"#,
        ]), FakeTransport(200, #"{"status":"failed"}"#))
    guard case .failed(let failure) = succeeded else {
      Issue.record("no job error: \(succeeded)")
      return
    }
    #expect(failure.retries == 1 && failure.backoff == 5000 && failure.message == "x")
  }

  @Test("ignoreError completes the job, null and {} change nothing, other results are incidents")
  func errorExpressionShapes() async {
    for (text, expected) in [
      ("ignoreError({a: 1})", ConnectorOutcome.completed(JSONObject([("a", 1)]))),
      ("null", .completed(JSONObject())), ("{}", .completed(JSONObject())),
    ] {
      #expect(
        await run(.http(HTTPRun.sms, headers: ["errorExpression": text]), FakeTransport())
          == expected)
    }
    for text in ["42", "{x: 1}", "1 +"] {
      guard
        case .failed(let failure) = await run(
          .http(HTTPRun.sms, headers: ["errorExpression": text]), FakeTransport())
      else {
        Issue.record("\(text) did not fail")
        continue
      }
      #expect(failure.retries == 0)
    }
  }
}
