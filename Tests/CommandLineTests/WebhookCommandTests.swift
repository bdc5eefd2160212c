import Foundation
import JSON
import Testing
import TestSupport

@Suite("Commands about webhooks and environments")
struct WebhookCommandTests {
  private static let configuration = """
    environments:
      local: {kind: bpmnc}
      production:
        kind: saas
        region: bru-2
        cluster-id: 0e4f-77
        twilio:
          numbers:
            - {number: "+15005550006", webhook: sms-order}
    """

  private let folder: TemporaryFolder
  private let config: String

  init() throws {
    folder = try TemporaryFolder()
    config = folder.file("bpmnc.yaml").path
    try Data(Self.configuration.utf8).write(to: folder.file("bpmnc.yaml"))
  }

  private let sample = "samples/sms-confirmation"
  private let url = "https://bru-2.connectors.camunda.io/0e4f-77/inbound/sms-order"

  @Test("every environment has its URL, or those that are named")
  func environments() throws {
    let all = try Tool.run("webhooks", sample, "--config", config, "--format", "json")
    let urls = try JSONValue(parsing: all.output)["webhooks"]?[0]?["urls"]?.array ?? []
    #expect(urls.map { $0["environment"] } == ["local", "production"])
    #expect(urls.map { $0["url"] } == ["http://localhost:8080/inbound/sms-order", .string(url)])
    #expect(urls.map { $0["method"] } == ["POST", "POST"])
    let one = try Tool.run(
      "webhooks", sample, "--config", config, "--environment", "production", "--format", "csv")
    #expect(one.output.split(separator: "\n").count == 2 && one.output.contains(url))
  }

  @Test("an environment that nobody knows is bad usage, with the one that was probably meant")
  func unknownEnvironment() throws {
    let outcome = try Tool.run(
      "webhooks", sample, "--config", config, "--environment", "prodution")
    #expect(outcome.status == 64 && outcome.errors.contains("did you mean 'production'?"))
    #expect(try Tool.run("webhooks", sample, "--base-url", "h:80").status == 64)
    #expect(
      try Tool.run("webhooks", sample, "--base-url", "http://h", "--environment", "x").status == 64)
    #expect(try Tool.run("webhooks", sample, "--twilio", "--format", "csv").status == 64)
  }

  @Test("a configuration with errors is shown, and the list is no success")
  func brokenConfiguration() throws {
    let file = folder.file("broken.yaml")
    try Data("environments: {prod: {kind: saas}}".utf8).write(to: file)
    let outcome = try Tool.run("webhooks", sample, "--config", file.path)
    #expect(outcome.status == 1 && outcome.errors.contains("project/configuration"))
    #expect(outcome.errors.contains("'prod' has no base-url"))
    #expect(outcome.output.contains("sms-order") == false)
  }

  @Test("--twilio adds the command line that points the number at the webhook")
  func twilio() throws {
    let command = "twilio phone-numbers:update +15005550006 --sms-url '\(url)#rc=3&rp=ct'"
    for format in ["table", "markdown", "json"] {
      let outcome = try Tool.run(
        "webhooks", sample, "--config", config, "--twilio", "--format", format)
      #expect(outcome.status == 0 && outcome.output.contains(command), "\(outcome.output)")
    }
  }

  @Test("diff gives 0 for the same, 1 for drift, 2 for what cannot be read")
  func diff() throws {
    let list = folder.file("list.json")
    let now = try Tool.run("webhooks", sample, "--config", config, "--format", "json")
    try Data(now.output.utf8).write(to: list)
    let same = try Tool.run("webhooks", "diff", list.path, sample, "--config", config)
    #expect(same.status == 0, "\(same.output)\(same.errors)")
    let drift = try Tool.run(
      "webhooks", "diff", "-", sample, "--environment", "production", "--config", config,
      "--format", "json", input: "https://c.example/inbound/old\n")
    #expect(drift.status == 1)
    let document = try JSONValue(parsing: drift.output)
    #expect(document["missing"]?[0]?["url"] == .string(url))
    #expect(document["stale"]?[0]?["found"] == "https://c.example/inbound/old")
    #expect(try Tool.run("webhooks", "diff", "-", sample, input: "{").status == 2)
    #expect(try Tool.run("webhooks", "diff", "no-such-list", sample).status == 2)
  }

  @Test("a bundle has the same OpenAPI document as its diagrams")
  func bundle() throws {
    let bundle = folder.file("a.bundle").path
    #expect(try Tool.run("build", sample, "-o", bundle).status == 0)
    let arguments = ["--config", config, "--format", "openapi"]
    let one = try Tool.run(Tool.process(["webhooks", sample] + arguments))
    let other = try Tool.run(Tool.process(["webhooks", bundle] + arguments))
    #expect(one.output == other.output && one.output.contains("\"3.1.0\""))
  }

  @Test("init writes a file that lint accepts, once")
  func initialize() throws {
    let folder = try TemporaryFolder()
    try FileManager.default.copyItem(
      at: Cases.packageFolder.appending(path: "\(sample)/sms-confirmation.bpmn"),
      to: folder.file("a.bpmn"))
    let printed = try Tool.run("init", folder.path, "--print")
    #expect(printed.status == 0)
    #expect(!FileManager.default.fileExists(atPath: folder.file("bpmnc.yaml").path))
    #expect(try Tool.run("init", folder.path).status == 0)
    let written = try Data(contentsOf: folder.file("bpmnc.yaml"))
    #expect(String(decoding: written, as: UTF8.self) == printed.output)
    #expect(!(try Tool.run("lint", folder.path)).output.contains("project/configuration"))
    let again = try Tool.run("init", folder.path)
    #expect(again.status == 2 && again.errors.contains("was not changed"))
  }

  // MARK: The official validator

  /// Whether python3 has the module openapi_spec_validator (PyPI).
  static let hasValidator: Bool = {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-c", "import openapi_spec_validator"]
    // A machine without python3 has no validator either.
    return (try? Tool.run(process))?.status == 0
  }()

  @Test(
    "the official validator accepts the OpenAPI documents of all samples and real diagrams",
    .enabled(if: hasValidator))
  func validator() throws {
    var projects = ["samples"]
    let samples = try FileManager.default.contentsOfDirectory(
      atPath: Cases.packageFolder.appending(path: "samples").path)
    projects += samples.filter { !$0.contains(".") }.sorted().map { "samples/\($0)" }
    if Cases.arePresent {
      let files = Set(try Cases.rows("webhooks.tsv").compactMap { $0["file"] })
      projects += files.sorted().map { Cases.folder.appending(path: "diagrams/\($0)").path }
    }
    var paths: [String] = []
    for (index, project) in projects.enumerated() {
      let outcome = try Tool.run(
        "webhooks", project, "--config", config, "--format", "openapi")
      #expect(outcome.status == 0, "\(project): \(outcome.errors)")
      let file = folder.file("\(index).json")
      try Data(outcome.output.utf8).write(to: file)
      paths.append(file.path)
    }
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-m", "openapi_spec_validator"] + paths
    let outcome = try Tool.run(process)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
  }
}
