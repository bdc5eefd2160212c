import Foundation
import JSON
import Testing
import TestSupport

@Suite("The command explain")
struct ExplainCommandTests {
  @Test("shows a rule in at most 80 columns, apart from its examples")
  func text() throws {
    let outcome = try Tool.run("explain", "template/required")
    #expect(outcome.status == 0)
    let lines = outcome.output.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[0] == "template/required" && lines[3] == "Severity: error.")
    #expect(lines.allSatisfy { $0.hasPrefix("    ") || $0.count <= 80 })
    #expect(lines.contains("Bad:") && lines.contains("    ^"))
  }

  @Test("lists every rule without one, and gives JSON and Markdown")
  func forms() throws {
    let list = try Tool.run("explain").output.split(separator: "\n")
    let rules = try #require(
      try JSONValue(parsing: try Tool.run("explain", "--format", "json").output)["rules"]?.array)
    #expect(list.count == rules.count + 1)
    let page = try Tool.run("explain", "xml/doctype", "--format", "markdown").output
    #expect(page.contains("\n# xml/doctype\n"))
  }

  @Test("an unknown rule is bad usage, with the one that was meant")
  func unknown() throws {
    for (name, meant) in [("template/requird", "template/required"), ("doctype", "xml/doctype")] {
      let outcome = try Tool.run("explain", name)
      #expect(outcome.status == 64 && outcome.errors.contains("did you mean '\(meant)'?"))
    }
  }

  @Test("the committed pages are what 'make rule-pages' makes")
  func pages() throws {
    let folder = try TemporaryFolder()
    #expect(try Tool.run("explain", "--write", folder.path).status == 0)
    let committed = Cases.packageFolder.appending(path: "docs/rules")
    let made = try Self.files(in: folder.url)
    #expect(try Self.files(in: committed) == made)
    for name in made {
      let old = try String(contentsOf: committed.appending(path: name), encoding: .utf8)
      let new = try String(contentsOf: folder.file(name), encoding: .utf8)
      let isAsMade = old == new
      #expect(isAsMade, "\(name): run 'make rule-pages'")
    }
  }

  private static func files(in folder: URL) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".md") }.sorted()
  }
}
