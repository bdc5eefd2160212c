import HTTP
import JSON
import Testing

@testable import TwilioSimulator

/// Behaviors of Twilio's API that clients rely on, by their number; others are beside the tests of
/// their subject.
@Suite("Behaviors of Twilio's API")
struct TwilioBehaviorTests {
  private let account: SimulatedAccount
  private static let path = SimulatedAccount.path
  private static let text = SimulatedAccount.message + [("Body", "x")]

  init() throws { account = try SimulatedAccount() }

  private func send(
    _ method: String, _ target: String = path, _ form: [(String, String)] = [], now: Int64 = 0
  ) async throws -> (status: Int, json: JSONValue) {
    try await account.send(method, target, form, now: now)
  }

  private func code(_ form: [(String, String)]) async throws -> Int? {
    try await send("POST", Self.path, form).json["code"]?.int
  }

  @Test("behaviour 1: a message is created, fetched, listed, changed and deleted")
  func life() async throws {
    let created = try await send("POST", Self.path, Self.text)
    #expect(created.status == 201)
    let message = created.json
    for name in ["sid", "status", "num_segments", "num_media", "uri", "date_created"] {
      #expect(message[name]?.string != nil, "\(name)")
    }
    for name in ["error_code", "error_message", "messaging_service_sid", "date_sent", "price"] {
      #expect(message[name] == .null, "\(name)")
    }
    #expect(message["subresource_uris"]?.object?.members.map(\.key) == ["media"])
    let own = try SimulatedAccount.path(of: message)
    let fetched = try await send("GET", own, now: 5000).json
    #expect(fetched["subresource_uris"]?.object?.members.map(\.key) == ["media", "feedback"])
    #expect(try await send("GET", now: 5000).json["messages"]?.array?.count == 1)
    #expect(try await send("POST", own, now: 5000).json == fetched)
    #expect(try await send("DELETE", own, now: 5000).status == 204)
  }

  @Test("behaviours 2 and 5: 120 messages in pages of 50, without repetitions, with their filters")
  func pages() async throws {
    for _ in 0..<120 { _ = try await send("POST", Self.path, Self.text) }
    var target: String? = "\(Self.path)?PageSize=50&To=%2B4915112345678&DateSent%3E=1970-01-01"
    var sids: [String] = []
    var pages = 0
    while let next = target {
      let page = try await send("GET", next, now: 5000).json
      sids += (page["messages"]?.array ?? []).compactMap { $0["sid"]?.string }
      target = page["next_page_uri"]?.string
      if let target {
        #expect(target.contains("To=%2B4915112345678&DateSent%3E=1970-01-01&PageSize=50"))
      }
      _ = try await send("POST", Self.path, Self.text, now: 5000)
      pages += 1
    }
    #expect(pages == 3 && sids.count == 120 && Set(sids).count == 120)
    let large = try await send("GET", "\(Self.path)?PageSize=1500", now: 5000).json
    #expect(large["page_size"] == 1000 && large["next_page_uri"] == .null)
  }

  @Test("behaviour 3: a later page needs a token that exists")
  func tokens() async throws {
    #expect(try await send("GET", "\(Self.path)?Page=1").json["code"] == 20001)
    let invented = "\(Self.path)?Page=1&PageToken=PASM0"
    #expect(try await send("GET", invented).json["code"] == 21481)
  }

  private static let filters: [(query: String, count: Int?)] = [
    ("DateSent=1970-01-01", 1), ("DateSent=1970-01-01T00:00:00Z", 1), ("DateSent=1970-01-02", 0),
    ("DateSent%3E=1970-01-01", 1), ("DateSent%3E=1970-01-01T00:00:00Z", 1),
    ("DateSent%3C=1970-01-01", 1), ("DateSent%3C=1970-01-01T00:00:00Z", 1),
    ("DateSent>=1970-01-02", 0), ("DateSent=%3E%3D1970-01-02", nil),
  ]

  @Test("behaviour 4: date filters with whole days and times", arguments: filters)
  func dates(_ row: (query: String, count: Int?)) async throws {
    _ = try await send("POST", Self.path, Self.text)
    let list = try await send("GET", "\(Self.path)?\(row.query)", now: 5000).json
    #expect(list["messages"]?.array?.count == row.count)
    #expect(row.count != nil || list["code"] == 20001)
  }

  @Test("behaviour 6: wrong, missing and other accounts' credentials")
  func credentials() async throws {
    for credentials in ["AC1:wrong", nil, "AC2:token", SimulatedAccount.key + ":wrong"] {
      let refused = try await account.send("GET", Self.path, credentials: credentials)
      #expect(refused.status == 401 && refused.json["code"] == 20003)
    }
  }

  @Test("behaviour 7: unknown and malformed SIDs, unknown paths and wrong methods")
  func unknown() async throws {
    let base = "/2010-04-01/Accounts/AC1"
    for path in ["/Messages/SM0.json", "/Messages/x.json", "/Letters.json", "/Messages"] {
      let refused = try await send("GET", base + path)
      #expect(refused.status == 404 && refused.json["code"] == 20404)
      #expect(refused.json["message"]?.string?.contains(base + path) == true)
    }
    let method = try await send("PUT")
    #expect(method.status == 405 && method.json["code"] == 20004)
  }

  @Test("behaviour 9: missing parameters, and the recipient's error first")
  func missing() async throws {
    #expect(try await code([("From", "+15005550006"), ("Body", "x")]) == 21604)
    #expect(try await code([("To", "+4915112345678"), ("Body", "x")]) == 21603)
    #expect(try await code(SimulatedAccount.message) == 21602)
    #expect(try await code(Array(SimulatedAccount.fromService.dropLast())) == 21619)
    #expect(try await code([("To", "1"), ("From", "0"), ("Body", "x")]) == 21211)
  }

  @Test("behaviour 10: 1600 characters are accepted, in 11 segments, and 1601 are not")
  func length() async throws {
    let longest = SimulatedAccount.message + [("Body", String(repeating: "a", count: 1600))]
    #expect(try await send("POST", Self.path, longest).json["num_segments"] == "11")
    let long = SimulatedAccount.message + [("Body", String(repeating: "a", count: 1601))]
    #expect(try await code(long) == 21617)
  }

  @Test("behaviour 13: the first status depends on the sender")
  func firstStatus() async throws {
    #expect(try await send("POST", Self.path, Self.text).json["status"] == "queued")
    let service = try await send("POST", Self.path, SimulatedAccount.fromService).json
    #expect(service["status"] == "accepted" && service["from"] == .null)
    #expect(service["num_segments"] == "0")
    let both = SimulatedAccount.fromService + [("From", "+15005550007")]
    #expect(try await send("POST", Self.path, both).json["status"] == "queued")
    let later = [("ScheduleType", "fixed"), ("SendAt", "1970-01-02T00:00:00Z")]
    let scheduled = try await send("POST", Self.path, SimulatedAccount.fromService + later).json
    #expect(scheduled["status"] == "scheduled")
  }

  private static let times: [(sendAt: String, code: Int?)] = [
    ("1970-01-01T00:04:59Z", 35114), ("1970-01-01T00:05:00Z", nil), ("1970-02-05T00:00:00Z", nil),
    ("1970-02-05T00:00:01Z", 35114),
  ]

  @Test("behaviour 17: a schedule is 300 seconds to 35 days ahead", arguments: times)
  func schedule(_ row: (sendAt: String, code: Int?)) async throws {
    let schedule = [("ScheduleType", "fixed"), ("SendAt", row.sendAt)]
    #expect(try await code(SimulatedAccount.fromService + schedule) == row.code)
    #expect(try await code(Self.text + schedule) == 35118)
    #expect(try await code(SimulatedAccount.fromService + [schedule[0]]) == 35111)
  }

  @Test("behaviour 18: a sent message cannot be canceled")
  func cancelSent() async throws {
    let own = try SimulatedAccount.path(
      of: try await send("POST", Self.path, Self.text).json)
    let refused = try await send("POST", own, [("Status", "canceled")], now: 5000)
    #expect(refused.status == 409 && refused.json["code"] == 30409)
  }

  @Test("behaviour 19: redaction changes only the body")
  func redaction() async throws {
    let long = SimulatedAccount.message + [("Body", String(repeating: "a", count: 200))]
    let own = try SimulatedAccount.path(of: try await send("POST", Self.path, long).json)
    var expected = try await send("GET", own, now: 5000).json.object ?? JSONObject()
    let redacted = try await send("POST", own, [("Body", "")], now: 5000).json.object
    expected["body"] = ""
    expected["date_updated"] = "Thu, 01 Jan 1970 00:00:05 +0000"
    #expect(redacted == expected && redacted?["num_segments"] == "2")
    #expect(try await send("POST", own, [("Body", "x")], now: 5000).json["code"] == 20001)
  }

  @Test("behaviour 20: a message in progress cannot be deleted; later it is, with its media")
  func deletion() async throws {
    let form = SimulatedAccount.message + [("MediaUrl", "https://m.test/1.png")]
    let own = try SimulatedAccount.path(of: try await send("POST", Self.path, form).json)
    let early = try await send("DELETE", own, now: 500)
    #expect(early.status == 409 && early.json["code"] == 20009)
    #expect(try await send("DELETE", own, now: 5000).status == 204)
    #expect(try await send("GET", own, now: 5000).json["code"] == 20404)
    let media = String(own.dropLast(5)) + "/Media.json"
    #expect(try await send("GET", media, now: 5000).json["code"] == 20404)
  }
}
