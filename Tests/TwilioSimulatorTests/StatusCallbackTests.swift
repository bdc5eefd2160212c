import ExecutorTestSupport
import HTTP
import JSON
import Testing
import Twilio

@testable import TwilioSimulator

@Suite("Status callbacks")
struct StatusCallbackTests {
  private let account: SimulatedAccount
  private static let callback = ("StatusCallback", "https://hooks.test/status?order=1")

  init() throws { account = try SimulatedAccount() }

  private func create(_ form: [(String, String)], now: Int64 = 0) async throws -> JSONValue {
    let (status, json) = try await account.send(
      "POST", SimulatedAccount.path, form + [Self.callback], now: now)
    #expect(status == 201, "\(json.text())")
    return json
  }

  private func statuses(until now: Int64) async throws -> [String] {
    try await account.callbacks(until: now).compactMap { $0["MessageStatus"] }
  }

  @Test("behaviour 14: the first status is not reported, all later ones are, in order")
  func transitions() async throws {
    _ = try await create(SimulatedAccount.message + [("Body", "x")])
    #expect(try await statuses(until: 299) == [])
    #expect(try await statuses(until: 300) == ["sent"])
    #expect(try await statuses(until: 60_000) == ["delivered"])
    _ = try await create(SimulatedAccount.fromService)
    #expect(try await statuses(until: 60_000) == ["queued", "sent", "delivered"])
  }

  @Test("a callback has Twilio's fields and signature")
  func fields() async throws {
    let message = try await create(SimulatedAccount.message + [("Body", "x")])
    let transport = FakeTransport(500)
    let forms = try await account.callbacks(until: 5000, transport)
    #expect(
      forms.map { $0.pairs.map(\.name) } == [
        [
          "SmsSid", "SmsStatus", "MessageStatus", "To", "MessageSid", "AccountSid", "From",
          "ApiVersion",
        ],
        [
          "RawDlrDoneDate", "SmsSid", "SmsStatus", "MessageStatus", "To", "MessageSid",
          "AccountSid", "From", "ApiVersion",
        ],
      ])
    #expect(forms[1]["RawDlrDoneDate"] == "7001010000")
    #expect(forms[1]["MessageSid"] == message["sid"]?.string)
    let request = try #require(transport.requests.first)
    let signature = request.headers.first { $0.name == "X-Twilio-Signature" }?.value ?? ""
    #expect(
      TwilioSignature(url: Self.callback.1, parameters: forms[0]).accepts(signature, key: "token"))
    // The response has no effect on the message.
    let path = try SimulatedAccount.path(of: message)
    #expect(try await account.send("GET", path, now: 5000).json["status"] == "delivered")
  }

  @Test("behaviour 16: the error code of a failure is in the callback and the message")
  func failures() async throws {
    for (status, code) in [(TwilioMessage.Status.undelivered, 30003), (.failed, 30008)] {
      try await account.store.setOutcome(DeliveryOutcome(status: status), of: "+4915112345678")
      let message = try await create(SimulatedAccount.message + [("Body", "x")])
      let last = try #require(try await account.callbacks(until: 5000).last)
      #expect(last["MessageStatus"] == status.rawValue && last["ErrorCode"] == String(code))
      let path = try SimulatedAccount.path(of: message)
      let fetched = try await account.send("GET", path, now: 5000).json
      #expect(fetched["status"] == .string(status.rawValue))
      #expect(fetched["error_code"] == JSONValue(code))
    }
  }

  @Test("behaviour 15: WhatsApp reports receipts as events, and read receipts")
  func whatsApp() async throws {
    let phone = "whatsapp:+4915112345678"
    try await account.store.add(
      TwilioMessage(
        sid: "SM1", account: "AC1", from: phone, to: "whatsapp:+15005550006", body: "Hi",
        direction: .inbound, created: 0))
    try await account.store.setOutcome(DeliveryOutcome(status: .read), of: phone)
    _ = try await create([("To", phone), ("From", "whatsapp:+15005550006"), ("Body", "x")])
    let forms = try await account.callbacks(until: 5000)
    #expect(forms.map { $0["MessageStatus"] } == ["sent", "delivered", "read"])
    #expect(forms.map { $0["EventType"] } == [nil, "DELIVERED", "READ"])
    #expect(forms.allSatisfy { $0["ChannelPrefix"] == "whatsapp" })
    #expect(forms[0]["ChannelToAddress"] == "+491511234XXXX")
  }

  @Test("a WhatsApp message to somebody who has not written for a day is not delivered")
  func window() async throws {
    let form = [
      ("To", "whatsapp:+4915112345678"), ("From", "whatsapp:+15005550006"), ("Body", "x"),
    ]
    _ = try await create(form)
    let last = try #require(try await account.callbacks(until: 5000).last)
    #expect(last["EventType"] == "UNDELIVERED" && last["ErrorCode"] == "63016")
  }

  @Test("behaviour 21: a message whose validity period expires fails")
  func validity() async throws {
    try await account.store.setOutcome(DeliveryOutcome(delay: 11_000), of: "+4915112345678")
    _ = try await create(SimulatedAccount.message + [("Body", "x"), ("ValidityPeriod", "10")])
    #expect(try await statuses(until: 9999) == [])
    let failed = try #require(try await account.callbacks(until: 10_000).last)
    #expect(failed["MessageStatus"] == "failed" && failed["ErrorCode"] == "30036")
  }

  @Test("a scheduled message is sent at its time, unless its recipient opted out by then")
  func scheduled() async throws {
    let schedule = [("ScheduleType", "fixed"), ("SendAt", "1970-01-01T01:00:00Z")]
    _ = try await create(SimulatedAccount.fromService + schedule)
    #expect(try await statuses(until: 3_599_999) == [])
    #expect(
      try await statuses(until: 3_605_000) == ["accepted", "queued", "sent", "delivered"])
    _ = try await create(SimulatedAccount.fromService + schedule)
    _ = try await account.receive(
      TextMessage("STOP", from: "+4915112345678", to: "+15005550007"), FakeTransport())
    let failed = try #require(try await account.callbacks(until: 3_605_000).last)
    #expect(failed["MessageStatus"] == "failed" && failed["ErrorCode"] == "21610")
  }

  @Test("behaviour 18: a cancellation is reported")
  func canceled() async throws {
    let schedule = [("ScheduleType", "fixed"), ("SendAt", "1970-01-01T01:00:00Z")]
    let message = try await create(SimulatedAccount.fromService + schedule)
    let path = try SimulatedAccount.path(of: message)
    _ = try await account.send("POST", path, [("Status", "canceled")], now: 1000)
    #expect(try await statuses(until: 9_999_999) == ["canceled"])
  }

  @Test("a callback that was not made before the end of the process is made after it")
  func restart() async throws {
    _ = try await create(SimulatedAccount.message + [("Body", "x")])
    try await Carrier(store: account.store, numbers: account.numbers).advance(to: 5000)
    #expect(try await statuses(until: 5000) == ["sent", "delivered"])
    #expect(try await statuses(until: 5000) == [])
  }
}
