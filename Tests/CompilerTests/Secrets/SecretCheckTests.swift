import Diagnostics
import JSON
import Linting
import LintRules
import ProjectModel
import SecretReferences
import Secrets
import Testing
import TestSupport
import Webhooks

@Suite("The check of secrets")
struct SecretCheckTests {
  private static var diagram: SecretDiagram {
    SecretDiagram(
      SecretDiagram.task(
        "1️⃣{{secrets.FOUND}}", "2️⃣{{secrets.EMPTY}}", "3️⃣{{secrets.GONE}}", "4️⃣{{secrets.BAD}}")
        + "<bpmn:task id=\"X\" name=\"see secrets.org\"/>")
  }

  private static func check(
    _ diagram: SecretDiagram = SecretCheckTests.diagram, environment: ProjectEnvironment? = nil
  ) -> SecretCheck {
    SecretCheck(diagram.project, environment: environment) { names in
      let known: [String: SecretStatus] = [
        "FOUND": .found(provider: "file .env"), "EMPTY": .empty(provider: "file .env"),
        "BAD": .failed("op: not signed in"),
      ]
      return Dictionary(uniqueKeysWithValues: names.map { ($0, known[$0] ?? .missing) })
    }
  }

  @Test("tells of each secret whether it is there, and errors stand where one is needed")
  func statuses() {
    var environment = ProjectEnvironment(name: "production")
    environment.runtime = .camunda89
    let check = Self.check(environment: environment)
    #expect(!check.isComplete)
    #expect(
      check.diagnostics.map(\.rule) == ["secret/missing", "secret/missing", "secret/missing"])
    #expect(
      check.diagnostics.map { $0.location.range.lowerBound }
        == ["2️⃣", "3️⃣", "4️⃣"].map { Self.diagram.marked.offset($0) })
    #expect(
      check.diagnostics.map(\.message) == [
        "the secret 'EMPTY' is empty in the environment 'production' (file .env)",
        "the secret 'GONE' is missing in the environment 'production'",
        "the secret 'BAD' could not be looked up in the environment 'production': op: not signed in",
      ])
    #expect(
      check.table == """
        SECRET  STATUS     PROVIDER   PLACES
        BAD     failed                1
        EMPTY   empty      file .env  1
        FOUND   found      file .env  1
        GONE    missing               1
        org     mentioned             1

        """)
  }

  @Test("the document has the members of the inventory, and what is known of each")
  func document() throws {
    let check = Self.check()
    let secrets = try #require(check.json["secrets"]?.array)
    #expect(
      secrets.map { $0["resolved"] ?? .null } == [false, false, true, false, .null])
    #expect(secrets[2]["provider"] == "file .env")
    #expect(secrets[0]["reason"] == "op: not signed in")
    #expect(secrets[3]["references"]?[0]?["outcome"] == "resolved")
    #expect(secrets[4]["references"]?[0]?["outcome"] == "mention")
  }

  @Test("a reference in a place without values makes the check fail, whatever is there")
  func unresolved() {
    let diagram = SecretDiagram(
      SecretDiagram.task(
        extra:
          "<zeebe:taskHeaders><zeebe:header key=\"a\" value=\"{{secrets.FOUND}}\"/></zeebe:taskHeaders>"
      ))
    #expect(!Self.check(diagram).isComplete)
    #expect(Self.check(SecretDiagram(SecretDiagram.task("{{secrets.FOUND}}"))).isComplete)
  }

  @Test("bpmnc's executor fills braces only, and asks for no template")
  func ownRuntime() {
    var environment = ProjectEnvironment(name: "local")
    environment.runtime = .bpmnc
    func rules(_ source: String, template: Bool = true) -> [String] {
      let diagram = SecretDiagram(SecretDiagram.task(source, template: template))
      let check = Self.check(diagram, environment: environment)
      return check.diagnostics.map(\.rule) + [check.isComplete ? "complete" : "incomplete"]
    }
    #expect(rules("{{secrets.FOUND}}", template: false) == ["complete"])
    #expect(rules("secrets.FOUND") == ["secret/bare-form", "incomplete"])
    #expect(rules("=camunda.secrets.FOUND") == ["secret/engine-form", "incomplete"])
  }

  @Test("real diagrams give the same list with and without a check", .enabled(if: Cases.arePresent))
  func realDiagrams() throws {
    let project = try CaseTableTests.project()
    let check = SecretCheck(project) { _ in [:] }
    #expect(check.inventory.names == SecretInventory(SecretUse.all(in: project)).names)
    #expect(check.inventory.uses.count == 44)
  }
}
