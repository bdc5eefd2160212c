import Diagnostics
import Foundation
import JSON
import Testing
import TestSupport
import YAML

/// The commands of docs/ci.md, run on a repository with one good and one broken diagram.
@Suite("What CI services are told to run")
struct CITests {
  static func text(_ name: String) throws -> String {
    try String(contentsOf: Cases.packageFolder.appending(path: name), encoding: .utf8)
  }

  /// The YAML blocks of the page that have a member with this name.
  static func configuration(with name: String) throws -> JSONValue {
    let blocks = try text("docs/ci.md").matches(of: /```yaml\n(.+?)```/.dotMatchesNewlines())
    let documents = try blocks.map { block in
      try JSONNode(
        parsingYAML: SourceText(path: "docs/ci.md", text: String(block.output.1))
      ).plain
    }
    return try #require(documents.compactMap { $0[name] }.last)
  }

  /// Every `bpmnc lint` of the page, however it is quoted. Arguments of a test cannot throw: a page
  /// that cannot be read has no commands.
  static let commands: [String] = ((try? text("docs/ci.md")) ?? "").split(separator: "\n")
    .compactMap { line in
      guard let start = line.firstRange(of: "bpmnc lint --")?.lowerBound else { return nil }
      let command = line[start...]
      return String(command.hasSuffix("'") ? command.dropLast() : command)
    }

  @Test("the page's commands pass on good diagrams, fail on broken ones, and write their reports")
  func page() throws {
    #expect(Self.commands.count == 5)
    for command in Self.commands {
      let good = try ScratchRepository()
      let passed = try Tool.shell(command, in: good.url)
      #expect(passed.status == 0, "\(command)\n\(passed.errors)")
      let bad = try ScratchRepository(["broken.bpmn": CompilerCommandTests.broken])
      let failed = try Tool.shell(command, in: bad.url)
      #expect(failed.status == 1, "\(command)\n\(failed.errors)")
      for report in command.matches(of: /--report \w+=(\S+)/).map({ String($0.output.1) }) {
        #expect(try bad.text(report).contains("broken.bpmn"), "\(report)")
      }
    }
  }

  @Test("reports have the names under which services are told to look for them")
  func names() throws {
    let page = try Self.text("docs/ci.md")
    let gitLab = try #require(page.firstRange(of: "codequality: gl-code-quality-report.json"))
    #expect(page[gitLab.upperBound...].contains("junit: junit.xml"))
    for (used, written) in [
      ("junit 'bpmnc-junit.xml'", "junit=bpmnc-junit.xml"),
      ("pattern: 'bpmnc-checkstyle.xml'", "checkstyle=bpmnc-checkstyle.xml"),
      ("codequality: gl-code-quality-report.json", "gitlab=gl-code-quality-report.json"),
    ] {
      #expect(page.contains(used) && page.contains(written))
    }
  }
}
