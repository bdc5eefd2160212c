import Testing

@Suite("One number, one webhook id")
struct OneNumberRuleTests {
  static let start = TwilioDiagram.webhook("startEvent", "inbound.context=2️⃣first", id: "Start")

  static func waiting(_ type: String, _ id: String, element: String = "Wait") -> String {
    TwilioDiagram.webhook(type, "inbound.context=" + id, id: element)
  }

  @Test(
    "an answer that is awaited on another id is a warning that names both places",
    arguments: ["intermediateCatchEvent", "receiveTask", "boundaryEvent"])
  func conversation(type: String) {
    let diagram = TwilioDiagram("one-number", Self.start + Self.waiting(type, "1️⃣second"))
    #expect(diagram.places == ["w1️⃣"])
    #expect(diagram.notes == ["2️⃣"])
  }

  @Test("two waiting events of one conversation are compared as well")
  func waiting() {
    let diagram = TwilioDiagram(
      "one-number",
      Self.waiting("receiveTask", "2️⃣first", element: "A")
        + TwilioDiagram.task("sendSms", "body.From==shop")
        + Self.waiting("receiveTask", "1️⃣second", element: "B"))
    #expect(diagram.places == ["w1️⃣"])
    #expect(diagram.notes == ["2️⃣"])
  }

  @Test("one id is right, two start events are two entrances, two senders two conversations")
  func right() {
    func places(_ elements: String) -> [String] { TwilioDiagram("one-number", elements).places }
    #expect(places(Self.start + Self.waiting("receiveTask", "first")) == [])
    #expect(places(Self.start + Self.waiting("startEvent", "second")) == [])
    #expect(
      places(
        Self.start + Self.waiting("receiveTask", "second")
          + TwilioDiagram.task("sendSms", "body.From=+15005550006", id: "A")
          + TwilioDiagram.task("sendWhatsApp", "From=whatsapp:+15005550006", id: "B")) == [])
  }
}
