import HTTP
import JSON
import Testing

@testable import TwilioSimulator

@Suite("Resources of the simulated account")
struct ResourceTests {
  private let account: SimulatedAccount
  private static let base = "/2010-04-01/Accounts/AC1"

  init() throws { account = try SimulatedAccount() }

  private func send(
    _ method: String, _ target: String, _ form: [(String, String)] = [], now: Int64 = 5000
  ) async throws -> (status: Int, json: JSONValue) {
    try await account.send(method, target, form, now: now)
  }

  // MARK: Media

  @Test("behaviour 11: the media of a message are listed, fetched and deleted")
  func media() async throws {
    let message = try await send(
      "POST", SimulatedAccount.path,
      SimulatedAccount.message + [
        ("MediaUrl", "https://m.test/1.png"), ("MediaUrl", "https://m.test/2.pdf"),
      ], now: 0
    ).json
    #expect(message["num_media"] == "2" && message["sid"]?.string?.hasPrefix("MM") == true)
    let folder = String(try SimulatedAccount.path(of: message).dropLast(5)) + "/Media"
    let list = try await send("GET", "\(folder).json").json["media_list"]
    #expect(list?.array?.map { $0["content_type"] } == ["image/png", "application/pdf"])
    let sid = try #require(list?[0]?["sid"]?.string)
    #expect(try await send("GET", "\(folder)/\(sid).json").json["parent_sid"] == message["sid"])
    #expect(try await account.location("\(folder)/\(sid)") == "https://m.test/1.png")
    #expect(
      try await account.send("GET", "\(folder)/\(sid)", credentials: nil).status == 401)
    #expect(try await send("DELETE", "\(folder)/\(sid).json").status == 204)
    #expect(try await send("GET", "\(folder)/\(sid).json").json["code"] == 20404)
    #expect(try await send("GET", "\(folder)/\(sid)").json["code"] == 20404)
    let dated = try await send("GET", "\(folder).json?DateCreated%3E=1970-01-02").json
    #expect(dated["media_list"] == [])
  }

  @Test("behaviour 12: feedback on a message, but not on an unknown one")
  func feedback() async throws {
    let message = try await send(
      "POST", SimulatedAccount.path, SimulatedAccount.message + [("Body", "x")]
    ).json
    let path = String(try SimulatedAccount.path(of: message).dropLast(5)) + "/Feedback.json"
    let feedback = try await send("POST", String(path), [("Outcome", "unconfirmed")])
    #expect(feedback.status == 201 && feedback.json["outcome"] == "unconfirmed")
    #expect(try await send("GET", String(path)).json["code"] == 20004)
    #expect(try await send("POST", String(path), [("Outcome", "x")]).json["code"] == 20001)
    let unknown = "\(Self.base)/Messages/SM0/Feedback.json"
    #expect(try await send("POST", unknown).json["code"] == 20404)
  }

  // MARK: Numbers

  @Test("behaviour 30: a number is found by its number, and its URL is set and cleared")
  func numbers() async throws {
    let path = "\(Self.base)/IncomingPhoneNumbers"
    let list = try await send("GET", "\(path).json?PhoneNumber=%2B15005550007").json
    let number = try #require(list["incoming_phone_numbers"]?[0])
    #expect(number["friendly_name"] == "(500) 555-0007" && number["sms_url"] == "")
    let other = try await send("GET", "\(path).json?PhoneNumber=%2B4930").json
    #expect(other["incoming_phone_numbers"] == [])
    let own = "\(path)/\(try #require(number["sid"]?.string)).json"
    let updated = try await send("POST", own, [("SmsUrl", "https://h.test/sms")]).json
    #expect(updated["sms_url"] == "https://h.test/sms" && updated["sms_method"] == "POST")
    #expect(try await send("POST", own, [("SmsMethod", "GET")]).json["sms_method"] == "GET")
    #expect(try await send("GET", own).json["sms_url"] == "https://h.test/sms")
    #expect(try await send("POST", own, [("SmsUrl", "")]).json["sms_url"] == "")
    for (name, value, code) in [
      ("SmsUrl", "h.test", 21402), ("SmsMethod", "PUT", 21403),
      ("SmsFallbackUrl", "https://h.test/", 21406),
      ("SmsApplicationSid", "AP" + String(repeating: "0", count: 32), 21420),
    ] {
      #expect(try await send("POST", own, [(name, value)]).json["code"] == JSONValue(code))
    }
    #expect(try await send("GET", "\(path)/PN0.json").json["code"] == 20404)
  }

  @Test("a number that is bought can send, until it is released")
  func bought() async throws {
    let path = "\(Self.base)/IncomingPhoneNumbers.json"
    let bought = try await send("POST", path, [("PhoneNumber", "+4930123456")])
    #expect(bought.status == 201)
    let message = [("To", "+4915112345678"), ("From", "+4930123456"), ("Body", "x")]
    #expect(try await send("POST", SimulatedAccount.path, message).status == 201)
    let own = "\(Self.base)/IncomingPhoneNumbers/\(bought.json["sid"]?.string ?? "").json"
    #expect(try await send("DELETE", own).status == 204)
    #expect(try await send("POST", SimulatedAccount.path, message).json["code"] == 21606)
  }

  @Test("behaviour 29: magic numbers to buy")
  func magic() async throws {
    let path = "/2010-04-01/Accounts/AC2/IncomingPhoneNumbers.json"
    for (name, value, code) in [
      ("PhoneNumber", "+15005550000", 21422), ("PhoneNumber", "+15005550001", 21421),
      ("AreaCode", "533", 21452),
    ] {
      let refused = try await account.send("POST", path, [(name, value)], credentials: "AC2:test")
      #expect(refused.json["code"] == JSONValue(code))
    }
    for form in [("PhoneNumber", "+15005550006"), ("AreaCode", "500")] {
      let bought = try await account.send("POST", path, [form], credentials: "AC2:test")
      #expect(bought.status == 201)
    }
  }

  // MARK: Services

  private func service(_ form: [(String, String)] = []) async throws -> JSONValue {
    try await send("POST", "/v1/Services", [("FriendlyName", "Shop")] + form).json
  }

  private func addNumber(to service: JSONValue) async throws -> (status: Int, json: JSONValue) {
    try await send(
      "POST", "/v1/Services/\(service["sid"]?.string ?? "")/PhoneNumbers",
      [("PhoneNumberSid", PhoneNumberSID.of("+15005550007"))])
  }

  @Test("behaviour 30: a messaging service is created, changed, listed and deleted")
  func services() async throws {
    let service = try await service([("StatusCallback", "https://h.test/s")])
    #expect(service["sticky_sender"] == true && service["validity_period"] == 36_000)
    #expect(service["inbound_request_url"] == .null)
    #expect(service["date_created"] == "1970-01-01T00:00:05Z")
    let path = "/v1/Services/\(try #require(service["sid"]?.string))"
    #expect(
      try await send("POST", path, [("ValidityPeriod", "60")]).json["validity_period"] == 60)
    #expect(try await send("GET", path).json["status_callback"] == "https://h.test/s")
    _ = try await self.service()
    let list = try await send("GET", "/v1/Services?PageSize=1").json
    #expect(list["meta"]?["key"] == "services" && list["services"]?.array?.count == 1)
    let next = try #require(list["meta"]?["next_page_url"]?.string)
    #expect(next.hasPrefix("http://api.twilio.com/v1/Services?PageSize=1&Page=1&PageToken=PAMG"))
    #expect(try await send("DELETE", path).status == 204)
    #expect(try await send("GET", path).json["code"] == 20404)
    #expect(try await send("POST", "/v1/Services").json["code"] == 20001)
  }

  @Test("behaviour 30: a number is in at most one service")
  func pool() async throws {
    let service = try await service()
    let added = try await addNumber(to: service)
    #expect(added.status == 201 && added.json["phone_number"] == "+15005550007")
    let again = try await addNumber(to: service)
    #expect(again.status == 409 && again.json["code"] == 21710)
    #expect(try await addNumber(to: try await self.service()).json["code"] == 21712)
    let path = "/v1/Services/\(service["sid"]?.string ?? "")/PhoneNumbers"
    let list = try await send("GET", path).json
    #expect(list["phone_numbers"]?.array?.count == 1)
    let own = "\(path)/\(added.json["sid"]?.string ?? "")"
    #expect(try await send("DELETE", own).status == 204)
    #expect(try await send("GET", own).status == 404)
  }

  @Test("a service sends from its pool only")
  func sending() async throws {
    let service = try await service([("StatusCallback", "https://hooks.test/s")])
    let sid = try #require(service["sid"]?.string)
    let message = [("To", "+4915112345678"), ("MessagingServiceSid", sid), ("Body", "x")]
    func code(_ form: [(String, String)]) async throws -> JSONValue? {
      try await send("POST", SimulatedAccount.path, form).json["code"]
    }
    #expect(try await code(message) == 21704)
    _ = try await addNumber(to: service)
    #expect(try await code(message + [("From", "+15005550006")]) == 21711)
    #expect(try await code(SimulatedAccount.fromService) == 21701)
    let created = try await send("POST", SimulatedAccount.path, message).json
    let forms = try await account.callbacks(until: 10_000)
    #expect(forms.map { $0["MessageStatus"] } == ["queued", "sent", "delivered"])
    #expect(forms[0]["MessagingServiceSid"] == sid && forms[0]["From"] == "+15005550007")
    #expect(created["from"] == .null)
  }

  // MARK: Content

  @Test("behaviour 30: a template fills in its variables, with defaults")
  func content() async throws {
    let template: JSONValue = [
      "friendly_name": "hello", "language": "en", "variables": ["1": "you", "2": "now"],
      "types": ["twilio/text": ["body": "Hi {{1}}, {{2}}"]],
    ]
    let created = try await account.send("POST", "/v1/Content", json: template)
    let sid = try #require(created.json["sid"]?.string)
    #expect(created.status == 201 && sid.hasPrefix("HX"))
    func body(_ variables: String?) async throws -> JSONValue {
      try await send(
        "POST", SimulatedAccount.path,
        SimulatedAccount.message + [("ContentSid", sid)]
          + (variables.map { [("ContentVariables", $0)] } ?? [])
      ).json
    }
    #expect(try await body(#"{"1": "Ann"}"#)["body"] == "Hi Ann, now")
    #expect(try await body(nil)["body"] == "Hi you, now")
    #expect(try await body(#"{"1": null}"#)["code"] == 21656)
    let list = try await send("GET", "/v1/Content").json
    #expect(list["contents"]?[0]?["types"] == template["types"])
    #expect(try await account.send("POST", "/v1/Content", json: []).json["code"] == 20001)
    #expect(try await send("DELETE", "/v1/Content/\(sid)").status == 204)
  }

  // MARK: Others

  private static let lookups: [(number: String, isValid: Bool, error: String?)] = [
    ("+15005550006", true, nil), ("+4915112345678", true, nil), ("5005550006", true, nil),
    ("+1500", false, "TOO_SHORT"), ("+150055500061", false, "TOO_LONG"),
    ("+0123456789", false, "INVALID_COUNTRY_CODE"), ("Ann", false, "NOT_A_NUMBER"),
  ]

  @Test("behaviour 30: a lookup judges a number by its shape", arguments: lookups)
  func lookup(_ row: (number: String, isValid: Bool, error: String?)) async throws {
    let (status, json) = try await send("GET", "/v2/PhoneNumbers/\(row.number)")
    #expect(status == 200 && json["valid"] == .bool(row.isValid))
    #expect(json["validation_errors"]?[0]?.string == row.error)
  }

  @Test("the account, and what is not simulated")
  func accountItself() async throws {
    let own = try await send("GET", "\(Self.base).json")
    #expect(own.json["sid"] == "AC1" && own.json["status"] == "active")
    let verify = try await send("POST", "/v2/Services", [("FriendlyName", "x")])
    #expect(verify.status == 501 && verify.json["message"] == "not simulated: /v2/Services")
  }

  @Test("applications have URLs that numbers share")
  func applications() async throws {
    let created = try await send(
      "POST", "\(Self.base)/Applications.json", [("SmsUrl", "https://h.test/a")])
    #expect(created.status == 201 && created.json["sms_url"] == "https://h.test/a")
    let path = "\(Self.base)/Applications/\(created.json["sid"]?.string ?? "").json"
    #expect(try await send("POST", path, [("FriendlyName", "A")]).json["friendly_name"] == "A")
    let list = try await send("GET", "\(Self.base)/Applications.json").json
    #expect(list["applications"]?.array?.count == 1)
    #expect(try await send("DELETE", path).status == 204)
    #expect(try await send("GET", path).status == 404)
  }
}
