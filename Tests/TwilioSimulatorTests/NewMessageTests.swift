import JSON
import Testing

/// The error code with which Twilio rejects a new message.
@Suite("New messages of the simulator")
struct NewMessageTests {
  typealias Form = [(String, String)]

  private static let message: Form = SimulatedAccount.message + [("Body", "x")]
  private static let fromService = SimulatedAccount.fromService

  /// The error code, or nil for an accepted message; the time is 1970.
  private func code(_ form: Form) async throws -> Int? {
    let (status, json) = try await SimulatedAccount().send("POST", SimulatedAccount.path, form)
    #expect(status == (json["code"] == nil ? 201 : 400))
    return json["code"]?.int
  }

  private static let badContent: [(form: Form, code: Int)] = [
    ([("From", "+15005550006"), ("Body", "x")], 21604),
    ([("To", ""), ("From", "0"), ("Body", "x")], 21604),
    ([("To", "+4915112345678"), ("Body", "x")], 21603),
    (SimulatedAccount.message, 21602),
    (Array(fromService.dropLast()), 21619),
    (SimulatedAccount.message + [("Body", String(repeating: "x", count: 1601))], 21617),
    (message + [("ContentVariables", "{}")], 21654),
    (message + [("ContentSid", "HX1")], 21655),
    (message + [("ContentSid", template), ("ContentVariables", #"{"1": null}"#)], 21656),
  ]
  private static let template = "HX" + String(repeating: "0", count: 32)

  @Test("missing, oversized or malformed parameters", arguments: badContent)
  func content(_ row: (form: Form, code: Int)) async throws {
    #expect(try await code(row.form) == row.code)
  }

  private static let pairs: [(to: String, from: String, code: Int?)] = [
    ("0151", "+0", 21211), ("+4915112345678", "+0", 21212), ("12345", "+15005550006", 21211),
    ("+15005550006", "+15005550006", 21211),
    ("whatsapp:+15005550006", "whatsapp:+15005550006", 63031),
    ("whatsapp:+4915112345678", "+15005550006", 21910),
    ("+4915112345678", "whatsapp:+15005550006", 21910), ("+15005550004", "Shop", 21610),
    ("+4915112345678", "MG1", nil), ("+4915112345678", "12345", 21606),
    ("+4915112345678", SimulatedAccount.service, nil), ("+4915112345678", "+15005550007", nil),
    ("+4915112345678", "+4930123456", 21606), ("+4915112345678", "+15005550001", 21212),
    ("+4915112345678", "+15005550008", 21611),
    ("whatsapp:+4915112345678", "whatsapp:+4930123456", 63007),
    ("+15005550003", "+15005550006", 21408), ("+15005550009", "+15005550006", 21614),
    ("+15005550001", "+15005550006", nil), ("+15005550002", "+15005550006", nil),
  ]

  @Test("addresses that are invalid or cannot be combined", arguments: pairs)
  func addresses(_ row: (to: String, from: String, code: Int?)) async throws {
    #expect(try await code([("To", row.to), ("From", row.from), ("Body", "x")]) == row.code)
  }

  @Test("a messaging service is identified by its SID")
  func service() async throws {
    let form = [("To", "+4915112345678"), ("MessagingServiceSid", "MG1"), ("Body", "x")]
    #expect(try await code(form) == 21705)
  }

  @Test("at most 10 media, each with an http or https URL")
  func media() async throws {
    let media = (1...11).map { ("MediaUrl", "https://m.test/\($0)") }
    #expect(try await code(Self.message + media) == 21623)
    #expect(try await code(Self.message + media.dropLast()) == nil)
    #expect(try await code(Self.message + [("MediaUrl", "ftp://m.test/1")]) == 21620)
  }

  private static let badOptions: [(name: String, value: String, code: Int?)] = [
    ("StatusCallback", "/status", 21609), ("StatusCallback", "https://a_b.test/", 21609),
    ("ValidityPeriod", "0", 21624), ("ValidityPeriod", "36001", 21624),
    ("ValidityPeriod", "1h", 21624), ("ContentRetention", "x", 30029),
    ("AddressRetention", "x", 30030), ("FallbackFrom", "+15005550007", 21664),
    ("ApplicationSid", "AP1", 21218), ("ValidityPeriod", "36000", nil), ("Unknown", "x", nil),
  ]

  @Test("options out of range", arguments: badOptions)
  func options(_ row: (name: String, value: String, code: Int?)) async throws {
    #expect(try await code(Self.message + [(row.name, row.value)]) == row.code)
  }

  private static let sendTimes: [(sendAt: String, code: Int?)] = [
    ("1970-01-01T00:00:00Z", 35114), ("1970-01-01T00:04:59Z", 35114),
    ("1970-01-01T00:05:00Z", nil), ("1970-02-05T00:00:00Z", nil),
    ("1970-02-05T00:00:01Z", 35114), ("1970-01-02", 35114),
    ("1970-01-02T00:00:00+01:00", 35114), ("tomorrow", 35114),
  ]

  @Test("a message is scheduled from 5 minutes to 35 days ahead", arguments: sendTimes)
  func window(_ row: (sendAt: String, code: Int?)) async throws {
    let schedule = [("ScheduleType", "fixed"), ("SendAt", row.sendAt)]
    #expect(try await code(Self.fromService + schedule) == row.code)
  }

  @Test("a schedule needs a time, a messaging service and its type")
  func schedule() async throws {
    let time = ("SendAt", "1970-01-02T00:00:00Z")
    let fixed = ("ScheduleType", "fixed")
    #expect(try await code(Self.fromService + [fixed]) == 35111)
    #expect(try await code(Self.message + [fixed, time]) == 35118)
    #expect(try await code(Self.fromService + [("ScheduleType", "x"), time]) == 35126)
    #expect(try await code(Self.fromService + [time]) == 35126)
  }
}
