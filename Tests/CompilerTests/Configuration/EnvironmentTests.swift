import Diagnostics
import Testing
import TestSupport

@testable import Bundles
@testable import LintRules
@testable import ProjectModel
@testable import Webhooks

@Suite("Environments of bpmnc.yaml")
struct EnvironmentTests {
  private func read(_ text: String) -> (environments: [ProjectEnvironment], found: [Diagnostic]) {
    let read = Configuration.read(SourceText(path: "bpmnc.yaml", text: text))
    return (read.configuration.environments, read.diagnostics)
  }

  @Test("everything that one may say is read, in the order of the file")
  func everything() throws {
    let (environments, found) = read(
      """
      environments:
        production:
          kind: saas
          runtime: camunda-8.9
          region: bru-2
          cluster-id: 0e4f-77
          public-url: https://hooks.example/p
          tenant: acme
          physical-tenant: eu
          tenant-in-path: true
          secrets: [environment, {env-file: a.env}, {command: [vault, read, "{name}"]}]
          twilio:
            numbers:
              - number: "+15005550006"
                webhook: sms-order
                fallback-url: https://hooks.example/sorry
              - messaging-service: MG00000000000000000000000000000001
                webhook: sms-order
              - whatsapp: whatsapp:+15005550007
                sid: XE00000000000000000000000000000001
                webhook: question
        local: {}
      """)
    #expect(found.isEmpty, "\(found.map(\.message))")
    #expect(environments.map(\.name) == ["production", "local"])
    let one = try #require(environments.first)
    #expect(one.kind == .saas && one.runtime == .camunda89 && one.isOfficial)
    #expect(one.region == "bru-2" && one.clusterID == "0e4f-77" && one.tenant == "acme")
    #expect(one.hasTenantInPath && one.physicalTenant == "eu")
    #expect(one.secrets.count == 3)
    #expect(one.twilio.numbers.map(\.kind) == [.number, .messagingService, .whatsApp])
    #expect(one.twilio.numbers.map(\.webhook) == ["sms-order", "sms-order", "question"])
    #expect(one.twilio.numbers[2].sid == "XE00000000000000000000000000000001")
    #expect(environments[1].kind == .bpmnc && !environments[1].isOfficial)
  }

  @Test(
    "what is wrong is said at its place",
    arguments: [
      ("1️⃣a: {kind: saas}", "needs 'region' and 'cluster-id'"),
      ("1️⃣a: {kind: self-managed}", "needs 'base-url'"),
      ("a: {kind: 1️⃣sas}", "cannot be 'sas'"),
      ("a: {base-url: 1️⃣localhost:8080}", "must begin with https:// or http://"),
      ("a: {base-url: 1️⃣'http://u:p@h'}", "must not contain"),
      ("a: {base-url: 1️⃣'http://h/p?q'}", "must not contain"),
      ("a: {base-url: 1️⃣'http://::1:8080'}", "without brackets"),
      ("a: {base-url: 1️⃣'http://[::1'}", "bracket"),
      ("a: {base-url: 1️⃣'http://h:http'}", "port"),
      ("a: {base-url: 1️⃣'http://h:70000'}", "port"),
      ("a: {base-url: 1️⃣'http://h/inbound/'}", "contain it twice"),
      ("a: {region: 1️⃣'bru 2', cluster-id: c}", "letters, digits"),
      (
        "a: {twilio: {numbers: [1️⃣{number: +15005550006, webhook: x}]}}",
        "invalid number '15005550006'"
      ),
      (
        "a: {twilio: {numbers: [1️⃣{messaging-service: x, webhook: x}]}}",
        "invalid messaging-service 'x'"
      ),
      ("a: {twilio: {numbers: [1️⃣{whatsapp: '+15005550006', webhook: x}]}}", "invalid whatsapp"),
      ("a: {twilio: {numbers: [1️⃣{number: '+15005550006'}]}}", "needs 'webhook'"),
      ("a: {twilio: {numbers: [1️⃣{webhook: x}]}}", "needs exactly one of"),
      (
        "a: {twilio: {numbers: [{number: '+15005550006', webhook: x}, "
          + "1️⃣{number: '+15005550006', webhook: y}]}}", "duplicate entry"
      ),
      ("a: {1️⃣publicurl: 'http://h'}", "unknown setting 'publicurl'"),
    ])
  func faults(marked: String, words: String) throws {
    let text = MarkedText("environments:\n  " + marked)
    let (_, found) = read(text.text)
    #expect(found.count == 1, "\(found.map(\.message))")
    let fault = try #require(found.first)
    #expect(
      fault.rule == "project/configuration" && fault.message.contains(words), "\(fault.message)")
    #expect(fault.location.start == text["1️⃣"])
  }

  @Test("only this machine reaches addresses of the loopback")
  func loopback() {
    let reached = ["http://localhost:8080", "http://127.0.0.1/p", "http://[::1]:80"]
    #expect(reached.allSatisfy { ProjectEnvironment(name: "a", baseURL: $0).isLoopback })
    let others = ["https://localhost.example", "http://[2001:db8::1]", "http://10.0.0.1:8080"]
    #expect(!others.contains { ProjectEnvironment(name: "a", baseURL: $0).isLoopback })
    #expect(ProjectEnvironment.local.isLoopback)
  }
}
