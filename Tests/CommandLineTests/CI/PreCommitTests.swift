import Diagnostics
import Foundation
import JSON
import Testing
import YAML

/// The hooks, run as pre-commit does: `entry` is split into words and run without a shell in the root
/// of the repository, on the staged files that `files` matches.
@Suite("The pre-commit hooks")
struct PreCommitTests {
  private func run(_ hook: JSONValue, in repository: ScratchRepository) throws -> Tool.Outcome {
    try #require(hook["language"] == "system")
    let staged = try Tool.shell(
      "git add -A && git diff --staged --name-only --diff-filter=ACMRTUXB", in: repository.url)
    let pattern = try Regex(try #require(hook["files"]?.string))
    let names = staged.output.split(separator: "\n").map { String($0) }
      .filter { $0.contains(pattern) }
    if names.isEmpty { return Tool.Outcome(status: 0, output: "(no files to check)", errors: "") }
    let words = try #require(hook["entry"]?.string).split(separator: " ").map { String($0) }
    let tools = try ImageTools()
    try tools.addTool()
    let passed = hook["pass_filenames"] == false ? [] : names
    return try tools.bash(
      ["-c", "exec \"$@\"", "pre-commit"] + words + passed, in: repository.url, environment: [:])
  }

  private func hooks() throws -> [JSONValue] {
    let source = SourceText(
      path: "hooks.yaml", text: try CITests.text(".pre-commit-hooks.yaml"))
    let own = try #require(JSONNode(parsingYAML: source).plain[0])
    let local = try #require(CITests.configuration(with: "repos")[0]?["hooks"]?[0])
    return [own, local]
  }

  @Test("reject a commit with an error or a broken file, and no other")
  func hook() throws {
    for hook in try hooks() {
      let good = try ScratchRepository(["notes.txt": "x"])
      #expect(try run(hook, in: good).output == "(no files to check)")
      let name = "my processes/sms-confirmation.bpmn"
      try good.write(try good.text(name) + "\n", to: name)
      let warned = try run(hook, in: good)
      #expect(warned.status == 0, "\(warned.output)\(warned.errors)")
      for text in [ScratchRepository.finding, CompilerCommandTests.broken] {
        let outcome = try run(hook, in: try ScratchRepository(["my forms/order.bpmn": text]))
        #expect(outcome.status == 1)
        #expect(outcome.output.contains("my forms/order.bpmn:"))
      }
    }
  }
}
