import Testing

@Suite("SIDs")
struct SIDRuleTests {
  static let digits = "0123456789abcdefABCDEF0123456789"

  func places(_ operation: String, _ inputs: String) -> [String] {
    TwilioDiagram("sid", TwilioDiagram.task(operation, inputs)).places
  }

  @Test(
    "a message SID is SM or MM and 32 hexadecimal digits",
    arguments: [
      ("SM" + digits, []), ("MM" + digits, []), ("=sid", []), ("{{secrets.SID}}", []),
      ("=\"SM\(digits)\"", []), ("1️⃣SM123", ["e1️⃣"]), ("1️⃣AC" + digits, ["e1️⃣"]),
      ("1️⃣SM\(digits.dropLast())x", ["e1️⃣"]), ("=\"1️⃣SM12\"", ["e1️⃣"]),
    ])
  func message(sid: String, expected: [String]) {
    #expect(places("getMessage", "messageSid=" + sid) == expected)
  }

  @Test("each other SID has the letters of its kind")
  func others() {
    #expect(places("sendWhatsApp", "ContentSid=HX" + Self.digits) == [])
    #expect(places("sendWhatsApp", "ContentSid=1️⃣MG" + Self.digits) == ["e1️⃣"])
    #expect(places("sendSms", "accountSid=1️⃣SK" + Self.digits) == ["e1️⃣"])
    #expect(places("sendSms", "body.MessagingServiceSid=1️⃣AC" + Self.digits) == ["e1️⃣"])
    #expect(places("sendSms", "authentication.username=1️⃣me") == ["e1️⃣"])
    let key = TwilioDiagram.task(
      "sendSms", "authType=apiKeySecret", "authentication.username=1️⃣AC" + Self.digits)
    #expect(TwilioDiagram("sid", key).places == ["e1️⃣"])
  }
}
