import JSON
import Testing

@testable import Executor

@Suite("Twilio's API, simulated")
struct TwilioAPITests {
  let store: SimulatorStore

  init() throws { store = SimulatorStore(try ExecutorDatabase(path: nil)) }

  private static let path = "/2010-04-01/Accounts/AC1/Messages.json"

  private func send(
    _ method: String, _ target: String, _ form: [(String, String)] = [],
    credentials: String? = "AC1:token", now: Int64 = 0
  ) async throws -> (status: Int, json: JSONValue) {
    var headers: [(name: String, value: String)] = []
    if let credentials { headers.append(("Authorization", "Basic \(credentials.utf8.base64)")) }
    let response = try await TwilioAPI(store: store, now: { now }).respond(
      to: ServerRequest(
        method: method, target: target, headers: headers, body: Array(FormBody(form).text.utf8)))
    return (response.status, (try? JSONValue(parsing: response.body)) ?? .null)
  }

  private static let message = [
    ("To", "+4915112345678"), ("From", "+15005550006"), ("Body", "Hi 👋"),
  ]

  @Test("a message is created, fetched, redacted and deleted")
  func life() async throws {
    let (status, created) = try await send("POST", Self.path, Self.message)
    #expect(status == 201)
    let sid = try #require(created["sid"]?.string)
    #expect(sid.hasPrefix("SM") && sid.count == 34)
    #expect(created["status"] == "queued" && created["direction"] == "outbound-api")
    #expect(created["num_segments"] == "1" && created["price"] == nil || created["price"] == .null)
    let path = "/2010-04-01/Accounts/AC1/Messages/\(sid).json"
    #expect(try await send("GET", path, now: 500).json["status"] == "sent")
    #expect(try await send("GET", path, now: 5000).json["status"] == "delivered")
    #expect(
      try await send("GET", path, now: 5000).json["date_sent"] == "Thu, 01 Jan 1970 00:00:00 +0000")
    #expect(try await send("POST", path, [("Body", "")]).json["body"] == "")
    #expect(try await send("DELETE", path).status == 204)
    #expect(try await send("GET", path).json["code"] == 20404)
  }

  @Test(
    "what Twilio refuses is refused with its code",
    arguments: [
      ([("From", "+15005550006"), ("Body", "x")], 21604),
      ([("To", "+4915112345678"), ("Body", "x")], 21603),
      ([("To", "+4915112345678"), ("From", "+15005550006")], 21602),
      ([("To", "0151"), ("From", "+15005550006"), ("Body", "x")], 21211),
      ([("To", "+4915112345678"), ("From", "+0"), ("Body", "x")], 21212),
      (
        [
          ("To", "+4915112345678"), ("From", "+15005550006"),
          ("Body", String(repeating: "x", count: 1601)),
        ], 21617
      ),
    ])
  func refusals(_ form: [(String, String)], _ code: Int) async throws {
    let (status, json) = try await send("POST", Self.path, form)
    #expect(status == 400)
    #expect(json["code"] == JSONValue(code))
    #expect(json["status"] == 400)
  }

  @Test("a scheduled message stays so until it is canceled")
  func scheduled() async throws {
    let form = [
      ("To", "+4915112345678"), ("MessagingServiceSid", "MG1"), ("Body", "x"),
      ("ScheduleType", "fixed"), ("SendAt", "2026-12-01T00:00:00Z"),
    ]
    let created = try await send("POST", Self.path, form).json
    #expect(created["status"] == "scheduled" && created["from"] == .null)
    let sid = try #require(created["sid"]?.string)
    let path = "/2010-04-01/Accounts/AC1/Messages/\(sid).json"
    #expect(try await send("POST", path, [("Status", "canceled")]).json["status"] == "canceled")
  }

  @Test("no credentials and unknown paths")
  func paths() async throws {
    let anonymous = try await send("GET", Self.path, credentials: nil)
    #expect(anonymous.status == 401 && anonymous.json["code"] == 20003)
    #expect(try await send("GET", "/2010-04-01/Accounts/AC1/Calls.json").json["code"] == 20404)
  }

  @Test("a list is filtered, the newest first, and goes on over pages")
  func list() async throws {
    for index in 0..<5 {
      _ = try await send(
        "POST", Self.path,
        [("To", "+491511234567\(index % 2)"), ("From", "+15005550006"), ("Body", "\(index)")],
        now: Int64(index) * 86_400_000)
    }
    func bodies(_ json: JSONValue) -> [String] {
      (json["messages"]?.array ?? []).compactMap { $0["body"]?.string }
    }
    var page = try await send("GET", "\(Self.path)?PageSize=2&To=%2B4915112345670").json
    #expect(bodies(page) == ["4", "2"])
    let next = try #require(page["next_page_uri"]?.string)
    page = try await send("GET", next).json
    #expect(bodies(page) == ["0"])
    #expect(page["next_page_uri"] == .null)
    #expect(bodies(try await send("GET", "\(Self.path)?DateSent=1970-01-02").json) == ["1"])
    #expect(
      bodies(try await send("GET", "\(Self.path)?DateSent%3E=1970-01-04T00:00:00Z").json)
        == ["4", "3"])
    #expect(
      bodies(try await send("GET", "\(Self.path)?DateSent%3C=1970-01-02").json) == ["1", "0"])
    #expect(try await send("GET", "\(Self.path)?PageSize=0").status == 400)
  }

  @Test(
    "segments count by alphabet",
    arguments: [
      (String(repeating: "a", count: 160), 1), (String(repeating: "a", count: 161), 2),
      (String(repeating: "€", count: 81), 2), (String(repeating: "я", count: 70), 1),
      (String(repeating: "я", count: 71), 2), ("", 1),
    ])
  func segments(_ text: String, _ count: Int) {
    #expect(SMSSegments.count(text) == count)
  }

  @Test("TwiML answers are messages; other verbs are reported")
  func twiML() {
    let answer = TwiML(
      .answer(
        200,
        "<Response><Message>Hi &amp; bye</Message><Message to=\"+49151\"><Body>B</Body>"
          + "<Media>https://m.test/1</Media></Message><Redirect>x</Redirect></Response>",
        headers: [("Content-Type", "text/xml")]))
    #expect(answer.messages.map(\.body) == ["Hi & bye", "B"])
    #expect(answer.messages[1].media == ["https://m.test/1"] && answer.messages[1].to == "+49151")
    #expect(answer.remarks == ["The verb <Redirect> is not simulated."])
    #expect(
      TwiML(.answer(200, "ok", headers: [("Content-Type", "text/plain")])).messages.count == 1)
    #expect(
      TwiML(.answer(200, "{}", headers: [("Content-Type", "application/json")])).remarks.count == 1)
    #expect(TwiML(.answer(200)).remarks.isEmpty)
  }
}
