import Foundation
import JSON
import Testing
import TestSupport

/// Bundles for an environment, used where its configuration is not.
@Suite("Bundles for an environment")
struct BundleEnvironmentTests {
  private let folder: TemporaryFolder
  private let sample = "samples/sms-confirmation"

  init() throws { folder = try TemporaryFolder() }

  private func config(_ environments: String) throws -> String {
    let file = folder.file("config.yaml")
    try Data("version: 1\nenvironments:\n\(environments)".utf8).write(to: file)
    return file.path
  }

  /// Builds a bundle for the environment `production`.
  private func build(_ settings: String, from path: String? = nil) throws -> Tool.Outcome {
    try Tool.run(
      "build", path ?? sample, "-o", folder.file("a.bundle").path, "--environment", "production",
      "--config", try config("  production: {\(settings)}\n"))
  }

  @Test(
    "every list has the bundle's own URLs",
    arguments: [
      ("kind: saas, region: bru-2, cluster-id: 1f-2", "https://bru-2.connectors.camunda.io/1f-2"),
      ("base-url: 'https://shop.example/p/'", "https://shop.example/p"),
      ("kind: self-managed, base-url: 'https://c.example'", "https://c.example"),
    ])
  func urls(settings: String, base: String) throws {
    #expect(try build(settings).status == 0)
    let bundle = folder.file("a.bundle").path
    let url = "\(base)/inbound/sms-order"
    let json = try Tool.run("webhooks", bundle, "--format", "json")
    let urls = try JSONValue(parsing: json.output)["webhooks"]?[0]?["urls"]
    #expect(urls?.array?.count == 1)
    #expect(urls?[0]?["url"] == .string(url) && urls?[0]?["environment"] == "production")
    let openAPI = try JSONValue(
      parsing: Tool.run("webhooks", bundle, "--format", "openapi").output)
    #expect(openAPI["servers"]?[0]?["url"] == .string(base))
    #expect(try Tool.run("webhooks", "diff", "-", bundle, input: url + "\n").status == 0)
    let named = try Tool.run("webhooks", bundle, "--environment", "production")
    #expect(named.status == 0 && named.output.contains(url))
    let other = try Tool.run("webhooks", bundle, "--base-url", "https://other.example")
    #expect(other.output.contains("https://other.example/inbound/sms-order"))
  }

  @Test("an invalid address is reported, and no URL takes its place")
  func invalidAddress() throws {
    for settings in ["base-url: 'shop.example'", "base-urll: 'https://x'", "kind: sass"] {
      let config = try config("  production: {\(settings)}\n  test: {base-url: 'https://t'}\n")
      let outcome = try Tool.run("webhooks", sample, "--config", config)
      #expect(outcome.status == 1)
      #expect(outcome.errors.contains("\(config):3:"), "\(outcome.errors)")
      #expect(outcome.errors.contains("'production' has an invalid address; skipped"))
      #expect(!outcome.output.contains("localhost"))
      #expect(outcome.output.contains("https://t/inbound/sms-order"))
    }
  }

  @Test("without the environments of a broken configuration, no URLs are listed")
  func brokenConfiguration() throws {
    let outcome = try Tool.run("webhooks", sample, "--config", try config("  a: {\n  b c\n"))
    #expect(outcome.status == 1 && outcome.output == "")
    #expect(outcome.errors.hasSuffix("the configuration has errors, so the URLs are unknown\n"))
  }

  @Test("a bundle with addresses of this machine is built with a warning")
  func localhost() throws {
    let webhooks = try build("kind: bpmnc")
    #expect(webhooks.status == 0)
    #expect(
      webhooks.errors.contains("config.yaml:3:3: warning: the webhook URLs of environment"))
    #expect(webhooks.errors.contains("http://localhost:8080 [project/localhost]"))

    let diagram = folder.file("ask.bpmn")
    let task = RunDiagram.failingRequest("ask", backoff: "PT1S")
    try Data(
      RunDiagram(processes: ["p": RunDiagram.start + task + RunDiagram.flows("start -> ask")])
        .text.utf8
    ).write(to: diagram)
    let request = try build("base-url: 'https://shop.example'", from: diagram.path)
    #expect(request.errors.contains("\"ask\" calls this machine"), "\(request.errors)")
    #expect(!(try build("base-url: 'https://shop.example'")).errors.contains("localhost"))
  }
}
