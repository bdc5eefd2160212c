import Diagnostics
import JSON
import Testing
import YAML

@testable import Bundles
@testable import Linting
@testable import LintRules
@testable import ProjectModel
@testable import Webhooks

@Suite("Webhooks against a list from elsewhere")
struct WebhookDriftTests {
  private static let template = "io.camunda.connectors.TwilioWebhook.v1"

  private func listing(_ text: String, _ path: String = "list") throws -> WebhookListing {
    try WebhookListing(reading: SourceText(path: path, text: text))
  }

  private func drift(
    _ list: String, path: String = "list",
    numbers: [ProjectEnvironment.Twilio.Number] = [], method: String = "post",
    id: String = "hook"
  ) throws -> [String] {
    var environment = WebhookDocument.production
    environment.twilio.numbers = numbers
    let element = WebhookDocument.element(
      id: id, template: Self.template, properties: [("inbound.method", method)])
    let manifest = WebhookDocument.manifest(element, in: [environment])
    return WebhookDrift(manifest, environments: [environment], listing: try listing(list, path))
      .differences.map { "\($0.kind) \($0.kind == .stale ? $0.found ?? "" : $0.url ?? "")" }
  }

  private let url = "https://c.example/inbound/hook"

  @Test(
    "URLs that mean the same are the same",
    arguments: [
      "https://c.example/inbound/hook", "# today\nPOST https://C.example:443/inbound/hook/\n",
      "https://c.example/inbound/%68ook#rc=3&rp=ct", "[\"https://c.example/inbound/hook\"]",
    ])
  func same(list: String) throws {
    #expect(try drift(list).isEmpty)
  }

  @Test("what is missing, stale, at another address or called otherwise is told apart")
  func differences() throws {
    #expect(try drift("") == ["missing \(url)"])
    #expect(
      try drift("\(url)\nhttps://c.example/inbound/old") == ["stale https://c.example/inbound/old"])
    #expect(try drift("https://before.example/inbound/hook") == ["differs \(url)"])
    #expect(try drift("GET \(url)") == ["differs \(url)"])
  }

  @Test("our own manifest is read in every form that it is written in")
  func manifests() throws {
    let manifest = WebhookDocument.manifest(
      WebhookDocument.element(template: Self.template, properties: [("inbound.method", "post")]))
    let list = WebhookList(manifest)
    #expect(try drift(manifest.json().text(.indented)).isEmpty)
    #expect(try drift(manifest.json().yaml, path: "a.yaml").isEmpty)
    #expect(try drift(list.csv).isEmpty)
    #expect(try drift(list.csv, method: "any") == ["differs \(url)"])
    #expect(try listing(list.csv).origin == .manifest)
  }

  @Test("events that share a URL are compared together, whatever methods each of them answers")
  func sharedURL() throws {
    let elements =
      WebhookDocument.element("one", properties: [("inbound.method", "post")])
      + WebhookDocument.element("two", properties: [("inbound.method", "get")])
    let manifest = WebhookDocument.manifest(elements)
    for list in [manifest.json().text(.compact), WebhookList(manifest).csv] {
      let drift = WebhookDrift(
        manifest, environments: [WebhookDocument.production], listing: try listing(list))
      #expect(drift.isEmpty, "\(drift.text)")
    }
  }

  @Test(
    "Twilio's numbers are read as its API, its command line and its tables write them",
    arguments: [
      #"{"incoming_phone_numbers": [{"sid": "PN1", "phone_number": "+15005550006", "sms_url": "URL", "sms_method": "POST"}]}"#,
      #"[{"phoneNumber": "+15005550006", "smsUrl": "URL#rc=3", "smsMethod": "POST"}]"#,
      "SID\tPhone Number\tSMS URL\tSMS Method\nPN1\t+15005550006\tURL\tPOST\n",
      "phoneNumber,smsUrl\n+15005550006,\"URL\"\n",
    ])
  func twilioForms(list: String) throws {
    let text = list.split(separator: "URL\"", omittingEmptySubsequences: false)
      .joined(separator: "\(url)\"")
    let list = text.split(separator: "\tURL\t", omittingEmptySubsequences: false)
      .joined(separator: "\t\(url)\t")
      .split(separator: "\"URL#", omittingEmptySubsequences: false)
      .joined(separator: "\"\(url)#")
    #expect(try listing(list).origin == .twilio)
    let numbers = [
      ProjectEnvironment.Twilio.Number(kind: .number, address: "+15005550006", webhook: "hook")
    ]
    #expect(try drift(list, numbers: numbers).isEmpty, "\(list)")
    #expect(try drift(list).isEmpty)
  }

  @Test("a number that calls something else, nothing, or is shadowed differs; others don't matter")
  func twilioNumbers() throws {
    let numbers = [
      ProjectEnvironment.Twilio.Number(kind: .number, address: "+15005550006", webhook: "hook"),
      ProjectEnvironment.Twilio.Number(
        kind: .messagingService, address: "MG1", webhook: "hook"),
    ]
    func list(_ url: String, _ rest: String = "") -> String {
      #"[{"phone_number": "+15005550006", "sms_url": "\#(url)"\#(rest)},"#
        + #" {"phone_number": "+15005550099", "sms_url": "https://demo.example/welcome"}]"#
    }
    #expect(try drift(list(url), numbers: numbers).isEmpty)
    #expect(try drift(list("https://x.example/a"), numbers: numbers) == ["differs \(url)"])
    #expect(try drift(list(""), numbers: numbers) == ["differs \(url)"])
    #expect(
      try drift(list(url, #", "sms_application_sid": "AP1""#), numbers: numbers)
        == ["differs \(url)"])
    #expect(
      try drift(#"[{"phone_number": "+1500", "sms_url": "\#(url)2"}]"#, numbers: numbers)
        == ["missing \(url)", "stale \(url)2"])
  }

  @Test("services and senders are Twilio's too")
  func otherKinds() throws {
    let services = #"{"services": [{"sid": "MG1", "inbound_request_url": "\#(url)"}]}"#
    let senders = #"""
      {"senders": [{"sender_id": "whatsapp:+1", "webhook": {"callback_url": "\#(url)"}}]}
      """#
    #expect(try drift(services).isEmpty && drift(senders).isEmpty)
  }

  @Test("a secret in the id stands for its value")
  func secret() throws {
    let id = "x-{{secrets.HOOK}}"
    #expect(try drift("https://c.example/inbound/x-4711", id: id).isEmpty)
    #expect(try drift("https://c.example/inbound/y-4711", id: id).count == 2)
  }

  @Test(
    "a list that cannot be read says why and where",
    arguments: [
      ("{\"a\": ", "list:1:7"), ("{\"a\": 1}", "expected a list"), ("see the wiki page", "list:1"),
      ("# ok\nhttps://a/inbound/b\nnonsense", "list:3"),
    ])
  func faults(list: String, words: String) throws {
    let fault = #expect(throws: WebhookListing.Fault.self) { try listing(list) }
    #expect(fault?.message.contains(words) == true, "\(fault?.message ?? "")")
  }
}
