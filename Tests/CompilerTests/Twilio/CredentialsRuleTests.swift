import Testing

@Suite("Credentials of a call")
struct CredentialsRuleTests {
  @Test("account SID and auth token are a pair")
  func account() {
    let complete = TwilioDiagram.task(
      "sendSms", "authType=accountSidAuthToken", "accountSid={{secrets.SID}}",
      "authentication.username==accountSid", "authentication.password={{secrets.TOKEN}}")
    #expect(TwilioDiagram("credentials", complete).places == [])
    let half = TwilioDiagram.task(
      "sendSms", "authType=accountSidAuthToken", "accountSid=x", mark: "1️⃣")
    #expect(TwilioDiagram("credentials", half).places == ["e1️⃣"])
    let blank = TwilioDiagram.task(
      "sendSms", "authType=accountSidAuthToken", "accountSid=1️⃣ ", "authentication.password=x")
    #expect(TwilioDiagram("credentials", blank).places == ["e1️⃣"])
  }

  @Test("an API key needs its secret and the account's SID")
  func key() {
    let complete = TwilioDiagram.task(
      "sendSms", "authType=apiKeySecret", "accountSid=x", "authentication.username=k",
      "authentication.password=s")
    #expect(TwilioDiagram("credentials", complete).places == [])
    let bare = TwilioDiagram.task("sendSms", "authType=apiKeySecret", mark: "1️⃣")
    #expect(TwilioDiagram("credentials", bare).places == ["e1️⃣", "e1️⃣", "e1️⃣"])
  }

  @Test("the SID of the account is no API key")
  func mixed() {
    let task = TwilioDiagram.task(
      "sendSms", "authType=apiKeySecret", "accountSid=x", "authentication.username=1️⃣=accountSid",
      "authentication.password=s")
    #expect(TwilioDiagram("credentials", task).places == ["e1️⃣"])
  }

  @Test("a task for which no pair is chosen is an error")
  func none() {
    #expect(TwilioDiagram("credentials", TwilioDiagram.task("sendSms", mark: "1️⃣")).places == ["e1️⃣"])
    let stray = TwilioDiagram.task("sendSms", "authType=1️⃣get")
    #expect(TwilioDiagram("credentials", stray).places == ["e1️⃣"])
  }

  @Test("an HTTP task needs both halves of basic authentication, or authenticates otherwise")
  func plainTask() {
    func places(_ task: String) -> [String] { TwilioDiagram("credentials", task).places }
    #expect(places(TwilioDiagram.http(mark: "1️⃣")) == ["e1️⃣"])
    #expect(places(TwilioDiagram.http("authentication.type=1️⃣noAuth")) == ["e1️⃣"])
    #expect(
      places(
        TwilioDiagram.http(
          "authentication.type=basic", "authentication.username=u", mark: "1️⃣"))
        == ["e1️⃣"])
    #expect(
      places(
        TwilioDiagram.http(
          "authentication.type=basic", "authentication.username=u", "authentication.password=p"))
        == [])
    #expect(places(TwilioDiagram.http("authentication.type=bearer")) == [])
    #expect(places(TwilioDiagram.http("authentication==auth")) == [])
    #expect(places(TwilioDiagram.http("headers=={Authorization: \"{{secrets.A}}\"}")) == [])
  }
}
