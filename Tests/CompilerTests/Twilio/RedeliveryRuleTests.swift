import Testing

@Suite("Messages delivered twice")
struct RedeliveryRuleTests {
  @Test(
    "a webhook that waits for a message without a message id is a warning",
    arguments: ["startEvent", "intermediateCatchEvent", "boundaryEvent", "receiveTask"])
  func messages(type: String) {
    let bare = TwilioDiagram.webhook(type, mark: "1️⃣")
    #expect(TwilioDiagram("redelivery", bare).places == ["w1️⃣"])
    let blank = TwilioDiagram.webhook(type, "messageIdExpression=1️⃣ ")
    #expect(TwilioDiagram("redelivery", blank).places == ["w1️⃣"])
    let right = TwilioDiagram.webhook(type, "messageIdExpression==request.body.MessageSid")
    #expect(TwilioDiagram("redelivery", right).places == [])
  }

  @Test("a plain start event cannot have one: an information")
  func plainStart() {
    let start = TwilioDiagram.webhook("startEvent", mark: "1️⃣", message: false)
    #expect(TwilioDiagram("redelivery", start).places == ["i1️⃣"])
  }
}
