import Diagnostics
import Foundation
import JSON
import Testing
import TestSupport
import YAML

/// Runs the steps of action.yml as GitHub's runner does in a container job.
///
/// Sources: GitHub documentation, "Metadata syntax", "Variables" and "Contexts"; the command line of
/// `shell: bash` is from "Workflow syntax".
final class ActionRunner {
  struct Outcome {
    var status: Int32 = 0
    var output = ""
    var errors = ""
    /// The output `sarif` of the action.
    var sarif = ""
    var summary = ""
  }

  private struct Unsupported: Error {
    var expression: String
  }

  let tools: ImageTools
  private let scratch: TemporaryFolder
  private let action: JSONValue
  /// What `actions/cache` stores, by key.
  private(set) var cache: [String: URL] = [:]
  private var contexts: [String: String] = [:]

  init() throws {
    tools = try ImageTools()
    scratch = try TemporaryFolder()
    let source = SourceText(path: "action.yml", text: try CITests.text("action.yml"))
    action = try JSONNode(parsingYAML: source).plain
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for name in [".ci", "Package.swift", "Plugins", "Sources", "templates"] {
      try FileManager.default.createSymbolicLink(
        at: folder.appending(path: name),
        withDestinationURL: Cases.packageFolder.appending(path: name))
    }
  }

  /// The action's source in the container.
  private var folder: URL { scratch.file("__w/_actions/bpmnc") }

  func run(
    in repository: ScratchRepository, _ inputs: [String: String] = [:],
    environment: [String: String] = [:]
  ) throws -> Outcome {
    let declared = try #require(action["inputs"]?.object)
    for name in inputs.keys { try #require(declared[name] != nil, "unknown input \(name)") }
    // `github.action_path` and `runner.temp` are paths on the host, so they are not here.
    contexts = ["runner.os": "Linux", "runner.arch": "X64"]
    for (name, input) in declared.members {
      contexts["inputs.\(name)"] = inputs[name] ?? input["default"]?.string ?? ""
    }
    let temporary = scratch.file("__w/_temp \(UUID().uuidString)")
    try FileManager.default.createDirectory(at: temporary, withIntermediateDirectories: true)
    var outcome = Outcome()
    for step in try #require(action["runs"]?["steps"]?.array) {
      if let condition = step["if"]?.string, try value(of: condition) != "true" { continue }
      if step["uses"]?.string == "actions/cache@v4" {
        try restore(step)
        continue
      }
      try perform(
        step, in: repository, temporary, &outcome, environment: environment)
      if outcome.status != 0 { break }
    }
    try store()
    outcome.sarif = try expanded(action["outputs"]?["sarif"]?["value"]?.string ?? "")
    return outcome
  }

  private func perform(
    _ step: JSONValue, in repository: ScratchRepository, _ temporary: URL,
    _ outcome: inout Outcome, environment: [String: String]
  ) throws {
    try #require(step["shell"]?.string == "bash")
    let files = ["output", "summary.md"].map { temporary.appending(path: $0) }
    for file in files { try Data().write(to: file) }
    var variables = [
      "CI": "true", "GITHUB_ACTIONS": "true", "GITHUB_WORKSPACE": repository.url.path,
      "GITHUB_ACTION_PATH": folder.path, "GITHUB_OUTPUT": files[0].path,
      "GITHUB_STEP_SUMMARY": files[1].path, "RUNNER_TEMP": temporary.path,
      "GITHUB_SERVER_URL": "https://github.example", "GITHUB_REPOSITORY": "o/r",
      "GITHUB_SHA": "1f",
    ].merging(environment) { $1 }
    for (name, text) in step["env"]?.object?.members ?? [] {
      variables[name] = try expanded(text.string ?? "")
    }
    let script = temporary.appending(path: "step.sh")
    try Data(try expanded(try #require(step["run"]?.string)).utf8).write(to: script)
    let place = try expanded(step["working-directory"]?.string ?? "")
    let run = try tools.bash(
      ["--noprofile", "--norc", "-eo", "pipefail", script.path],
      in: place.isEmpty ? repository.url : repository.file(place), environment: variables)
    outcome.status = run.status
    outcome.output += run.output
    outcome.errors += run.errors
    outcome.summary = try String(contentsOf: files[1], encoding: .utf8)
    for line in try String(contentsOf: files[0], encoding: .utf8).split(separator: "\n") {
      let parts = line.split(separator: "=", maxSplits: 1)
      contexts["steps.\(step["id"]?.string ?? "").outputs.\(parts[0])"] = String(parts[1])
    }
  }

  // MARK: The cache

  private var pending: (key: String, folder: URL)?

  private func restore(_ step: JSONValue) throws {
    let folder = URL(filePath: try expanded(step["with"]?["path"]?.string ?? ""))
    let key = try expanded(step["with"]?["key"]?.string ?? "")
    pending = (key, folder)
    guard let stored = cache[key] else { return }
    try FileManager.default.copyItem(at: stored, to: folder)
  }

  private func store() throws {
    guard let pending, cache[pending.key] == nil,
      FileManager.default.fileExists(atPath: pending.folder.path)
    else { return }
    let place = scratch.file("cache \(cache.count)")
    try FileManager.default.copyItem(at: pending.folder, to: place)
    cache[pending.key] = place
  }

  // MARK: Expressions

  private func expanded(_ text: String) throws -> String {
    try text.replacing(/\$\{\{ (.+?) \}\}/) { try value(of: String($0.output.1)) }
  }

  /// A literal, a member of a context, or two of them compared.
  private func value(of expression: String) throws -> String {
    let sides = expression.split(separator: " == ")
    if sides.count == 2 {
      return try value(of: String(sides[0])) == value(of: String(sides[1])) ? "true" : "false"
    }
    if expression.hasPrefix("'") { return String(expression.dropFirst().dropLast()) }
    if let value = contexts[expression] { return value }
    guard expression.hasPrefix("steps.") else { throw Unsupported(expression: expression) }
    return ""
  }
}
