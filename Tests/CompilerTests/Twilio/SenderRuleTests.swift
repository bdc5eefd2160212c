import Testing

@Suite("Sender of a message")
struct SenderRuleTests {
  @Test(
    "numbers, short codes, names and channel addresses may send",
    arguments: [
      "+15005550006", "12345", "Pizzeria", "Joe & Co", "whatsapp:+15005550006",
      "messenger:1234", "{{secrets.SENDER}}", "=shop", "=\"+1\" + number", " ",
      "=\"{{secrets.SENDER}}\"",
    ])
  func accepted(sender: String) {
    let escaped = sender.split(separator: "&", omittingEmptySubsequences: false)
      .joined(separator: "&amp;")
    let diagram = TwilioDiagram("sender", TwilioDiagram.task("sendSms", "body.From=" + escaped))
    #expect(diagram.places == [])
  }

  @Test(
    "other text is an error, in FEEL too where it is the whole value",
    arguments: [
      "1️⃣15005550006", "1️⃣+012345678", "1️⃣+1234", "1️⃣MuchTooLongName", "1️⃣12", "1️⃣sms:+15005550006",
      "1️⃣whatsapp:5005550006", "1️⃣+1500555000612345", "=\"1️⃣Shop 24/7\"", "=(\"1️⃣+1-bad\")",
    ])
  func refused(sender: String) {
    let diagram = TwilioDiagram("sender", TwilioDiagram.task("sendSms", "body.From=" + sender))
    #expect(diagram.places == ["e1️⃣"])
  }

  @Test(
    "a number with punctuation is repaired",
    arguments: [
      ("+1 (500) 555-0006", "source='+15005550006'"), ("0015005550006", "source='+15005550006'"),
      ("=\"+1.500.555.0006\"", "source='=\"+15005550006\"'"),
      ("whatsapp: +15005550006", "source='whatsapp:+15005550006'"),
    ])
  func repaired(sender: String, expected: String) {
    let diagram = TwilioDiagram("sender", TwilioDiagram.task("sendSms", "body.From=" + sender))
    #expect(diagram.findings.count == 1)
    #expect(diagram.fixed.contains(expected))
  }

  @Test("WhatsApp takes its own addresses only; a bare number is another rule's")
  func whatsApp() {
    func places(_ sender: String) -> [String] {
      TwilioDiagram("sender", TwilioDiagram.task("sendWhatsApp", "From=" + sender)).places
    }
    #expect(places("whatsapp:+15005550006") == [])
    #expect(places("+15005550006") == [])
    #expect(places("1️⃣Pizzeria") == ["e1️⃣"])
    #expect(places("1️⃣messenger:1") == ["e1️⃣"])
  }

  @Test("the filter of a list takes every kind of sender, and a lookup has none")
  func filter() {
    func places(_ operation: String, _ input: String) -> [String] {
      TwilioDiagram("sender", TwilioDiagram.task(operation, input)).places
    }
    #expect(places("listMessages", "fromFilterValue=Pizzeria") == [])
    #expect(places("listMessages", "fromFilterValue=1️⃣0500/555") == ["e1️⃣"])
    #expect(places("getMessage", "body.From=0500/555") == [])
  }

  @Test("an HTTP task to Twilio is judged by its inputs and by its body in FEEL")
  func plainTask() {
    let body = TwilioDiagram.http("body={\"no\": \"FEEL\"}", "body.From=1️⃣5005550006")
    #expect(TwilioDiagram("sender", body).places == ["e1️⃣"])
    let context = TwilioDiagram.http("body={\"From\": 1}")
    #expect(TwilioDiagram("sender", context).places == [])
    let feel = TwilioDiagram.http("body=={\"To\": to, \"From\": \"1️⃣5005550006\"}")
    #expect(TwilioDiagram("sender", feel).places == ["e1️⃣"])
    let elsewhere = TwilioDiagram.http("url=https://example.com/Messages.json", "body.From=x?")
    #expect(TwilioDiagram("sender", elsewhere).places == [])
  }
}
