import Foundation
import JSON
import Testing

/// The steps of action.yml, run as GitHub's runner does: with the programs of Swift's image only, and
/// with a repository whose path has a space.
@Suite("The GitHub action")
struct ActionTests {
  private func sarif(_ outcome: ActionRunner.Outcome, _ repository: ScratchRepository) throws
    -> JSONValue
  {
    try JSONValue(parsing: try repository.text(outcome.sarif))
  }

  /// The paths in a SARIF log.
  private func places(_ log: JSONValue) -> Set<String> {
    let results = log["runs"]?[0]?["results"]?.array ?? []
    return Set(
      results.compactMap {
        $0["locations"]?[0]?["physicalLocation"]?["artifactLocation"]?["uri"]?.string
      })
  }

  @Test("passes without errors, and fails with annotations, SARIF and a summary")
  func findings() throws {
    let runner = try ActionRunner()
    #expect(try runner.run(in: try ScratchRepository()).status == 0)
    for (name, text, rule) in [
      ("order.bpmn", ScratchRepository.finding, "deploy/task-definition"),
      ("broken.bpmn", CompilerCommandTests.broken, "xml/well-formed"),
    ] {
      let repository = try ScratchRepository([name: text])
      let outcome = try runner.run(in: repository)
      #expect(outcome.status == 1)
      #expect(outcome.output.contains("::error file=\(name),"))
      #expect(outcome.output.contains("title=\(rule)::"))
      #expect(outcome.sarif == "bpmnc.sarif")
      #expect(places(try sarif(outcome, repository)).contains(name))
      #expect(outcome.summary.contains("https://github.example/o/r/blob/1f/\(name)"))
    }
  }

  @Test("installs what is missing and builds once, without make")
  func build() throws {
    let runner = try ActionRunner()
    let repository = try ScratchRepository()
    for _ in 1...2 {
      let outcome = try runner.run(in: repository)
      #expect(outcome.status == 0, "\(outcome.errors)")
      let calls = try runner.tools.calls()
      #expect(calls.last { $0.hasPrefix("apt-get") } == "apt-get install -y -qq libyaml-dev")
      #expect(calls.count { $0.hasPrefix("swift build -c release") } == 1)
    }
    #expect(runner.cache.count == 1)
  }

  @Test("a working directory is part of the paths in annotations and SARIF")
  func workingDirectory() throws {
    let name = "it's here/sub/order.bpmn"
    let repository = try ScratchRepository([name: ScratchRepository.finding])
    let outcome = try ActionRunner().run(
      in: repository, ["working-directory": "./it's here/", "sarif": "out/a.sarif"])
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("::error file=\(name),"))
    #expect(outcome.sarif == "it's here/out/a.sarif")
    let places = places(try sarif(outcome, repository)).compactMap(\.removingPercentEncoding)
    #expect(places == [name])
    #expect(outcome.summary.contains("/sub/order.bpmn"))
  }

  @Test(
    "checks the paths that are named, with quotes and spaces, and no others",
    arguments: [
      ("it's", ["it's/a.bpmn"]), ("it's two", ["it's/a.bpmn", "two/a.bpmn"]),
      ("\"it's\" 'a b'", ["it's/a.bpmn", "a b/a.bpmn"]), ("a b", ["a b/a.bpmn"]),
      ("\na b\n\ntwo it's\n", ["a b/a.bpmn", "it's/a.bpmn", "two/a.bpmn"]),
      ("two/../\"a\"", ["two/../\"a\"/a.bpmn"]), ("$(touch x)", []), ("\"two", []),
    ])
  func paths(input: String, files: [String]) throws {
    let names = ["it's", "two", "a b", "\"a\"", "other"].map { "\($0)/a.bpmn" }
    let repository = try ScratchRepository(
      Dictionary(uniqueKeysWithValues: names.map { ($0, ScratchRepository.finding) }))
    let outcome = try ActionRunner().run(in: repository, ["path": input])
    #expect(outcome.status == (files.isEmpty ? 2 : 1))
    let found = Set(
      outcome.output.matches(of: /::error file=(.+?),/).map { String($0.output.1) })
    #expect(found == Set(files.map { $0.replacing("two/../", with: "") }))
    #expect(!FileManager.default.fileExists(atPath: repository.file("x").path))
  }

  @Test("an empty path is the working directory")
  func noPath() throws {
    let repository = try ScratchRepository(["order.bpmn": ScratchRepository.finding])
    let outcome = try ActionRunner().run(in: repository, ["path": ""])
    #expect(outcome.output.contains("::error file=order.bpmn,"))
  }

  @Test(
    "a check that cannot be run is an annotation, and leaves SARIF for the next step",
    arguments: [
      (["path": "missing"], 2, "::error title=bpmnc::missing: no such file or folder"),
      (["config": "none.yaml"], 2, "::error title=bpmnc::none.yaml: no such file or folder"),
      (["changed-since": "none"], 2, "::error title=bpmnc::--changed-since: unknown revision"),
      (["platform": "soon"], 64, "::error title=bpmnc::Error: "),
      (["bpmnc": "/none/bpmnc"], 127, "::error title=bpmnc::"),
    ])
  func failures(inputs: [String: String], status: Int, message: String) throws {
    let repository = try ScratchRepository(["bpmnc.sarif": "of another run"])
    let outcome = try ActionRunner().run(in: repository, inputs)
    #expect(Int(outcome.status) == status)
    #expect(outcome.output.contains(message), "\(outcome.output)")
    let run = try #require(try sarif(outcome, repository)["runs"]?[0])
    #expect(run["invocations"]?[0]?["executionSuccessful"] == false)
    #expect(run["results"]?.array?.isEmpty == true && run["tool"]?["driver"]?["name"] == "bpmnc")
  }

  @Test("reports changed files only, although the checkout belongs to another user")
  func changedFiles() throws {
    let repository = try ScratchRepository(["order.bpmn": ScratchRepository.finding])
    try repository.write(ScratchRepository.finding, to: "my processes/sub/new.bpmn")
    let outcome = try ActionRunner().run(
      in: repository, ["changed-since": "main", "working-directory": "my processes"],
      environment: ["GIT_TEST_ASSUME_DIFFERENT_OWNER": "1"])
    #expect(outcome.status == 1, "\(outcome.errors)")
    let found = Set(outcome.output.matches(of: /::\w+ file=(.+?),/).map { String($0.output.1) })
    #expect(found == ["my processes/sub/new.bpmn"])
  }

  @Test("passes on a configuration, a severity and a Camunda version")
  func settings() throws {
    let runner = try ActionRunner()
    let repository = try ScratchRepository(["ci.yaml": "fail-on: warning\n"])
    #expect(try runner.run(in: repository, ["config": "ci.yaml"]).status == 1)
    #expect(try runner.run(in: repository, ["fail-on": "warning"]).status == 1)
    #expect(
      try runner.run(in: repository, ["config": "ci.yaml", "fail-on": "error"]).status == 0)
    #expect(try runner.run(in: repository, ["platform": "8.9"]).status == 0)
  }
}
