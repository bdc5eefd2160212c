import Diagnostics
import ElementTemplates
import Foundation
import JSON
import Testing
import TestSupport

@testable import Bundles
@testable import Compiler
@testable import Linting
@testable import LintRules
@testable import ProjectModel
@testable import Webhooks

@Suite("Documentation of the rules")
struct RuleDocumentationTests {
  /// Rules whose smallest example would be too long, or which speak of an edit, of an environment
  /// or of the embedded engine, and not of a file alone.
  static let withoutExamples: Set = [
    "xml/limit", "template/carry-over", "template/apply", "template/remove", "secret/missing",
    "project/localhost",
    "deploy/unsupported", "deploy/invalid",
  ]

  @Test("every rule that can be reported is documented")
  func complete() throws {
    let documented = Set(RuleDocumentation.all.map(\.name))
    let rules = Set(LintRule.all.flatMap(\.names))
    let others = try Self.namesInSources().subtracting(rules)
    #expect(others.subtracting(documented).sorted() == [])
    #expect(documented.subtracting(others).subtracting(rules).sorted() == [])
    #expect(rules.subtracting(documented).sorted() == [])
  }

  /// The rule names that stand as literals in the sources.
  static func namesInSources() throws -> Set<String> {
    let sources = Cases.packageFolder.appending(path: "Sources")
    let name =
      /"(?<name>(xml|flow|feel|template|connector|webhook|secret|project|config|file|deploy)\/[a-z][a-z0-9-]*)"/
    var names: Set<String> = []
    for folder in [
      "XML", "BPMN", "ElementTemplates", "ProjectModel", "Webhooks", "Linting", "LintRules",
      "Compiler", "Bundles", "Engine",
    ] {
      let files = FileManager.default.enumerator(atPath: sources.appending(path: folder).path)
      for case let path as String in try #require(files) where path.hasSuffix(".swift") {
        let text = String(
          decoding: try Data(contentsOf: sources.appending(path: "\(folder)/\(path)")),
          as: UTF8.self)
        names.formUnion(text.matches(of: name).map { String($0.output.name) })
      }
    }
    return names
  }

  @Test(
    "a block has a summary, text, severity and examples",
    arguments: RuleDocumentation.all.map(\.name))
  func parts(name: String) throws {
    let rule = try #require(RuleDocumentation.named(name))
    #expect(rule.summary.hasSuffix("."), "the first paragraph begins with a sentence")
    #expect(rule.text.count > rule.summary.count, "why it matters, what to do")
    let isConfigured = LintRule.all.contains { $0.names == [name] && $0.severity == nil }
    #expect(isConfigured || !rule.severities.isEmpty, "a line such as 'Severity: error'")
    guard !Self.withoutExamples.contains(name) else { return }
    #expect(rule.examples.contains { !$0.isGood } && rule.examples.contains(where: \.isGood))
    for example in rule.examples {
      #expect(example.isGood == (example.text == example.markedText), "bad ones have marks")
    }
  }

  @Test("examples are what they are called", arguments: RuleDocumentation.all.map(\.name))
  func examples(name: String) throws {
    let rule = try #require(RuleDocumentation.named(name))
    for example in rule.examples {
      let files = example.files
      let findings = Self.findings(of: rule, in: files)
      let found = findings.map { finding -> String in
        let file = files.first { $0.path == finding.location.source.path }
        let mark = file.flatMap { Self.mark(at: finding.location.range.lowerBound, in: $0) }
        return mark ?? "\(finding.summary) is not marked: \(finding.message)"
      }
      #expect(Set(found).sorted() == Self.marks(in: example), "\(example.markedText)")
      let severities = Set(findings.map(\.severity))
      #expect(severities.isSubset(of: rule.severities.isEmpty ? [.warning] : rule.severities))
    }
  }

  private static let markers = ["1️⃣", "2️⃣", "3️⃣", "4️⃣", "5️⃣", "6️⃣", "7️⃣", "8️⃣", "9️⃣"]

  private static func marks(in example: RuleExample) -> [String] {
    markers.filter(example.markedText.contains)
  }

  private static func mark(at offset: Int, in file: ExampleFile) -> String? {
    markers.first { file.marked.offset($0) == offset }
  }

  /// What a rule finds in the files of an example, which is run at a version that the rule is for.
  private static func findings(of rule: RuleDocumentation, in files: [ExampleFile]) -> [Diagnostic]
  {
    let templates = files.filter { $0.kind == .template }.map { TemplateFile(parsing: $0.source) }
    let diagrams = files.filter { $0.kind == .diagram }
    var findings: [Diagnostic] = []
    var settings = LintSettings()
    for file in files where file.kind == .configuration {
      (settings.configuration, findings) = Configuration.read(file.source)
    }
    let lint = LintRule.all.first { $0.names.contains(rule.name) }
    if let lint, case .diagram = lint.scope {
      if !settings.configuration.rules.contains(where: { $0.name == rule.name }) {
        settings.configuration.rules.append(
          .init(name: rule.name, setting: .init(severity: lint.severity ?? .warning)))
      }
      let ownVersion = diagrams.contains { $0.marked.text.contains("executionPlatformVersion") }
      if !ownVersion { settings.platform = lint.platforms?.through }
    } else {
      // A rule that is asked for is not covered by another one.
      settings.configuration.rules.append(
        .init(name: rule.name, setting: .init(keepingSeverityWith: [:])))
    }
    if diagrams.isEmpty {
      findings += TemplateValidation(of: templates).diagnostics
    } else {
      var library = TemplateLibrary.builtIn
      templates.forEach { library.add($0) }
      let inputs = diagrams.map {
        InputFile(path: $0.path, relativePath: $0.path, bytes: $0.marked.bytes)
      }
      findings += Compilation(Project(inputs), templates: library, settings: settings).diagnostics
    }
    return findings.filter { $0.rule == rule.name }
  }
}
