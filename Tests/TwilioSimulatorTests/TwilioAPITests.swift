import HTTP
import JSON
import Testing

@Suite("Twilio's API, simulated")
struct TwilioAPITests {
  private let account: SimulatedAccount
  private static let path = SimulatedAccount.path

  init() throws { account = try SimulatedAccount() }

  private func send(
    _ method: String, _ target: String, _ form: [(String, String)] = [], now: Int64 = 0
  ) async throws -> (status: Int, json: JSONValue) {
    try await account.send(method, target, form, now: now)
  }

  @Test("a message is created, fetched, redacted and deleted")
  func life() async throws {
    let (status, created) = try await send(
      "POST", Self.path, SimulatedAccount.message + [("Body", "Hi 👋")])
    #expect(status == 201)
    let sid = try #require(created["sid"]?.string)
    #expect(sid.hasPrefix("SM") && sid.count == 34)
    #expect(created["status"] == "queued" && created["direction"] == "outbound-api")
    #expect(created["num_segments"] == "1" && created["price"] == nil || created["price"] == .null)
    let path = "/2010-04-01/Accounts/AC1/Messages/\(sid).json"
    let early = try await send("DELETE", path)
    #expect(early.status == 409 && early.json["code"] == 20009)
    #expect(try await send("GET", path, now: 500).json["status"] == "sent")
    #expect(try await send("GET", path, now: 5000).json["status"] == "delivered")
    #expect(
      try await send("GET", path, now: 5000).json["date_sent"] == "Thu, 01 Jan 1970 00:00:00 +0000")
    #expect(try await send("POST", path, [("Body", "x")]).json["code"] == 20001)
    #expect(try await send("POST", path, [("Body", "")]).json["body"] == "")
    #expect(try await send("DELETE", path, now: 5000).status == 204)
    #expect(try await send("GET", path).json["code"] == 20404)
  }

  @Test("a scheduled message has no sender and no date until it is sent")
  func scheduled() async throws {
    let created = try await send(
      "POST", Self.path,
      SimulatedAccount.fromService + [
        ("ScheduleType", "fixed"), ("SendAt", "1970-01-01T01:00:00Z"),
      ]
    ).json
    let path = try SimulatedAccount.path(of: created)
    for message in [created, try await send("GET", path, now: 3_599_000).json] {
      #expect(message["status"] == "scheduled" && message["from"] == .null)
      #expect(message["date_sent"] == .null && message["num_segments"] == "0")
    }
    let sent = try await send("GET", path, now: 3_601_000).json
    #expect(sent["status"] == "delivered" && sent["from"] == "+15005550007")
    #expect(sent["date_sent"] == "Thu, 01 Jan 1970 01:00:00 +0000")
    let late = try await send("POST", path, [("Status", "canceled")], now: 3_601_000)
    #expect(late.status == 409 && late.json["code"] == 30409)
  }

  @Test("a scheduled message can be canceled permanently, any other cannot")
  func canceled() async throws {
    let scheduled = try await send(
      "POST", Self.path,
      SimulatedAccount.fromService + [
        ("ScheduleType", "fixed"), ("SendAt", "1970-01-01T01:00:00Z"),
      ]
    ).json
    let path = try SimulatedAccount.path(of: scheduled)
    let canceled = try await send("POST", path, [("Status", "canceled")], now: 60_000)
    #expect(canceled.status == 200 && canceled.json["status"] == "canceled")
    #expect(canceled.json["date_updated"] == "Thu, 01 Jan 1970 00:01:00 +0000")
    let later = try await send("GET", path, now: 9_999_000).json
    #expect(later["status"] == "canceled" && later["date_sent"] == .null)

    let message = SimulatedAccount.message + [("Body", "x")]
    let other = try SimulatedAccount.path(of: try await send("POST", Self.path, message).json)
    for now: Int64 in [0, 500, 5000] {
      let refused = try await send("POST", other, [("Status", "canceled")], now: now)
      #expect(refused.json["code"] == 30409)
    }
    #expect(try await send("GET", other, now: 5000).json["status"] == "delivered")
    #expect(try await send("POST", other, [("Status", "sent")]).json["code"] == 20001)
  }

  @Test("a messaging service accepts a message before it chooses a number")
  func accepted() async throws {
    let created = try await send("POST", Self.path, SimulatedAccount.fromService).json
    #expect(created["status"] == "accepted" && created["from"] == .null)
    let path = try SimulatedAccount.path(of: created)
    let queued = try await send("GET", path, now: 150).json
    #expect(queued["status"] == "queued" && queued["from"] == "+15005550007")
    let both = try await send(
      "POST", Self.path, SimulatedAccount.fromService + [("From", "+15005550007")]
    ).json
    #expect(both["status"] == "queued" && both["from"] == "+15005550007")
  }

  @Test("a message with media has an MM id, and one on WhatsApp always one segment")
  func kinds() async throws {
    let media = try await send(
      "POST", Self.path, SimulatedAccount.message + [("MediaUrl", "https://m.test/1.png")]
    ).json
    #expect(media["sid"]?.string?.hasPrefix("MM") == true && media["num_media"] == "1")
    let whatsApp = try await send(
      "POST", Self.path,
      [
        ("To", "whatsapp:+4915112345678"), ("From", "whatsapp:+15005550006"),
        ("Body", String(repeating: "a", count: 500)),
      ]
    ).json
    #expect(whatsApp["num_segments"] == "1")
  }

  @Test("no credentials and unknown paths")
  func paths() async throws {
    let anonymous = try await account.send("GET", Self.path, credentials: nil)
    #expect(anonymous.status == 401 && anonymous.json["code"] == 20003)
    let unknown = try await send("GET", "/2010-04-01/Accounts/AC1/Letters.json")
    #expect(unknown.status == 404 && unknown.json["code"] == 20404)
    #expect(unknown.json["message"]?.string?.contains("/Letters.json") == true)
    let calls = try await send("GET", "/2010-04-01/Accounts/AC1/Calls.json")
    #expect(calls.status == 501 && calls.json["code"] == 501)
    let method = try await send("DELETE", Self.path)
    #expect(method.status == 405 && method.json["code"] == 20004)
  }
}
