import Testing

@Suite("Signatures of webhooks")
struct HMACRuleTests {
  func places(_ rule: String, _ properties: String..., template: String? = nil) -> [String] {
    var text = ""
    for property in properties {
      let parts = property.split(separator: "=", maxSplits: 1)
      text += "<zeebe:property name='\(parts[0])' value='\(parts.count > 1 ? parts[1] : "")'/>"
    }
    let webhook = TwilioDiagram.webhook("startEvent", mark: "1️⃣", template: template)
      .split(separator: "</zeebe:properties>").joined(separator: text + "</zeebe:properties>")
    return TwilioDiagram(rule, webhook).places
  }

  @Test("a webhook that does not validate signatures is a warning")
  func disabled() {
    #expect(places("hmac-disabled") == ["w1️⃣"])
    #expect(places("hmac-disabled", "inbound.shouldValidateHmac=2️⃣disabled") == ["w2️⃣"])
    #expect(places("hmac-disabled", "inbound.shouldValidateHmac=enabled") == [])
  }

  @Test("other authentication will do")
  func otherAuthentication() {
    #expect(places("hmac-disabled", "inbound.auth.type=BASIC") == [])
    #expect(places("hmac-disabled", "inbound.auth.type=NONE") == ["w1️⃣"])
  }

  @Test("validation without a secret is an error")
  func missingSecret() {
    #expect(places("hmac-secret", "inbound.shouldValidateHmac=2️⃣enabled") == ["e2️⃣"])
    #expect(
      places("hmac-secret", "inbound.shouldValidateHmac=enabled", "inbound.hmacSecret=2️⃣ ")
        == ["e2️⃣"])
    #expect(
      places("hmac-secret", "inbound.shouldValidateHmac=enabled", "inbound.hmacSecret=x") == [])
    #expect(places("hmac-secret") == [])
  }

  @Test("webhooks of others are left alone unless they expect Twilio's signature")
  func others() {
    #expect(places("hmac-disabled", template: "") == [])
    #expect(
      places(
        "hmac-disabled", "inbound.hmacHeader=X-Twilio-Signature", "inbound.context=c", template: "")
        == ["w1️⃣"])
  }
}
