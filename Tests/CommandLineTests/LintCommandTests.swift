import Foundation
import JSON
import Testing
import TestSupport

/// `bpmnc lint` as it is called in repositories and by CI services.
@Suite("The command lint")
struct LintCommandTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try write(Self.diagram("a"), to: "src/a.bpmn")
    try write(Self.diagram("b"), to: "src/old/b.bpmn")
  }

  /// A diagram with a task without a label, and a stray outgoing flow.
  static func diagram(_ process: String, _ content: String = "") -> String {
    """
    <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
        xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t">
      <bpmn:process id="\(process)" isExecutable="true">
        <bpmn:startEvent id="s" name="S"><bpmn:outgoing>x</bpmn:outgoing></bpmn:startEvent>
        <bpmn:task id="t" />\(content)
      </bpmn:process>
    </bpmn:definitions>
    """
  }

  private func write(_ text: String, to path: String) throws {
    let file = folder.file(path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  private func lint(
    _ arguments: String, in subfolder: String = "", _ environment: [String: String] = [:]
  ) throws -> Tool.Outcome {
    try Tool.shell(
      "bpmnc lint \(arguments) --platform 8.9", in: folder.file(subfolder),
      environment: environment)
  }

  private let labels = "--rule label-required --format unix"

  @Test("the order of the arguments does not matter, nor the configuration of the first one")
  func order() throws {
    try write("rules: {label-required: error}", to: "src/bpmnc.yml")
    try write(#"{"rules": {"label-required": "off"}}"#, to: "src/old/.bpmnlintrc")
    let expected = "src/a.bpmn:5:5: error: 't' of type bpmn:Task has no label [label-required]\n"
    for paths in ["src", "src/a.bpmn src/old/b.bpmn", "src/old/b.bpmn src/a.bpmn", "."] {
      #expect(try lint("\(paths) \(labels)").output == expected, "\(paths)")
    }
    #expect(try lint("src/old/b.bpmn \(labels)").output == "")
    try write("rules: {label-required: info}", to: "all.yaml")
    let all = try lint("src --config all.yaml \(labels)")
    #expect(all.output.split(separator: "\n").count == 2 && all.output.contains(": info: "))
  }

  @Test("quoted patterns are expanded, and match something or fail")
  func patterns() throws {
    #expect(try lint("'src/*.bpmn' \(labels)").output.hasPrefix("src/a.bpmn:5:5: "))
    for pattern in ["src/**/*.bpmn", "src", "s*/**", "*"] {
      let lines = try lint("'\(pattern)' \(labels)").output.split(separator: "\n")
      #expect(lines.count == 2, "\(pattern)")
    }
    let none = try lint("'src/*.dmn'")
    #expect(none.status == 2 && none.errors == "bpmnc: src/*.dmn: no file matches the pattern\n")
  }

  @Test("excluded files are not checked, and named ones not silently")
  func exclusions() throws {
    try write("exclude: [old/]", to: "src/bpmnc.yaml")
    #expect(try lint("src \(labels)").output.split(separator: "\n").count == 1)
    let named = try lint("src/old/b.bpmn \(labels)")
    #expect(named.status == 0 && named.output == "")
    #expect(named.errors == "note: src/old/b.bpmn is excluded by src/bpmnc.yaml\n")
    let folder = try lint("src/old")
    #expect(folder.status == 2 && folder.errors.contains("src/bpmnc.yaml excludes all files"))
    try write("include: ['*.bpmn']\nexclude: ['a.*']", to: "src/bpmnc.yaml")
    #expect(try lint("src \(labels)").output.hasPrefix("src/old/b.bpmn"))
  }

  @Test("a file that is named twice is checked once")
  func twice() throws {
    let outcome = try lint("src ./src/a.bpmn \(folder.path)/src/a.bpmn \(labels)")
    #expect(outcome.output.split(separator: "\n").count == 2)
  }

  // MARK: Exit codes and what is shown

  @Test("warnings can be limited, ignored or hidden")
  func exitCodes() throws {
    let warnings = "src --rule label-required"
    #expect(try lint("\(warnings) --max-warnings 2").status == 0)
    let many = try lint("\(warnings) --max-warnings 1")
    #expect(many.status == 1)
    #expect(many.errors == "bpmnc: 2 warnings, more than --max-warnings 1\n")
    #expect(try lint("\(warnings) --max-warnings 1 --exit-zero").status == 0)
    #expect(try lint("missing --exit-zero").status == 2)
    let quiet = try lint("\(warnings) --quiet --fail-on warning")
    #expect(quiet.status == 1 && quiet.output == "2 files checked, no problems\n")
    #expect(quiet.errors == "2 findings not shown (--quiet)\n")
  }

  @Test("several rules and families are selected, misspelled ones rejected")
  func rules() throws {
    let found = try lint("src/a.bpmn --rule 'deploy/*' --rule label-required --format json")
    let rules = try JSONValue(parsing: found.output)["problems"]?.array?
      .compactMap { $0["rule"]?.string }
    #expect(rules == ["deploy/sequence-flow", "label-required"])
    let unknown = try lint("src --rule 'deplyo/*'")
    #expect(unknown.status == 64 && unknown.errors.contains("unknown rule 'deplyo/*'"))
  }

  @Test("statistics replace the findings; a report on standard output moves them")
  func streams() throws {
    let counts = try lint("src --statistics").output
    #expect(counts.contains("\n2         label-required "))
    #expect(counts.hasSuffix("\n2 fixable with --fix\n") && !counts.contains("src/a.bpmn"))
    let both = try lint("src --report json=-")
    #expect(try JSONValue(parsing: both.output)["summary"]?["files"] == 2)
    #expect(both.errors.contains("2 files checked: 2 errors"))
    #expect(try lint("src --report json=- --report sarif=-").status == 64)
    #expect(try lint("src --statistics --format json").status == 64)
  }

  @Test("colors follow the option, then NO_COLOR, then FORCE_COLOR")
  func colors() throws {
    for (option, variables, isColored) in [
      ("", [:], false), ("", ["FORCE_COLOR": "1"], true), ("", ["FORCE_COLOR": "0"], false),
      ("", ["FORCE_COLOR": "1", "NO_COLOR": "1"], false),
      ("--color always", ["NO_COLOR": "1"], true), ("--color never", ["FORCE_COLOR": "1"], false),
    ] as [(String, [String: String], Bool)] {
      let environment = ["NO_COLOR": "", "FORCE_COLOR": ""].merging(variables) { $1 }
      let output = try lint("src \(option)", environment).output
      #expect(output.contains("\u{1B}[1;31merror") == isColored, "\(option) \(variables)")
    }
  }

  @Test("a full device is an error with a message")
  func fullDevice() throws {
    for command in ["src > /dev/full", "src --report json=/dev/full"] {
      let outcome = try lint(command)
      #expect(outcome.status == 2)
      #expect(outcome.errors.hasSuffix("cannot be written: No space left on device\n"))
    }
  }

  // MARK: Fixes

  @Test("--fix leaves user tasks to job workers, counts its work and names what is left")
  func fix() throws {
    let task = #"<bpmn:userTask id="u" name="U" />"#
    try write(Self.diagram("c", task), to: "c.bpmn")
    let safe = try lint("c.bpmn --fix")
    #expect(safe.errors.hasPrefix("1 problem fixed in 1 file; "))
    #expect(safe.errors.hasSuffix(" left; --unsafe-fixes would fix 1\n"), "\(safe.errors)")
    let text = try String(contentsOf: folder.file("c.bpmn"), encoding: .utf8)
    #expect(text.contains(task) && !text.contains("outgoing"))
    #expect(try lint("c.bpmn --unsafe-fixes").status == 64)
    let unsafe = try lint("c.bpmn --fix --unsafe-fixes")
    #expect(
      unsafe.errors.hasPrefix(
        "c.bpmn:5: Make it a Camunda user task (\"U\"): job workers no longer get its jobs "
          + "[camunda-compat/zeebe-user-task]\n1 problem fixed in 1 file; "), "\(unsafe.errors)")
    let fixed = try String(contentsOf: folder.file("c.bpmn"), encoding: .utf8)
    #expect(fixed.contains("<zeebe:userTask />"))
  }

  @Test("--diff says what remains, also if nothing can be fixed")
  func diff() throws {
    let diff = try lint("src/a.bpmn --diff")
    #expect(diff.output.contains("\n-    <bpmn:startEvent"))
    #expect(diff.errors.hasPrefix("1 problem would be fixed in 1 file; 1 error, "))
    try write(CompilerCommandTests.broken, to: "broken.bpmn")
    let broken = try lint("broken.bpmn --diff")
    #expect(broken.status == 1 && broken.output == "")
    #expect(
      broken.errors == "0 problems would be fixed in 0 files; 1 error left; "
        + "run lint without --diff to see them\n")
  }

  // MARK: Baseline

  @Test("a baseline holds in other working directories and with absolute paths")
  func baselinePaths() throws {
    #expect(try lint("src --baseline known.json --update-baseline").status == 0)
    let root = folder.path
    for (subfolder, paths) in [
      ("", "src --baseline known.json"), ("src", ". --baseline ../known.json"),
      ("src/old", "../a.bpmn --baseline ../../known.json"),
      ("", "\(root)/src --baseline \(root)/known.json"),
    ] {
      let outcome = try lint("\(paths) --fail-on warning", in: subfolder)
      #expect(outcome.status == 0 && outcome.errors == "", "\(paths)\n\(outcome.output)")
    }
  }

  @Test("with one more duplicate, only the new one is reported")
  func baselineDuplicates() throws {
    let ids = "--rule project/duplicate-process-id --format unix --baseline known.json"
    for name in ["1", "2"] { try write(Self.diagram("same"), to: "twins/\(name).bpmn") }
    #expect(try lint("twins \(ids) --update-baseline").errors.hasPrefix("known.json: 2 findings"))
    #expect(try lint("twins \(ids)").output == "")
    try write(Self.diagram("same"), to: "twins/0.bpmn")
    let lines = try lint("twins \(ids)").output.split(separator: "\n")
    #expect(lines.count == 1 && lines.first?.hasPrefix("twins/0.bpmn:") == true, "\(lines)")
  }
}
