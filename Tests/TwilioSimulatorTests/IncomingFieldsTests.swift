import HTTP
import JSON
import Testing

@testable import TwilioSimulator

@Suite("Fields of an incoming message")
struct IncomingFieldsTests {
  private func fields(
    _ further: JSONObject = JSONObject(), from: String = "whatsapp:+4915112345678",
    media: [String] = []
  ) -> FormBody {
    let message = TwilioMessage(
      sid: "SM1", account: "AC1", from: from,
      to: from.hasPrefix("whatsapp:") ? "whatsapp:+15005550006" : "+15005550006",
      body: "Yes", direction: .inbound, media: media, created: 0)
    return IncomingFields(message, further).form
  }

  @Test("a WhatsApp message has its sender's profile, in Twilio's order")
  func whatsApp() throws {
    let form = fields(JSONObject([("ProfileName", "Ann")]))
    #expect(
      form.pairs.map(\.name) == [
        "SmsMessageSid", "NumMedia", "ProfileName", "MessageType", "SmsSid", "WaId", "SmsStatus",
        "Body", "To", "NumSegments", "ReferralNumMedia", "MessageSid", "AccountSid",
        "ChannelMetadata", "From", "ApiVersion",
      ])
    #expect(form["ProfileName"] == "Ann" && form["WaId"] == "4915112345678")
    #expect(form["MessageType"] == "text" && form["NumSegments"] == "1")
    let metadata = try JSONValue(parsing: try #require(form["ChannelMetadata"]))
    #expect(metadata["data"]?["context"]?["ProfileName"] == "Ann")
    #expect(form["ButtonText"] == nil && form["FromCountry"] == nil)
  }

  @Test("a tapped button has a text and a payload")
  func button() {
    let form = fields(JSONObject([("ButtonPayload", "confirm-1")]))
    #expect(form["MessageType"] == "button" && form["ButtonPayload"] == "confirm-1")
    #expect(form["ButtonText"] == "Yes" && form["Body"] == "Yes")
  }

  private static let types: [(further: JSONObject, media: [String], type: String)] = [
    (JSONObject([("Latitude", "52.5")]), [], "location"),
    (JSONObject([("ListId", "1")]), [], "interactive"),
    (JSONObject(), ["https://m.test/a.png?x=1"], "image"),
    (JSONObject(), ["https://m.test/a.pdf"], "document"),
    (JSONObject([("MessageType", "contacts")]), [], "contacts"),
  ]

  @Test("the message type is derived from the message unless it is set", arguments: types)
  func type(_ row: (further: JSONObject, media: [String], type: String)) {
    #expect(fields(row.further, media: row.media)["MessageType"] == row.type)
  }

  @Test("an SMS has country fields and no WhatsApp fields")
  func text() {
    let form = fields(from: "+15005550001", media: ["https://m.test/a.png"])
    #expect(form["FromCountry"] == "US" && form["FromCity"] == "")
    let url = "https://api.twilio.com/2010-04-01/Accounts/AC1/Messages/SM1/Media/ME"
    #expect(form["MediaUrl0"]?.hasPrefix(url) == true && form["MediaContentType0"] == "image/png")
    #expect(form["ProfileName"] == nil && form["MessageType"] == nil)
  }

  @Test("any field can be set, without duplicates")
  func further() {
    let form = fields(
      JSONObject([("FromCountry", "DE"), ("OptOutType", "STOP")]), from: "+4915112345678")
    #expect(form.pairs.filter { $0.name == "FromCountry" }.map(\.value) == ["DE"])
    #expect(form["OptOutType"] == "STOP")
  }
}
