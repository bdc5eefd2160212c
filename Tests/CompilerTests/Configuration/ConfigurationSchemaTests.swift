import Diagnostics
import JSON
import Linting
import LintRules
import ProjectModel
import Testing

@Suite("The JSON schema of bpmnc.yaml")
struct ConfigurationSchemaTests {
  private let schema = ConfigurationSchema.document(
    rules: RuleDocumentation.all.map { ($0.name, $0.summary) })

  @Test(
    "has the members that are read, and no others",
    arguments: [
      ("zzz: 1", []),
      ("overrides: [{zzz: 1}]", ["definitions", "override"]),
      ("checks: [{zzz: 1}]", ["definitions", "check"]),
      ("rules: {fake-join: {zzz: 1}}", ["definitions", "ruleSetting", "anyOf", "2"]),
      ("external: {zzz: 1}", ["properties", "external"]),
      ("environments: {a: {zzz: 1}}", ["definitions", "environment"]),
      ("environments: {a: {secrets: [{zzz: 1}]}}", ["definitions", "secretSource", "anyOf", "1"]),
      ("environments: {a: {twilio: {numbers: [{zzz: 1}]}}}", ["definitions", "number"]),
    ])
  func members(yaml: String, path: [String]) throws {
    let node = path.reduce(Optional(schema)) { node, name in
      Int(name).map { node?[$0] } ?? node?[name]
    }
    let members = try #require(node?["properties"]?.object).members.map(\.key).sorted()
    let findings = Configuration.read(SourceText(path: "bpmnc.yaml", text: yaml)).diagnostics
    let help = findings.compactMap(\.help).first { $0.hasPrefix("Known settings: ") }
    #expect(help == "Known settings: \(members.joined(separator: ", ")).")
  }

  @Test("describes every rule, and references only what it defines")
  func rules() throws {
    let rules = try #require(schema["definitions"]?["rules"]?["properties"]?.object)
    #expect(rules.members.map(\.key) == RuleDocumentation.names)
    let defined = Set(schema["definitions"]?.object?.members.map(\.key) ?? [])
    let used = schema.text(.compact).matches(of: /#\/definitions\/(\w+)/).map { String($0.1) }
    #expect(!used.isEmpty && Set(used).isSubset(of: defined))
  }
}
