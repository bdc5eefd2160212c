import EngineProtocol
import ExecutorTestSupport
import HTTP
import JSON
import Testing

/// Which element a request reaches, on the embedded engine.
@Suite("Webhooks and waiting instances", .timeLimit(.minutes(1)))
struct WebhookCorrelationTests {
  /// Three questions whose answers share one message.
  private static func questions(_ properties: [[String: String]]) -> WebhookDiagram {
    WebhookDiagram(
      messages: ["answer"],
      processes: WebhookDiagram.process(
        "quiz",
        "<startEvent id=\"q0\"/>"
          + zip(1..., properties).map {
            WebhookDiagram.catchEvent("q\($0)", "answer", $1)
              + WebhookDiagram.flow("q\($0 - 1)", "q\($0)")
          }.joined()))
  }

  private static func sms(
    _ sid: String, _ body: String = "x", from: String = "+49"
  ) -> [(String, String)] {
    [("MessageSid", sid), ("Body", body), ("From", from)]
  }

  @Test("elements that share a message each have their own mapping, key, id and time to live")
  func sharedMessage() async throws {
    let run = try await WebhookRun(
      Self.questions([
        ["resultExpression": "={a1: request.body.Body}"],
        [
          "resultExpression": "={a2: request.body.Body}",
          "correlationKeyExpression": "=request.body.WaId",
        ],
        [
          "resultExpression": "={a3: request.body.Body}", "messageTtl": "PT0S",
          "messageIdExpression": "=request.body.Id",
        ],
      ]))
    let key = try await run.start("quiz", [("customer", "+49")])
    #expect(try await run.post(Self.sms("SM1", "one")).status == 200)
    let other = Self.sms("SM2", "two", from: "+1") + [("WaId", "+49")]
    #expect(try await run.post(other).status == 200)
    #expect(try await run.post(Self.sms("SM3", "three")).status == 200)
    #expect(
      try await run.variables(key) == ["customer": "+49", "a1": "one", "a2": "two", "a3": "three"])
  }

  @Test("an unmatched message is buffered only if all possible receivers would get the same")
  func keeping() async throws {
    let same = ["resultExpression": "={a: request.body.Body}"]
    let run = try await WebhookRun(Self.questions([same, same, same]))
    #expect(try await run.post(Self.sms("SM1", "early")).status == 200)
    let key = try await run.start("quiz", [("customer", "+49")])
    #expect(try await run.waiting(key) == ["q2"])
    for (name, value) in [
      ("resultExpression", "={b: 1}"), ("resultVariable", "b"), ("messageTtl", "PT5M"),
      ("correlationKeyExpression", "=request.body.Body"), ("messageIdExpression", "=\"1\""),
    ] {
      let run = try await WebhookRun(Self.questions([same, same.merging([name: value]) { $1 }]))
      #expect(try await run.post(Self.sms("SM1", "early")).status == 422, "\(name)")
    }
  }

  @Test("a failing expression excludes only its own element")
  func ruledOut() async throws {
    let broken = ["resultExpression": "=1"]
    let run = try await WebhookRun(
      Self.questions([["resultExpression": "={a: request.body.Body}"], broken, broken]))
    let key = try await run.start("quiz", [("customer", "+49")])
    #expect(try await run.post(Self.sms("SM1", "one")).status == 200)
    #expect(try await run.variables(key)["a"] == "one")
    #expect(run.lines.text.contains("q2 is skipped"))
    #expect(try await WebhookRun(Self.questions([broken])).post(Self.sms("SM1")).status == 422)
  }

  @Test(
    "a repeated request answers neither the next instance nor the next question",
    arguments: [["answer", "answer"], ["answer", "other"], ["other", "answer"]])
  func redelivery(messages: [String]) async throws {
    let run = try await WebhookRun(
      WebhookDiagram(
        messages: ["answer", "other"],
        processes: WebhookDiagram.process(
          "quiz",
          "<startEvent id=\"s\"/><endEvent id=\"e\"/>" + WebhookDiagram.flow("s", "q1", "q2", "e")
            + WebhookDiagram.catchEvent("q2", messages[1])
            + WebhookDiagram.catchEvent("q1", messages[0]))))
    let first = try await run.start("quiz", [("customer", "+49")])
    for _ in 0..<2 {
      #expect(try await run.post(Self.sms("SM1")).status == 200)
      #expect(try await run.waiting(first) == ["q2"])
    }
    #expect(try await run.post(Self.sms("SM2")).status == 200)
    let second = try await run.start("quiz", [("customer", "+49")])
    for sid in ["SM1", "SM2"] {
      #expect(try await run.post(Self.sms(sid)).status == 200)
      #expect(try await run.waiting(second) == ["q1"])
    }
    #expect(try await run.post(Self.sms("SM3")).status == 200)
    #expect(try await run.waiting(second) == ["q2"])
  }

  /// A conversation that starts with a text and ends with STOP.
  private static func stoppable(_ start: String?, stop: String = "stop") -> WebhookDiagram {
    let result = ["resultExpression": "={customer: request.body.From}"]
    return WebhookDiagram(
      messages: ["start", "stop"],
      processes: WebhookDiagram.process(
        "talk",
        WebhookDiagram.startEvent("s", message: start, result) + WebhookDiagram.flow("s", "wait")
          + """
          <serviceTask id="wait"><extensionElements><zeebe:taskDefinition type="wait"/>
          </extensionElements></serviceTask>
          <subProcess id="on-stop" triggeredByEvent="true"><endEvent id="e"/>
          """
          + WebhookDiagram.startEvent("stopped", message: stop, ["resultVariable": "last"])
          + WebhookDiagram.flow("stopped", "e") + "</subProcess>"))
  }

  @Test(
    "the waiting one of a start event and an event sub-process gets the request",
    arguments: [("start", "stop"), (nil, "stop"), ("start", "start")])
  func eventSubProcess(start: String?, stop: String) async throws {
    let run = try await WebhookRun(Self.stoppable(start, stop: stop))
    #expect(try await run.post(Self.sms("SM1")).status == 200)
    #expect(try await run.instances().map(\.state) == [.active])
    #expect(try await run.post(Self.sms("SM2")).status == 200)
    #expect(try await run.instances().map(\.state) == [.completed])
    // If an earlier text were buffered, the new conversation would end at once.
    #expect(try await run.post(Self.sms("SM3")).status == 200)
    #expect(try await run.instances().map(\.state) == [.active, .completed])
  }

  @Test("a text that started a conversation does not end it when it is repeated")
  func redeliveredStart() async throws {
    let run = try await WebhookRun(Self.stoppable("start"))
    for _ in 0..<2 {
      #expect(try await run.post(Self.sms("SM1")).status == 200)
      #expect(try await run.instances().map(\.state) == [.active])
    }
  }

  @Test(
    "start events start all or none of their processes",
    arguments: [(nil, nil), ("start", nil), (nil, "start"), ("start", "other")])
  func allOrNothing(first: String?, second: String?) async throws {
    func processes(_ result: String) -> WebhookDiagram {
      let one = WebhookDiagram.startEvent("s1", message: first)
      let other = WebhookDiagram.startEvent("s2", message: second, ["resultExpression": result])
      return WebhookDiagram(
        messages: ["start", "other"],
        processes: WebhookDiagram.process("one", one) + WebhookDiagram.process("two", other))
    }
    for (result, status, count) in [("=1", 422, 0), ("={a: 1}", 200, 2)] {
      let run = try await WebhookRun(processes(result))
      #expect(try await run.post(Self.sms("SM1")).status == status)
      #expect(try await run.instances().count == count)
    }
  }
}
