import Testing

@Suite("Where the message is read")
struct RequestBodyRuleTests {
  @Test("a GET webhook that reads the body is an error at each place, with the right one")
  func get() {
    let diagram = TwilioDiagram(
      "request-body",
      TwilioDiagram.webhook(
        "startEvent", "inbound.method=GET", "activationCondition==1️⃣request.body.Body = \"YES\"",
        "resultExpression={from: 2️⃣request.body.From, to: request.params.To, all: 3️⃣request.body}"))
    #expect(diagram.places == ["e1️⃣", "e2️⃣", "e3️⃣"])
    #expect(diagram.fixed.contains("{from: request.params.From, to: request.params.To, all: "))
    #expect(diagram.fixed.contains("all: request.params}"))
  }

  @Test("a webhook for any method that reads only the body is one warning, at the first place")
  func any() {
    func places(_ properties: String...) -> [String] {
      TwilioDiagram(
        "request-body", TwilioDiagram.webhook("intermediateCatchEvent", properties.joined())
      ).places
    }
    #expect(places("correlationKeyExpression==1️⃣request.body.From") == ["w1️⃣"])
    #expect(
      places("correlationKeyExpression==get or else(request.body.From, request.params.From)") == [])
    let any = TwilioDiagram.webhook(
      "startEvent", "inbound.method=any", "messageIdExpression==1️⃣request.body.MessageSid",
      "resultExpression==request.body")
    #expect(TwilioDiagram("request-body", any).places == ["w1️⃣"])
  }

  @Test("a POST webhook reads the body rightly")
  func post() {
    let diagram = TwilioDiagram(
      "request-body",
      TwilioDiagram.webhook("startEvent", "inbound.method=post", "resultExpression=request.body"))
    #expect(diagram.places == [])
  }
}
