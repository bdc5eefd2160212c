import Testing

@Suite("Recipient of a message")
struct RecipientRuleTests {
  func places(_ operation: String, _ input: String) -> [String] {
    TwilioDiagram("recipient", TwilioDiagram.task(operation, input)).places
  }

  @Test(
    "an SMS goes to a number or a channel address",
    arguments: [
      ("+15005550001", []), ("whatsapp:+15005550001", []), ("=to", []), ("1️⃣12345", ["e1️⃣"]),
      ("1️⃣Pizzeria", ["e1️⃣"]), ("1️⃣0151 23456", ["e1️⃣"]), ("=\"1️⃣12345\"", ["e1️⃣"]),
      ("{{secrets.TO}}", []),
    ])
  func sms(recipient: String, expected: [String]) {
    #expect(places("sendSms", "body.To=" + recipient) == expected)
  }

  @Test("a WhatsApp message goes to WhatsApp addresses")
  func whatsApp() {
    #expect(places("sendWhatsApp", "To=whatsapp:+15005550001") == [])
    #expect(places("sendWhatsApp", "To=1️⃣12345") == ["e1️⃣"])
    #expect(places("sendWhatsApp", "To=1️⃣messenger:1") == ["e1️⃣"])
  }

  @Test("the filter of a list may name a short code, but no name")
  func filter() {
    #expect(places("listMessages", "toFilterValue=12345") == [])
    #expect(places("listMessages", "toFilterValue=1️⃣Pizzeria") == ["e1️⃣"])
    #expect(places("getMessage", "body.To=Pizzeria") == [])
  }
}
