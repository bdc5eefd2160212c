import ExecutorTestSupport
import Testing

@testable import Twilio

@Suite("TwiML")
struct TwiMLTests {
  private func answer(_ verbs: String) -> TwiML {
    document("<Response>\(verbs)</Response>")
  }

  private func document(_ text: String, type: String = "text/xml") -> TwiML {
    TwiML(.answer(200, text, headers: [("Content-Type", type)]))
  }

  private func messages(_ answer: TwiML) -> [TwiML.Message] {
    answer.verbs.compactMap { if case .message(let message) = $0 { message } else { nil } }
  }

  @Test("messages have a text, media, addresses and a status callback")
  func message() throws {
    let answer = answer(
      "<Message>Hi &amp; bye</Message><Message to=\"+49151\" from=\"+49152\" action=\"/s\" "
        + "method=\"get\"><Body>B</Body><Media>https://m.test/1</Media></Message>"
        + "<Message statusCallback=\"/old\">C</Message>")
    let messages = messages(answer)
    #expect(messages.map(\.body) == ["Hi & bye", "B", "C"])
    #expect(messages[1].media == ["https://m.test/1"] && messages[1].to == "+49151")
    #expect(messages[1].from == "+49152" && messages[1].callbackMethod == "GET")
    #expect(
      messages.map(\.callback) == [nil, "/s", "/old"] && messages[2].callbackMethod == "POST")
  }

  @Test("a redirect ends the document")
  func redirect() {
    let answer = answer("<Message>1</Message><Redirect>next</Redirect><Message>2</Message>")
    #expect(messages(answer).map(\.body) == ["1"])
    guard case .redirect(url: "next", method: "POST")? = answer.verbs.last else {
      Issue.record("there is no redirect")
      return
    }
  }

  private static let failures: [(text: String, type: String, code: Int?)] = [
    ("{}", "application/json", 12300), ("<Response>", "text/xml", 12100),
    ("x<Response/>", "text/xml", 12100), ("<Reply/>", "text/xml", 12102),
    ("<Response/>", "text/html; charset=utf-8", nil), ("ok", "text/plain", nil), ("", "x/y", nil),
  ]

  @Test("a response that is not TwiML has Twilio's error code", arguments: failures)
  func failure(_ row: (text: String, type: String, code: Int?)) {
    #expect(document(row.text, type: row.type).failure?.code == row.code)
  }

  private static let problems: [(verbs: String, code: Int)] = [
    ("<Message/>", 14103),
    ("<Message>\(String(repeating: "x", count: 1601))</Message>", 14103), ("<Say>x</Say>", 14110),
    ("<Message><Picture/>x</Message>", 12200),
    ("<Message action=\"/s\" method=\"PUT\">x</Message>", 14104),
    ("<Redirect method=\"PUT\">x</Redirect>", 14104),
  ]

  @Test("a wrong verb is reported, and the others are executed", arguments: problems)
  func problem(_ row: (verbs: String, code: Int)) {
    let answer = answer(row.verbs + "<Message>Hi</Message>")
    #expect(answer.problems.map(\.code) == [row.code])
    #expect(messages(answer).last?.body == "Hi")
  }
}
