import Bundles
import Compiler
import Diagnostics
import Foundation
import ProjectModel
import Testing
import TestSupport

@Suite("A first bpmnc.yaml")
struct StarterConfigurationTests {
  private static func project(_ sample: String) throws -> Project {
    let path = "samples/\(sample)/\(sample).bpmn"
    let bytes = Array(try Data(contentsOf: Cases.packageFolder.appending(path: path)))
    return Project([InputFile(path: path, relativePath: "\(sample).bpmn", bytes: bytes)])
  }

  @Test("says what the diagrams hold: version, secrets, webhooks, numbers")
  func contents() throws {
    let text = StarterConfiguration(try Self.project("sms-confirmation")).text
    #expect(text.contains("\nplatform: 8.9\n"))
    #expect(text.contains("#   TWILIO_AUTH_TOKEN\n"))
    #expect(text.contains("webhook: sms-order\n") && text.contains("# Order received\n"))
  }

  @Test("is read without findings, also with its examples", arguments: [true, false])
  func readBack(withExamples: Bool) throws {
    for sample in ["sms-confirmation", "parallel-notify", "sms-retry"] {
      var text = StarterConfiguration(try Self.project(sample)).text
      if withExamples { text = Self.uncommented(text) }
      let (configuration, diagnostics) = Configuration.read(
        SourceText(path: "bpmnc.yaml", text: text))
      #expect(diagnostics.isEmpty, "\(diagnostics.map { $0.message })\n\(text)")
      let names = withExamples ? ["local", "production", "staging"] : ["local"]
      #expect(configuration.environments.map(\.name) == names)
    }
  }

  /// The environments that are commented out, put in.
  private static func uncommented(_ text: String) -> String {
    text.components(separatedBy: "\n").map { line in
      guard line.hasPrefix("  # "), !line.hasPrefix("  # 'bpmnc"), !line.hasPrefix("  # Camunda"),
        !line.hasPrefix("  # A ")
      else { return line }
      return "  " + line.dropFirst(4)
    }.joined(separator: "\n")
  }

  @Test("has something to say about a project with nothing in it")
  func empty() {
    let text = StarterConfiguration(Project([])).text
    let (configuration, diagnostics) = Configuration.read(
      SourceText(path: "bpmnc.yaml", text: text))
    #expect(diagnostics.isEmpty && configuration.platform == nil)
    #expect(configuration.environments.map(\.name) == ["local"])
  }
}
