import Testing

@Suite("Prefix of WhatsApp numbers")
struct WhatsAppPrefixRuleTests {
  @Test("a WhatsApp message from or to a bare number is an error that can be fixed")
  func sending() {
    let diagram = TwilioDiagram(
      "whatsapp-prefix",
      TwilioDiagram.task("sendWhatsApp", "From=1️⃣+15005550006", "To==\"2️⃣+15005550001\""))
    #expect(diagram.places == ["e1️⃣", "e2️⃣"])
    #expect(diagram.fixed.contains("source='whatsapp:+15005550006'"))
    #expect(diagram.fixed.contains("source='=\"whatsapp:+15005550001\"'"))
  }

  @Test("a message with the prefix on one side only is an error at the other")
  func mixed() {
    func places(_ from: String, _ to: String) -> [String] {
      TwilioDiagram(
        "whatsapp-prefix",
        TwilioDiagram.task("sendSms", "body.From=" + from, "body.To=" + to)
      ).places
    }
    #expect(places("1️⃣+15005550006", "whatsapp:+15005550001") == ["e1️⃣"])
    #expect(places("whatsapp:+15005550006", "1️⃣+15005550001") == ["e1️⃣"])
    #expect(places("whatsapp:+15005550006", "=to") == [])
    #expect(places("+15005550006", "+15005550001") == [])
  }

  @Test("filters and lookups need no prefix")
  func filter() {
    let list = TwilioDiagram.task("listMessages", "fromFilterValue=+15005550006")
    #expect(TwilioDiagram("whatsapp-prefix", list).places == [])
  }
}
