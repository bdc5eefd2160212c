import Diagnostics
import JSON
import Testing

@testable import ProjectModel
@testable import Webhooks

/// base × prefix × id × kind of environment.
@Suite("URLs of webhooks in environments")
struct WebhookURLTests {
  struct Row: Sendable, CustomTestStringConvertible {
    /// The environment as bpmnc.yaml writes it.
    var environment: String
    var id: String
    var url: String

    init(_ environment: String, _ id: String, _ url: String) {
      (self.environment, self.id, self.url) = (environment, id, url)
    }

    var testDescription: String { "\(environment) \(id)" }
  }

  static let saas = "kind: saas, region: bru-2, cluster-id: 1f-2"
  static let own = "kind: self-managed, base-url: "

  static let kinds = [
    Row("{\(saas)}", "sms", "https://bru-2.connectors.camunda.io/1f-2/inbound/sms"),
    Row(
      "{region: bru-2, cluster-id: 1f-2}", "x", "https://bru-2.connectors.camunda.io/1f-2/inbound/x"
    ),
    Row("{\(saas)}", "a b", "https://bru-2.connectors.camunda.io/1f-2/inbound/a%20b"),
    Row("{\(saas), public-url: 'https://hooks.example'}", "x", "https://hooks.example/inbound/x"),
    Row("{kind: c8run}", "sms", "http://localhost:8086/inbound/sms"),
    Row("{kind: c8run}", "a/b", "http://localhost:8086/inbound/a%2Fb"),
    Row("{kind: c8run, base-url: 'http://localhost:9086'}", "x", "http://localhost:9086/inbound/x"),
    Row("{kind: c8run, public-url: 'https://t.example/'}", "x", "https://t.example/inbound/x"),
    Row("{kind: bpmnc}", "sms", "http://localhost:8080/inbound/sms"),
    Row("{}", "sms", "http://localhost:8080/inbound/sms"),
    Row("{kind: bpmnc, base-url: 'http://box:9000'}", "x", "http://box:9000/inbound/x"),
    Row("{public-url: 'https://t.example'}", "x", "https://t.example/inbound/x"),
    Row("{kind: bpmnc, base-url: 'http://a', public-url: 'https://b'}", "x", "https://b/inbound/x"),
  ]

  static let bases = [
    Row("{\(own)'https://c.example'}", "x", "https://c.example/inbound/x"),
    Row("{\(own)'https://c.example/'}", "x", "https://c.example/inbound/x"),
    Row("{\(own)'https://c.example//'}", "x", "https://c.example/inbound/x"),
    Row("{\(own)'https://c.example/connectors'}", "x", "https://c.example/connectors/inbound/x"),
    Row("{\(own)'https://c.example/connectors/'}", "x", "https://c.example/connectors/inbound/x"),
    Row("{\(own)'https://c.example/a/b/'}", "x", "https://c.example/a/b/inbound/x"),
    Row("{\(own)'https://c.example:8443/p'}", "x", "https://c.example:8443/p/inbound/x"),
    Row("{\(own)'http://10.0.0.7:8085'}", "x", "http://10.0.0.7:8085/inbound/x"),
    Row("{\(own)'http://[::1]:8085'}", "x", "http://[::1]:8085/inbound/x"),
    Row("{\(own)'http://[2001:db8::7]'}", "x", "http://[2001:db8::7]/inbound/x"),
    Row("{\(own)'https://[2001:db8::7]/p/'}", "x", "https://[2001:db8::7]/p/inbound/x"),
    Row("{kind: self-managed, public-url: 'https://p'}", "x", "https://p/inbound/x"),
    Row("{\(own)'http://in', public-url: 'https://out/q'}", "x", "https://out/q/inbound/x"),
  ]

  static let tenants = [
    Row(
      "{\(own)'https://c', tenant-in-path: true}", "x", "https://c/inbound/default/%3Cdefault%3E/x"),
    Row(
      "{\(own)'https://c', tenant-in-path: true, tenant: acme}", "x",
      "https://c/inbound/default/acme/x"),
    Row(
      "{\(own)'https://c/p', tenant-in-path: true, tenant: acme, physical-tenant: eu}", "a b",
      "https://c/p/inbound/eu/acme/a%20b"),
    Row("{\(own)'https://c', tenant: acme}", "x", "https://c/inbound/x"),
    Row(
      "{\(saas), tenant-in-path: true, tenant: t@1}", "x",
      "https://bru-2.connectors.camunda.io/1f-2/inbound/default/t%401/x"),
  ]

  static let ids = [
    Row("{}", "ä", "http://localhost:8080/inbound/%C3%A4"),
    Row("{}", "A-b_c.d~e", "http://localhost:8080/inbound/A-b_c.d~e"),
    Row("{}", "50%", "http://localhost:8080/inbound/50%25"),
    Row("{}", "a?b#c", "http://localhost:8080/inbound/a%3Fb%23c"),
    Row("{}", "=\"a\" + b", "http://localhost:8080/inbound/%3D%22a%22%20%2B%20b"),
    Row("{}", "{{secrets.HOOK}}", "http://localhost:8080/inbound/{{secrets.HOOK}}"),
    Row("{}", "a {{ secrets.HOOK }}/b", "http://localhost:8080/inbound/a%20{{ secrets.HOOK }}%2Fb"),
    Row(
      "{}", "{{secrets.A}}{{secrets.B}}", "http://localhost:8080/inbound/{{secrets.A}}{{secrets.B}}"
    ),
    Row("{}", "{{x}}", "http://localhost:8080/inbound/%7B%7Bx%7D%7D"),
    Row("{}", "😀", "http://localhost:8080/inbound/%F0%9F%98%80"),
  ]

  @Test(
    "follow the rule of the kind, the base, the tenant and the id",
    arguments: kinds + bases + tenants + ids)
  func url(row: Row) throws {
    let text = "environments:\n  e: \(row.environment)\n"
    let (configuration, diagnostics) = Configuration.read(
      SourceText(path: "bpmnc.yaml", text: text))
    #expect(diagnostics.isEmpty, "\(diagnostics.map(\.message))")
    let environment = try #require(configuration.environment("e"))
    #expect(environment.webhookURL(id: row.id) == row.url)
  }

  @Test("are at least forty cases")
  func count() {
    #expect((Self.kinds + Self.bases + Self.tenants + Self.ids).count >= 40)
  }

  @Test(
    "what an id is on a runtime is said beside the URL",
    arguments: [
      ("sms-order", true, nil), ("sms-order", false, nil),
      ("a/b", true, "not reachable"), ("a/b", false, "proxies"),
      (" ", true, "not reachable"), ("..", false, "not reachable"),
      ("a b", true, "deprecated"), ("a b", false, nil),
      ("a ", true, "trailing space"), ("a--b", true, "deprecated"),
      ("=x", false, "not an expression"), ("{{secrets.HOOK}}", true, "the secret HOOK"),
    ] as [(String, Bool, String?)])
  func notes(id: String, isOfficial: Bool, words: String?) {
    let notes = WebhookIDNote.notes(id: id, isOfficial: isOfficial)
    #expect(notes.isEmpty == (words == nil))
    if let words { #expect(notes.contains { $0.contains(words) }, "\(notes)") }
  }
}
