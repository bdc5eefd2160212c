import Foundation
import JSON
import Testing
import TestSupport

/// What docs/ci.md, action.yml and .pre-commit-hooks.yaml tell CI services to run, run on a folder
/// with one good and one broken diagram.
@Suite("What CI services are told to run")
struct CITests {
  static func text(_ name: String) throws -> String {
    try String(contentsOf: Cases.packageFolder.appending(path: name), encoding: .utf8)
  }

  /// A repository with the folder `samples/sms-confirmation` in its first commit, on branch main.
  private func project(broken: Bool) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let sample = Cases.packageFolder.appending(path: "samples/sms-confirmation")
    try FileManager.default.copyItem(at: sample, to: folder.file("my processes"))
    let made = try Tool.shell(
      """
      git init -q --initial-branch main && git add -A
      git -c user.name=T -c user.email=t@example.org commit -qm first
      """, in: folder.url)
    #expect(made.status == 0, "\(made.errors)")
    if broken {
      try Data(CompilerCommandTests.broken.utf8).write(to: folder.file("broken.bpmn"))
    }
    return folder
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
      let good = try project(broken: false)
      let passed = try Tool.shell(command, in: good.url)
      #expect(passed.status == 0, "\(command)\n\(passed.errors)")
      let bad = try project(broken: true)
      let failed = try Tool.shell(command, in: bad.url)
      #expect(failed.status == 1, "\(command)\n\(failed.errors)")
      for report in command.matches(of: /--report \w+=(\S+)/).map({ String($0.output.1) }) {
        let text = try String(contentsOf: bad.file(report), encoding: .utf8)
        #expect(text.contains("broken.bpmn"), "\(report)")
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

  // MARK: The action

  /// The script of the last step of the action.
  static func actionScript() throws -> String {
    let lines = try text("action.yml").split(separator: "\n", omittingEmptySubsequences: false)
    let start = try #require(lines.lastIndex { $0.hasSuffix("run: |") })
    let indent = lines[start].prefix { $0 == " " }.count + 2
    return lines[(start + 1)...].map { $0.dropFirst(indent) }.joined(separator: "\n")
  }

  private func runAction(
    _ folder: TemporaryFolder, _ inputs: [String: String] = [:]
  ) throws -> Tool.Outcome {
    let defaults = [
      "INPUT_PATH": ".", "INPUT_FAIL_ON": "error", "INPUT_SARIF": "bpmnc.sarif",
      "INPUT_CONFIG": "", "INPUT_PLATFORM": "", "INPUT_CHANGED_SINCE": "",
      "INPUT_BPMNC": Tool.folder.appending(path: "bpmnc").path,
      "GITHUB_STEP_SUMMARY": folder.file("summary.md").path,
    ]
    return try Tool.shell(
      try Self.actionScript(), in: folder.url, environment: defaults.merging(inputs) { $1 })
  }

  @Test("the action annotates, and writes SARIF and a summary")
  func action() throws {
    let good = try project(broken: false)
    #expect(try runAction(good).status == 0)
    let bad = try project(broken: true)
    let outcome = try runAction(bad)
    #expect(outcome.status == 1 && outcome.output.contains("::error file=broken.bpmn,"))
    let sarif = try JSONValue(
      parsing: try String(contentsOf: bad.file("bpmnc.sarif"), encoding: .utf8))
    #expect(sarif["runs"]?[0]?["results"]?.array?.isEmpty == false)
    #expect(try String(contentsOf: bad.file("summary.md"), encoding: .utf8).contains("### ❌"))
  }

  @Test("the action takes several paths, quoted ones too, a severity and a revision")
  func inputs() throws {
    let bad = try project(broken: true)
    let quoted = ["INPUT_PATH": "\"my processes\""]
    #expect(try runAction(bad, quoted).status == 0)
    #expect(
      try runAction(bad, quoted.merging(["INPUT_FAIL_ON": "warning"]) { $1 }).status == 1)
    #expect(try runAction(bad, ["INPUT_PATH": "'my processes'\nbroken.bpmn"]).status == 1)
    let outcome = try runAction(bad, ["INPUT_CHANGED_SINCE": "main"])
    #expect(outcome.status == 1 && !outcome.output.contains("my processes"))
  }

  @Test("the action passes on a configuration and a platform version")
  func configuration() throws {
    let folder = try project(broken: false)
    try Data("fail-on: warning\n".utf8).write(to: folder.file("ci.yaml"))
    #expect(try runAction(folder, ["INPUT_CONFIG": "ci.yaml", "INPUT_FAIL_ON": ""]).status == 1)
    #expect(try runAction(folder, ["INPUT_PLATFORM": "8.9"]).status == 0)
    #expect(try runAction(folder, ["INPUT_PLATFORM": "soon"]).status == 64)
  }

  @Test("every input that a script of the action reads is passed on, and every one is declared")
  func declarations() throws {
    let action = try Self.text("action.yml")
    let read = Set(
      try Self.actionScript().matches(of: /INPUT_[A-Z_]+/).map { String($0.output) })
    let passed = Set(
      action.matches(of: /(INPUT_[A-Z_]+): \$\{\{ inputs/).map { String($0.output.1) })
    #expect(read == passed)
    let used = Set(action.matches(of: /inputs\.([a-z-]+)/).map { String($0.output.1) })
    for name in used { #expect(action.contains("\n  \(name):\n"), "\(name)") }
  }

  // MARK: The hook

  @Test("the hook's entry runs on the files that it names")
  func hook() throws {
    let hook = try Self.text(".pre-commit-hooks.yaml")
    let entry = try #require(hook.firstMatch(of: /entry: (.+)/)).output.1
    let bad = try project(broken: true)
    let good = "'my processes/sms-confirmation.bpmn'"
    #expect(try Tool.shell("\(entry) \(good)", in: bad.url).status == 0)
    #expect(try Tool.shell("\(entry) \(good) broken.bpmn", in: bad.url).status == 1)
  }
}
