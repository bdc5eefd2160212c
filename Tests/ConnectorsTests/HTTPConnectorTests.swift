import EngineProtocol
import ExecutorTestSupport
import HTTP
import JSON
import Testing

@testable import Connectors

@Suite("The HTTP connector")
struct HTTPConnectorTests {
  private let run: HTTPRun

  init() throws { run = try HTTPRun() }

  @Test("an SMS is posted as a form with basic authentication, and its result is mapped")
  func sms() async {
    let transport = FakeTransport(
      201, #"{"sid":"SM1","n":12.50}"#, headers: [("X-A", "1"), ("X-A", "2")])
    let outcome = await run(
      .http(
        HTTPRun.sms,
        headers: [
          "resultVariable": "sent",
          "resultExpression": "={sid: body.sid, again: response.body.sid}",
        ]), transport)
    let request = transport.requests[0]
    #expect(request.method == "POST")
    #expect(
      request.body.map { String(decoding: $0, as: UTF8.self) }
        == "Body=Hi+%26+bye&From=%2B15005550006&To=%2B4915112345678")
    #expect(
      request.headers.map(\.name) == [
        "Authorization", "Content-Type", "User-Agent", "Accept-Encoding",
      ])
    #expect(request.headers[0].value == "Basic QUMxOnRva2Vu")
    #expect(
      outcome
        == .completed(
          JSONObject([
            (
              "sent",
              [
                "status": 201, "headers": ["X-A": ["1", "2"]],
                "body": ["sid": "SM1", "n": .number("12.50")],
                "reason": nil, "document": nil,
              ]
            ), ("sid", "SM1"), ("again", "SM1"),
          ])))
  }

  @Test("without mappings a success has no variables")
  func unmapped() async {
    #expect(await run(.http(HTTPRun.sms), FakeTransport(200, "{}")) == .completed(JSONObject()))
  }

  @Test(
    "a variable of the wrong type raises an incident that names it",
    arguments: [
      (["url": "https://x.test"], "method"), (["method": "GET"], "url"),
      (["method": "TRACE", "url": "https://x.test"], "TRACE"),
      (["method": "GET", "url": "x.test"], "x.test"),
      (
        ["method": "GET", "url": "https://x.test", "readTimeoutInSeconds": "soon"],
        "readTimeoutInSeconds"
      ),
      (["method": "GET", "url": "https://x.test", "headers": "none"], "headers"),
      (["method": "GET", "url": "https://x.test", "headers": ["A": "x\r\ny"]], "'A'"),
      (
        [
          "method": "GET", "url": "https://x.test",
          "authentication": ["type": "oauth-refresh-token"],
        ], "oauth-refresh-token"
      ),
      (
        ["method": "GET", "url": "https://x.test", "clientTls": ["clientCertificate": "c"]],
        "clientTls"
      ),
      (
        ["method": "GET", "url": "https://x.test", "documentReturnFormat": ["choice": "XML"]],
        "DOCUMENT"
      ),
      (
        [
          "method": "POST", "url": "https://x.test",
          "headers": ["content-type": "multipart/form-data; boundary=b1"],
          "body": ["a": "x b1 y"],
        ], "boundary"
      ),
      (
        ["method": "POST", "url": "https://x.test", "headers": ["content-length": 5]],
        "content-length"
      ),
    ] as [(JSONValue, String)])
  func wrongInput(_ variables: JSONValue, _ name: String) async {
    guard case .failed(let failure) = await run(.http(variables), FakeTransport()) else {
      Issue.record("the job did not fail")
      return
    }
    #expect(failure.retries == 0)
    #expect(failure.message.contains(name))
  }

  @Test("null inputs count as absent, at every level")
  func nulls() async throws {
    var variables = JSONObject(HTTPInput.variables.map { ($0, .null) })
    variables["method"] = "POST"
    variables["url"] = "https://x.test"
    for parts: JSONValue in [
      [:], ["authentication": ["type": nil], "clientTls": ["clientCertificate": nil]],
      ["headers": ["X-A": nil, "X-B": [nil], "Content-Type": nil]],
      ["readTimeoutInSeconds": [nil], "documentReturnFormat": ["choice": nil, "encoding": nil]],
      ["authenticationConfiguration": ["authentication": nil], "storeResponse": nil],
    ] {
      var all = variables
      all.merge(parts.object ?? JSONObject())
      let transport = FakeTransport()
      #expect(await run(.http(.object(all)), transport) == .completed(JSONObject()))
      let request = try #require(transport.requests.first)
      #expect(request.body == [] && request.timeout == 20)
      #expect(request.headers.map(\.name) == ["Content-Type", "User-Agent", "Accept-Encoding"])
    }
    variables["queryParameters"] = ["q": [nil]]
    let transport = FakeTransport()
    _ = await run(.http(.object(variables)), transport)
    #expect(transport.requests.first?.url == "https://x.test?q")
  }

  @Test("strings, numbers and one-item lists are converted into each other")
  func coercions() throws {
    let input = try HTTPInput(
      #require(
        ([
          "method": ["Get"], "url": "https://x.test", "connectionTimeoutInSeconds": "7",
          "followRedirects": "true", "queryParameters": ["n": 5],
        ] as JSONValue).object))
    #expect(input.method == .get)
    #expect(input.readTimeout == 7)
    #expect(input.followsRedirects)
    #expect(input.query.first?.value == "5")
  }

  @Test("secrets are resolved before the request and masked in every result")
  func secrets() async {
    let transport = FakeTransport(
      200, #"{"echo":"canary-1","basic":"Basic QUMxOmNhbmFyeS0x","key canary-1":1}"#)
    var variables = HTTPRun.sms.object ?? JSONObject()
    variables["authentication"] = [
      "type": "basic", "username": "AC1", "password": .string(hole("TOKEN")),
    ]
    let outcome = await run(
      .http(.object(variables), headers: ["resultVariable": "r"]), transport,
      secrets: ["TOKEN": "canary-1"])
    #expect(transport.requests[0].headers[0].value == "Basic QUMxOmNhbmFyeS0x")
    guard case .completed(let result) = outcome else {
      Issue.record("the job failed")
      return
    }
    #expect(result["r"]?["body"] == ["echo": "***", "basic": "***", "key ***": 1])
  }

  @Test("a missing secret raises an incident that names it")
  func missingSecret() async {
    guard
      case .failed(let failure) = await run(
        .http(["method": "GET", "url": .string("https://x.test/\(hole("NOPE"))")]), FakeTransport())
    else {
      Issue.record("the job did not fail")
      return
    }
    #expect(failure.retries == 0)
    #expect(failure.message.contains("'NOPE'"))
  }

  @Test("a response cannot smuggle in a hole for the next request")
  func smuggling() async {
    let transport = FakeTransport(200, #"{"x":"\#(hole("TOKEN"))"}"#)
    guard
      case .completed(let variables) = await run(
        .http(HTTPRun.sms, headers: ["resultVariable": "r"]), transport)
    else {
      Issue.record("the job failed")
      return
    }
    #expect(variables["r"]?["body"]?["x"] == "\u{FFFD}TOKEN\u{FFFD}")
  }

  @Test("without --live, Twilio is the simulator, and other hosts are rejected by name")
  func destination() async {
    let local = Destination(
      isLive: false, allowedHosts: [AllowedHost("Ok.test")], simulatorOrigin: "http://127.0.0.1:9")
    let transport = FakeTransport()
    _ = await run(.http(HTTPRun.sms), transport, destination: local)
    #expect(transport.requests[0].url == "http://127.0.0.1:9/2010-04-01/Accounts/AC1/Messages.json")
    _ = await run(
      .http(["method": "GET", "url": "https://ok.test/a"]), transport, destination: local)
    #expect(transport.requests[1].url == "https://ok.test/a")
    guard
      case .failed(let failure) = await run(
        .http(["method": "GET", "url": "https://evil.test/"]), transport, destination: local)
    else {
      Issue.record("the job did not fail")
      return
    }
    #expect(failure.message.contains("--allow-host evil.test"))
    #expect(transport.requests.count == 2)
  }

  @Test("redirects are followed if the model enables them, without credentials to other origins")
  func redirects() async {
    let transport = FakeTransport { _, count in
      .success(
        count == 0
          ? .answer(302, headers: [("Location", "https://y.test/z")]) : .answer(200, "{}"))
    }
    var variables = HTTPRun.sms.object ?? JSONObject()
    _ = await run(.http(.object(variables)), transport)
    #expect(transport.requests.count == 1)
    variables["followRedirects"] = true
    let second = FakeTransport { _, count in
      .success(
        count == 0
          ? .answer(302, headers: [("Location", "https://y.test/z")]) : .answer(200, "{}"))
    }
    _ = await run(.http(.object(variables)), second)
    #expect(second.requests.map(\.url).last == "https://y.test/z")
    #expect(second.requests[1].method == "GET")
    #expect(second.requests[1].headers.map(\.name) == ["User-Agent", "Accept-Encoding"])
  }

  @Test(
    "response bodies: objects and arrays are parsed, everything else is text",
    arguments: [
      ("", nil), ("  ", nil), ("123", "123"), ("\"x\"", "\"x\""), ("[1]", [1]),
      ("{broken", "{broken"),
    ] as [(String, JSONValue)])
  func bodies(_ text: String, _ expected: JSONValue) throws {
    #expect(try HTTPResult(.answer(200, text), format: .automatic).json["body"] == expected)
  }

  @Test("content types: a body without one is JSON, no body is empty text")
  func contentTypes() throws {
    func type(_ variables: JSONValue) throws -> [String] {
      let object = try #require(variables.object)
      return try OutgoingRequest(HTTPInput(object)).headers
        .filter { $0.name == "Content-Type" }.map(\.value)
    }
    #expect(
      try type(["method": "POST", "url": "https://x.test", "body": ["a": 1]]) == [
        "application/json"
      ])
    #expect(
      try type(["method": "POST", "url": "https://x.test"]) == ["text/plain; charset=ISO-8859-1"])
    #expect(try type(["method": "GET", "url": "https://x.test", "body": "dropped"]) == [])
  }

  @Test("multipart bodies: a part for each value and item, nothing for null, and a boundary")
  func multipart() throws {
    func request(_ type: String) throws -> OutgoingRequest {
      let variables: JSONValue = [
        "method": "POST", "url": "https://x.test", "headers": ["content-type": .string(type)],
        "body": ["a": "x & y", "n": 5, "list": ["p", nil, "q"], "none": nil, "deep": ["k": 1]],
      ]
      return try OutgoingRequest(HTTPInput(#require(variables.object)))
    }
    for type in ["multipart/form-data", "Multipart/Form-Data; boundary=\"of mine\""] {
      let request = try request(type)
      #expect(request.headers.filter { $0.name.lowercased() == "content-type" }.count == 1)
      let parts = try MultipartBody(
        ServerRequest(
          method: "POST", target: "/", headers: request.headers, body: request.body ?? [])
      ).parts
      #expect(
        parts.map { "\($0.name)=\(String(decoding: $0.bytes, as: UTF8.self))" } == [
          "a=x & y", "n=5", "list=p", "list=q", "deep={k=1}",
        ])
    }
  }
}
