import Connectors
import ExecutorTestSupport
import HTTP
import JSON
import Testing
import Twilio

@testable import TwilioSimulator

@Suite("The URL that an incoming message calls")
struct InboundRouteTests {
  private let account: SimulatedAccount
  private let transport = FakeTransport()
  private static let number = "+15005550007"

  init() throws { account = try SimulatedAccount() }

  /// Sends a text to the number, and returns the URL that was called.
  private func text(
    _ text: TextMessage = TextMessage("Hi", from: "+4915112345678", to: number)
  ) async throws -> OutgoingRequest? {
    let count = transport.requests.count
    _ = try await account.receive(text, transport)
    return transport.requests.count > count ? transport.requests.last : nil
  }

  private func set(_ form: [(String, String)]) async throws {
    let sid = PhoneNumberSID.of(Self.number)
    let answer = try await account.send(
      "POST", "/2010-04-01/Accounts/AC1/IncomingPhoneNumbers/\(sid).json", form)
    #expect(answer.status == 200, "\(answer.json.text())")
  }

  @Test("behaviour 27: the number's URL and method")
  func number() async throws {
    #expect(try await text() == nil)
    try await set([("SmsUrl", "https://hooks.test/number"), ("SmsMethod", "GET")])
    let request = try #require(try await text())
    #expect(
      request.method == "GET" && request.url.hasPrefix("https://hooks.test/number?ToCountry=US"))
    try await set([("SmsUrl", "")])
    #expect(try await text() == nil)
    #expect(try await account.store.messages().count == 3)
  }

  @Test("behaviour 27: the application's URL replaces the number's")
  func application() async throws {
    let application = try await account.send(
      "POST", "/2010-04-01/Accounts/AC1/Applications.json", [("SmsUrl", "https://hooks.test/app")])
    let sid = try #require(application.json["sid"]?.string)
    try await set([("SmsUrl", "https://hooks.test/number"), ("SmsApplicationSid", sid)])
    #expect(try await text()?.url == "https://hooks.test/app")
  }

  @Test("behaviour 27: the messaging service decides, unless it leaves that to the number")
  func service() async throws {
    try await set([("SmsUrl", "https://hooks.test/number")])
    let created = try await account.send("POST", "/v1/Services", [("FriendlyName", "Shop")])
    let sid = try #require(created.json["sid"]?.string)
    _ = try await account.send(
      "POST", "/v1/Services/\(sid)/PhoneNumbers",
      [("PhoneNumberSid", PhoneNumberSID.of(Self.number))])
    // Without a URL, the service does not receive at all.
    #expect(try await text() == nil)
    #expect(try await account.store.messages().isEmpty)
    _ = try await account.send(
      "POST", "/v1/Services/\(sid)", [("InboundRequestUrl", "https://hooks.test/service")])
    let request = try #require(try await text())
    #expect(request.url == "https://hooks.test/service")
    #expect(try FormBody(parsing: request.body ?? [])["MessagingServiceSid"] == sid)
    _ = try await account.send(
      "POST", "/v1/Services/\(sid)", [("UseInboundWebhookOnNumber", "true")])
    #expect(try await text()?.url == "https://hooks.test/number")
  }

  @Test("behaviour 28: STOP to a number of a service blocks the whole service")
  func optOut() async throws {
    let created = try await account.send("POST", "/v1/Services", [("FriendlyName", "Shop")])
    let sid = try #require(created.json["sid"]?.string)
    _ = try await account.send(
      "POST", "/v1/Services/\(sid)", [("InboundRequestUrl", "https://hooks.test/service")])
    _ = try await account.send(
      "POST", "/v1/Services/\(sid)/PhoneNumbers",
      [("PhoneNumberSid", PhoneNumberSID.of(Self.number))])
    _ = try await text(TextMessage("STOP", from: "+4915112345678", to: Self.number))
    let message = [("To", "+4915112345678"), ("MessagingServiceSid", sid), ("Body", "x")]
    #expect(try await account.send("POST", SimulatedAccount.path, message).json["code"] == 21610)
    let other = SimulatedAccount.message + [("Body", "x")]
    #expect(try await account.send("POST", SimulatedAccount.path, other).status == 201)
  }

  private static let incoming: [(text: TextMessage, names: [String])] = {
    func whatsApp(_ fields: [(String, JSONValue)]) -> TextMessage {
      var text = TextMessage("Yes", from: "whatsapp:+4915112345678", to: "whatsapp:\(number)")
      text.fields = JSONObject(fields)
      return text
    }
    var mms = TextMessage("Look", from: "+4915112345678", to: number)
    mms.media = ["https://m.test/1.png"]
    return [
      (TextMessage("Hi", from: "+4915112345678", to: number), ["FromCity", "NumSegments"]),
      (mms, ["MediaUrl0", "MediaContentType0"]),
      (whatsApp([]), ["ProfileName", "WaId", "ChannelMetadata"]),
      (whatsApp([("ButtonPayload", "ok")]), ["ButtonText", "ButtonPayload"]),
      (whatsApp([("Latitude", "52"), ("Longitude", "13")]), ["Latitude", "Longitude"]),
      (whatsApp([("OriginalRepliedMessageSid", "SM1")]), ["OriginalRepliedMessageSid"]),
    ]
  }()

  @Test(
    "behaviour 24: each kind of message has its fields and a valid signature", arguments: incoming)
  func fields(_ row: (text: TextMessage, names: [String])) async throws {
    for method in ["POST", "GET"] {
      try await set([("SmsUrl", "https://hooks.test/in?x=1"), ("SmsMethod", method)])
      let request = try #require(try await text(row.text))
      let query = request.url.split(separator: "?").last ?? ""
      let form = try FormBody(parsing: request.body ?? Array(query.utf8))
      let names = Set(form.pairs.map(\.name))
      #expect(names.isSuperset(of: row.names + ["MessageSid", "AccountSid", "ApiVersion"]))
      let signature = request.headers.first { $0.name == "X-Twilio-Signature" }?.value ?? ""
      #expect(
        TwilioSignature(url: request.url, parameters: method == "GET" ? FormBody([]) : form)
          .accepts(signature, key: "token"))
    }
  }

  @Test("an uploaded file is kept with its message")
  func upload() async throws {
    try await set([("SmsUrl", "https://hooks.test/in")])
    var message = TextMessage("Look", from: "+4915112345678", to: Self.number)
    message.files = [TextMessage.File(name: "a.png", bytes: [1, 2, 3])]
    let again = try TextMessage(message.json)
    #expect(again.files.first?.bytes == [1, 2, 3])
    _ = try await text(message)
    let item = try #require(try await account.store.messages().last?.media.first)
    #expect(item.location == "/simulator/media/\(item.sid)")
    let content = try await account.store.content(ofMedia: item.sid)
    #expect(content?.type == "image/png" && content?.bytes == [1, 2, 3])
  }
}
