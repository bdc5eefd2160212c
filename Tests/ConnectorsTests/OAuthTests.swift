import EngineProtocol
import ExecutorTestSupport
import FEEL
import HTTP
import JSON
import Synchronization
import Testing
import Text

@testable import Connectors

@Suite("OAuth client credentials")
final class OAuthTests: Sendable {
  private let clock = Mutex<Int64>(1000)

  private static func job(
    _ changes: [(String, JSONValue)] = [], headers: [String: String] = [:]
  ) -> ActivatedJob {
    var authentication: JSONObject = JSONObject([
      ("type", "oauth-client-credentials-flow"), ("oauthTokenEndpoint", "https://id.test/token"),
      ("clientId", "shop"), ("clientSecret", "s3cret/&key"), ("audience", "api"),
      ("scopes", "read write"), ("clientAuthentication", "basicAuthHeader"),
    ])
    authentication.merge(JSONObject(changes))
    return .http(
      ["method": "GET", "url": "https://api.test/a", "authentication": .object(authentication)],
      headers: headers)
  }

  /// The token endpoint answers with `token`, the API with 200.
  private static func transport(
    _ token: String = #"{"access_token":"t0ken-1","expires_in":60}"#, status: Int = 200,
    api: Int = 200
  ) -> FakeTransport {
    FakeTransport { request, _ in
      .success(
        request.host == "id.test"
          ? .answer(status, token)
          : .answer(api, #"{"echo":"t0ken-1 s3cret/&key"}"#))
    }
  }

  private func connector(_ transport: any HTTPTransport) throws -> HTTPConnector {
    try HTTPConnector(
      transport: transport, destination: Destination(isLive: true), secrets: FakeSecrets(),
      allowedSecrets: { _ in nil }, engine: FakeEngine(), documents: .empty(),
      environment: .default,
      now: { self.clock.withLock { $0 } })
  }

  private static func tokenRequests(_ transport: FakeTransport) -> [OutgoingRequest] {
    transport.requests.filter { $0.host == "id.test" }
  }

  @Test("the token is requested with a Basic header, and sent as a bearer token")
  func header() async throws {
    let transport = Self.transport()
    _ = try await connector(transport).run(Self.job())
    let request = transport.requests[0]
    #expect(request.method == "POST" && request.url == "https://id.test/token")
    #expect(request.headers.value(named: "authorization") == "Basic c2hvcDpzM2NyZXQvJmtleQ==")
    #expect(
      request.body.map { String(decoding: $0, as: UTF8.self) }
        == "grant_type=client_credentials&audience=api&scope=read+write")
    #expect(transport.requests[1].headers.value(named: "authorization") == "Bearer t0ken-1")
  }

  @Test("the credentials may be in the body; empty audience and scopes are not sent")
  func body() async throws {
    let transport = Self.transport()
    _ = try await connector(transport).run(
      Self.job([
        ("clientAuthentication", "credentialsBody"), ("audience", nil), ("scopes", " "),
      ]))
    let request = transport.requests[0]
    #expect(request.headers.value(named: "authorization") == nil)
    #expect(
      request.body.map { String(decoding: $0, as: UTF8.self) }
        == "grant_type=client_credentials&client_id=shop&client_secret=s3cret%2F%26key")
  }

  @Test("a token is used until shortly before it expires, and only by the same client")
  func cache() async throws {
    let transport = Self.transport()
    let connector = try connector(transport)
    _ = await connector.run(Self.job())
    clock.withLock { $0 += 49 }
    _ = await connector.run(Self.job())
    #expect(Self.tokenRequests(transport).count == 1)
    clock.withLock { $0 += 1 }
    _ = await connector.run(Self.job())
    #expect(Self.tokenRequests(transport).count == 2)
    _ = await connector.run(Self.job([("scopes", "read")]))
    #expect(Self.tokenRequests(transport).count == 3)
  }

  @Test(
    "a token without a numeric lifetime is used once",
    arguments: [#"{"access_token":"t"}"#, #"{"access_token":"t","expires_in":"60"}"#])
  func uncached(_ token: String) async throws {
    let transport = Self.transport(token)
    let connector = try connector(transport)
    for _ in 0..<2 { _ = await connector.run(Self.job()) }
    #expect(Self.tokenRequests(transport).count == 2)
  }

  @Test("a token that the service rejects is requested again for the next attempt")
  func rejected() async throws {
    let transport = Self.transport(api: 401)
    let connector = try connector(transport)
    for _ in 0..<2 { _ = await connector.run(Self.job()) }
    #expect(Self.tokenRequests(transport).count == 2)
  }

  @Test("parallel jobs wait for one request")
  func singleFlight() async throws {
    let transport = SlowTransport(Self.transport())
    let connector = try connector(transport)
    await withTaskGroup { group in
      for _ in 0..<20 { group.addTask { _ = await connector.run(Self.job()) } }
    }
    #expect(Self.tokenRequests(transport.base).count == 1)
    #expect(transport.base.requests.count == 21)
  }

  @Test("an interrupted job does not fail those that wait with it", .timeLimit(.minutes(1)))
  func interrupted() async throws {
    let transport = SlowTransport(Self.transport())
    let connector = try connector(transport)
    let first = Task { await connector.run(Self.job()) }
    while transport.started == 0 { await Task.yield() }
    let second = Task { await connector.run(Self.job()) }
    first.cancel()
    #expect(await first.value == .interrupted)
    #expect(await second.value == .completed(JSONObject()))
  }

  @Test("the token may be anywhere in the response")
  func nested() async throws {
    let transport = Self.transport(#"{"data":[{"access_token":"t0ken-1"}]}"#)
    _ = try await connector(transport).run(Self.job())
    #expect(transport.requests[1].headers.value(named: "authorization") == "Bearer t0ken-1")
  }

  @Test(
    "a token endpoint that fails is an error with a code, and retried like other requests",
    arguments: [
      (200, "{}", "OAUTH_TOKEN_ERROR", 2), (200, "no JSON", "OAUTH_TOKEN_ERROR", 2),
      (401, #"{"error":"invalid_client","error_description":"wrong s3cret/&key"}"#, "401", 0),
      (503, "", "503", 2),
    ])
  func failures(_ status: Int, _ body: String, _ code: String, _ retries: Int) async throws {
    let transport = Self.transport(body, status: status)
    let outcome = try await connector(transport).run(Self.job())
    guard case .failed(let failure) = outcome else {
      Issue.record("the job did not fail")
      return
    }
    #expect(failure.retries == retries)
    #expect(failure.variables["error"]?["code"] == .string(code))
    #expect(failure.message.contains("access token") && !failure.message.contains("s3cret"))
    #expect(transport.requests.count == 1)
  }

  @Test("token and client secret are masked in what the service returns")
  func masked() async throws {
    let outcome = try await connector(Self.transport()).run(
      Self.job(headers: ["resultVariable": "r"]))
    guard case .completed(let variables) = outcome else {
      Issue.record("the job failed")
      return
    }
    #expect(variables["r"]?["body"] == ["echo": "*** ***"])
  }

  @Test(
    "missing and wrong settings are named before anything is sent",
    arguments: [
      ("oauthTokenEndpoint", "", "oauthTokenEndpoint"), ("clientId", nil, "clientId"),
      ("clientSecret", nil, "clientSecret"), ("clientAuthentication", "jwt", "credentialsBody"),
      ("oauthTokenEndpoint", "id.test", "id.test"),
    ] as [(String, JSONValue, String)])
  func wrongSettings(_ name: String, _ value: JSONValue, _ expected: String) async throws {
    let transport = Self.transport()
    guard case .failed(let failure) = try await connector(transport).run(Self.job([(name, value)]))
    else {
      Issue.record("the job did not fail")
      return
    }
    #expect(failure.retries == 0 && failure.message.contains(expected))
    #expect(transport.requests.isEmpty)
  }

  @Test("without --live, the token endpoint must be allowed, too")
  func notLive() async throws {
    let transport = Self.transport()
    let connector = try HTTPConnector(
      transport: transport,
      destination: Destination(isLive: false, allowedHosts: [AllowedHost("api.test")]),
      secrets: FakeSecrets(), allowedSecrets: { _ in nil }, engine: FakeEngine(),
      documents: .empty(), environment: .default, now: { 0 })
    guard case .failed(let failure) = await connector.run(Self.job()) else {
      Issue.record("the job did not fail")
      return
    }
    #expect(failure.message.contains("--allow-host id.test"))
    #expect(transport.requests.isEmpty)
  }
}

/// Answers like another transport, after a while.
private final class SlowTransport: HTTPTransport {
  let base: FakeTransport
  private let count = Mutex(0)

  init(_ base: FakeTransport) { self.base = base }

  var started: Int { count.withLock { $0 } }

  func send(
    _ request: OutgoingRequest, willSend: @escaping @Sendable () async throws -> Void
  ) async throws(TransportFailure) -> ReceivedResponse {
    count.withLock { $0 += 1 }
    do { try await Task.sleep(for: .milliseconds(50)) } catch {
      throw TransportFailure(
        wasSent: true, isTimeout: false, isInterrupted: true, message: "interrupted")
    }
    return try await base.send(request, willSend: willSend)
  }
}
