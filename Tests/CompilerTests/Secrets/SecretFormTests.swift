import Diagnostics
import LintRules
import Testing
import TestSupport

@Suite("Forms of secrets")
struct SecretFormTests {
  @Test(
    "the bare form is rewritten where that changes nothing else",
    arguments: [
      ("1️⃣secrets.A", "{{secrets.A}}"), ("Bearer 1️⃣secrets.A", "Bearer {{secrets.A}}"),
      ("Use 1️⃣secrets.A.", "Use {{secrets.A}}."),
      ("=&quot;Bearer 1️⃣secrets.A&quot;", "=&quot;Bearer {{secrets.A}}&quot;"),
      ("= 1️⃣secrets.A", "{{secrets.A}}"), ("=1️⃣secrets.A-B", "{{secrets.A-B}}"),
      ("= &quot;Bearer &quot; + 1️⃣secrets.A", "= &quot;Bearer &quot; + &#34;{{secrets.A}}&#34;"),
      ("={token: [1️⃣secrets.A]}", "={token: [&#34;{{secrets.A}}&#34;]}"),
      (
        "=if x then 1️⃣secrets.A else null", "=if x then &#34;{{secrets.A}}&#34; else null"
      ),
    ])
  func bareForm(source: String, expected: String) throws {
    let diagram = SecretDiagram(SecretDiagram.task(source))
    #expect(diagram.places == ["bare-form 1️⃣"])
    #expect(diagram.fixed(from: "source=\"") == expected)
  }

  @Test(
    "what cannot be rewritten safely is said and left",
    arguments: [
      "https://my.1️⃣secrets.org/x", "1️⃣secrets.A__B", "x@1️⃣secrets.A",
      "=upper case(1️⃣secrets.A)", "=1️⃣secrets.A = null", "=if 1️⃣secrets.A then 1 else 2",
      "=x + 1️⃣secrets.A-B",
    ])
  func left(source: String) throws {
    let diagram = SecretDiagram(SecretDiagram.task(source))
    #expect(diagram.places == ["bare-form 1️⃣"])
    #expect(diagram.findings.first?.fixIt == nil)
    #expect(diagram.findings.first?.help?.isEmpty == false)
  }

  @Test("a variable of the process that is called secrets is none")
  func variable() {
    let output =
      "<zeebe:ioMapping><zeebe:output source=\"=x\" target=\"secrets\"/></zeebe:ioMapping>"
    #expect(SecretDiagram(SecretDiagram.task("=secrets.A", extra: output)).places == [])
    #expect(
      SecretDiagram(SecretDiagram.task("secrets.1️⃣x", extra: output)).findings.map(\.rule)
        == ["secret/bare-form"])
  }

  @Test("in a webhook the bare form is rewritten in texts, and never in FEEL")
  func webhook() throws {
    let diagram = SecretDiagram(
      SecretDiagram.webhook(
        ("inbound.hmacSecret", "1️⃣secrets.A"), ("inbound.context", "=2️⃣secrets.A")))
    #expect(diagram.places == ["bare-form 1️⃣", "bare-form 2️⃣"])
    #expect(diagram.fixed(from: "hmacSecret\" value=\"") == "{{secrets.A}}")
    #expect(diagram.fixed(from: "context\" value=\"") == "=secrets.A")
  }

  @Test(
    "the engine's form is for 8.10, alone in an input mapping",
    arguments: [
      ("=camunda.secrets.A", "8.10", nil), ("= camunda.secrets.`a-b`", "8.10", nil),
      ("=1️⃣camunda.secrets.a-b", "8.10", "needs backticks"),
      ("=[1️⃣camunda.secrets.A]", "8.10", "part of a larger expression"),
      ("=&quot;1️⃣camunda.secrets.A&quot;", "8.10", "Camunda 8.10 rejects"),
      ("1️⃣camunda.secrets.A", "8.10", "is used in static text"),
      ("=1️⃣camunda.secrets.A", "8.9", "not supported by Camunda 8.9"),
    ] as [(String, String, String?)])
  func engineForm(source: String, platform: String, words: String?) throws {
    let diagram = SecretDiagram(SecretDiagram.task(source), platform: platform)
    #expect(diagram.places == (words == nil ? [] : ["engine-form 1️⃣"]))
    if let words { #expect(diagram.findings.first?.message.contains(words) == true) }
  }

  @Test(
    "the engine's form is rewritten as the bare one is",
    arguments: [
      ("=camunda.secrets.A", "{{secrets.A}}"), ("=camunda.secrets.`a-b`", "{{secrets.a-b}}"),
      ("=&quot;x&quot; + camunda.secrets.A", "=&quot;x&quot; + &#34;{{secrets.A}}&#34;"),
      ("camunda.secrets.A", "{{secrets.A}}"),
    ])
  func engineFix(source: String, expected: String) throws {
    let diagram = SecretDiagram(SecretDiagram.task(source), platform: "8.9")
    #expect(diagram.fixed(from: "source=\"") == expected)
  }
}
