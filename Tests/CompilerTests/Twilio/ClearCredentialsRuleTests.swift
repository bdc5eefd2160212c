import Diagnostics
import Testing

@Suite("Credentials in clear")
struct ClearCredentialsRuleTests {
  @Test("an auth token in the diagram is an error, is not repeated, and becomes a secret")
  func token() {
    let diagram = TwilioDiagram(
      "clear-credentials",
      TwilioDiagram.task(
        "sendSms", "authType=accountSidAuthToken", "authentication.password=1️⃣hunter2"))
    #expect(diagram.places == ["e1️⃣"])
    #expect(!diagram.findings[0].message.contains("hunter2"))
    #expect(diagram.fixed.contains("source='{{secrets.TWILIO_AUTH_TOKEN}}'"))
  }

  @Test("FEEL that is nothing but the token becomes plain text")
  func feel() {
    let diagram = TwilioDiagram(
      "clear-credentials", TwilioDiagram.task("sendSms", "authentication.password==\"1️⃣hunter2\""))
    #expect(diagram.places == ["e1️⃣"])
    #expect(diagram.fixed.contains("source='{{secrets.TWILIO_AUTH_TOKEN}}'"))
  }

  @Test("the secret of an API key is an error, the SIDs are warnings")
  func key() {
    let diagram = TwilioDiagram(
      "clear-credentials",
      TwilioDiagram.task(
        "sendSms", "authType=apiKeySecret", "accountSid=1️⃣AC1", "authentication.username=2️⃣SK1",
        "authentication.password=3️⃣hunter2"))
    #expect(diagram.places == ["w1️⃣", "w2️⃣", "e3️⃣"])
    for name in ["TWILIO_ACCOUNT_SID", "TWILIO_API_KEY", "TWILIO_API_KEY_SECRET"] {
      #expect(diagram.fixed.contains("source='{{secrets.\(name)}}'"))
    }
  }

  @Test("secrets and variables are not in clear")
  func hidden() {
    let task = TwilioDiagram.task(
      "sendSms", "accountSid={{secrets.SID}}", "authentication.username==accountSid",
      "authentication.password=secrets.TOKEN")
    #expect(TwilioDiagram("clear-credentials", task).places == [])
  }

  @Test("an Authorization header is looked at, inside FEEL too")
  func header() {
    let diagram = TwilioDiagram(
      "clear-credentials",
      TwilioDiagram.http("headers=={\"X\": \"y\", \"Authorization\": \"1️⃣Basic QTpC\"}"))
    #expect(diagram.places == ["e1️⃣"])
    #expect(diagram.fixed.contains("\"Authorization\": \"{{secrets.TWILIO_AUTHORIZATION}}\"}"))
  }

  @Test("the HMAC secret of a webhook is an error")
  func webhook() {
    let diagram = TwilioDiagram(
      "clear-credentials", TwilioDiagram.webhook("startEvent", "inbound.hmacSecret=1️⃣hunter2"))
    #expect(diagram.places == ["e1️⃣"])
    #expect(diagram.fixed.contains("value='{{secrets.TWILIO_AUTH_TOKEN}}'"))
  }
}
