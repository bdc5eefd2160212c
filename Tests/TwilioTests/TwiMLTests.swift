import ExecutorTestSupport
import Testing

@testable import Twilio

@Suite("TwiML")
struct TwiMLTests {
  private func answer(_ verbs: String) -> TwiML {
    TwiML(
      .answer(200, "<Response>\(verbs)</Response>", headers: [("Content-Type", "text/xml")]))
  }

  @Test("TwiML responses become messages; other verbs are reported")
  func twiML() {
    let answer = TwiML(
      .answer(
        200,
        "<Response><Message>Hi &amp; bye</Message><Message to=\"+49151\"><Body>B</Body>"
          + "<Media>https://m.test/1</Media></Message><Redirect>x</Redirect></Response>",
        headers: [("Content-Type", "text/xml")]))
    #expect(answer.messages.map(\.body) == ["Hi & bye", "B"])
    #expect(answer.messages[1].media == ["https://m.test/1"] && answer.messages[1].to == "+49151")
    #expect(answer.remarks == ["The verb <Redirect> is not simulated."])
    #expect(
      TwiML(.answer(200, "ok", headers: [("Content-Type", "text/plain")])).messages.count == 1)
    #expect(
      TwiML(.answer(200, "{}", headers: [("Content-Type", "application/json")])).remarks.count == 1)
    #expect(TwiML(.answer(200)).remarks.isEmpty)
  }

  @Test("too many messages, and messages without content")
  func limits() {
    let many = answer(String(repeating: "<Message>x</Message>", count: 11))
    #expect(many.messages.count == 10 && many.remarks.count == 1)
    let long = String(repeating: "x", count: 1601)
    let odd = answer("<Message/><Message>\(long)</Message><Message>Hi</Message>")
    #expect(odd.messages.map(\.body) == ["Hi"] && odd.remarks.count == 2)
  }
}
