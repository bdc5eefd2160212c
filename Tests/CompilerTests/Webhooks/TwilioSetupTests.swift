import Diagnostics
import Foundation
import JSON
import Testing
import Text

@testable import Linting
@testable import LintRules
@testable import ProjectModel
@testable import Webhooks

@Suite("What remains to be done in Twilio")
struct TwilioSetupTests {
  private static let template = "io.camunda.connectors.TwilioWebhookMessageStart.v1"

  private func number(
    _ kind: ProjectEnvironment.Twilio.Number.Kind, _ address: String, webhook: String = "hook",
    sid: String? = nil, fallback: String? = nil
  ) -> ProjectEnvironment.Twilio.Number {
    .init(kind: kind, address: address, sid: sid, webhook: webhook, fallbackURL: fallback)
  }

  private func steps(
    _ numbers: [ProjectEnvironment.Twilio.Number] = [],
    _ properties: [(String, String)] = [("messageIdExpression", "=request.body.MessageSid")],
    base: String = "https://c.example", id: String = "hook"
  ) throws -> [JSONValue] {
    var environment = WebhookDocument.production
    environment.baseURL = base
    environment.twilio.numbers = numbers
    let element = WebhookDocument.element(
      id: id, template: Self.template, message: true, properties: properties)
    let manifest = WebhookDocument.manifest(element, in: [environment])
    let setup = TwilioSetup(manifest, environments: [environment]).json
    return try #require(setup["webhooks"]?[0]?["setup"]?.array)
  }

  @Test("a number, a service and a sender have different fields, set by different commands")
  func kinds() throws {
    let steps = try steps([
      number(.number, "+15005550006", fallback: "https://f.example/x"),
      number(.messagingService, "MG1"),
      number(.whatsApp, "whatsapp:+15005550007", sid: "XE1"),
    ])
    let url = "'https://c.example/inbound/hook#rc=3&rp=ct,rt,5xx'"
    #expect(
      steps.map { $0["command"]?.string } == [
        "twilio phone-numbers:update +15005550006 --sms-url \(url) --sms-method POST"
          + " --sms-fallback-url https://f.example/x --sms-fallback-method POST",
        "twilio api:messaging:v1:services:update --sid MG1 --inbound-request-url \(url)"
          + " --inbound-method POST",
        "curl --fail -X POST https://messaging.twilio.com/v2/Channels/Senders/XE1"
          + " -u \"$TWILIO_ACCOUNT_SID:$TWILIO_AUTH_TOKEN\""
          + " --json '{\"webhook\":{\"callback_url\":\"https://c.example/inbound/hook"
          + "#rc=3&rp=ct,rt,5xx\",\"callback_method\":\"POST\"}}'",
      ])
  }

  @Test("Twilio tries again after an answer only where a second request does no harm")
  func overrides() throws {
    #expect(try steps([], [])[0]["url"] == "https://c.example/inbound/hook#rc=3&rp=ct")
    #expect(try steps()[0]["url"]?.string?.hasSuffix("#rc=3&rp=ct,rt,5xx") == true)
  }

  @Test("without a number the command has a variable; a webhook of GET is called with GET")
  func variable() throws {
    let step = try steps([], [("inbound.method", "get")])[0]
    #expect(step["method"] == "GET" && step["address"] == .null)
    #expect(
      step["command"]?.string?.hasPrefix("twilio phone-numbers:update \"$TWILIO_NUMBER\"") == true)
  }

  @Test("where Twilio cannot call, the reason stands instead of a command")
  func impossible() throws {
    let local = try steps(base: "http://localhost:8080")[0]
    #expect(local["command"] == .null && local["notes"]?[0]?.string?.contains("public-url") == true)
    let put = try steps([], [("inbound.method", "put")])[0]
    #expect(put["command"] == .null && put["notes"]?[0]?.string?.contains("only PUT") == true)
    let sender = try steps(
      [number(.whatsApp, "whatsapp:+15005550007")], [("inbound.method", "get")])[0]
    #expect(sender["command"] == .null)
  }

  @Test("a number that names no webhook of the diagrams is found")
  func unknown() throws {
    let text = """
      environments:
        prod:
          base-url: https://c.example
          twilio: {numbers: [{number: "+15005550006", webhook: hok}]}
      """
    let environments = Configuration.read(SourceText(path: "bpmnc.yaml", text: text))
      .configuration.environments
    let manifest = WebhookDocument.manifest(WebhookDocument.element(), in: environments)
    let found = TwilioSetup(manifest, environments: environments).diagnostics
    #expect(found.map(\.help) == ["Did you mean 'hook'?"])
    #expect(found.first?.location.start.line == 4)
  }

  @Test(
    "a word reaches a program as it is, whatever stands in it",
    arguments: ["plain", "a b", "it's", "$HOME `id` \"x\" \\", "#rc=3&rp=ct", "", "*;|<>", "é\n"])
  func quoting(text: String) throws {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", "printf %s " + ShellWord.withVariables(text)]
    process.standardOutput = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(String(decoding: output, as: UTF8.self) == text)
  }

  @Test("a secret in the URL becomes a variable of the shell")
  func secret() throws {
    #expect(
      ShellWord.withVariables("https://h/{{secrets.MY-HOOK}}#a") == "https://h/\"$MY_HOOK\"'#a'")
  }
}
