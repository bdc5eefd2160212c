import BPMN
import Diagnostics
import EngineProtocol
import Foundation
import JSON
import LintRules
import Testing
import TestSupport

@testable import Engine

/// The engine deploys what the deployment rules accept, if it supports it, and rejects everything
/// else with their findings.
@Suite(.enabled(if: Cases.arePresent))
struct DeploymentVerdictTests {
  private func compare(_ name: String, _ bytes: [UInt8]) {
    let expected = DeploymentRules.findings(in: [BPMNFile(parsing: bytes, path: name)])
    var found: [Diagnostic] = []
    do throws(EngineError) {
      _ = try DeploymentCompiler.admit([DeploymentResource(name: name, bytes: bytes)])
    } catch {
      // What is bound to the deployment may be in another file.
      found = error.diagnostics.filter {
        $0.rule != "deploy/unsupported" && !$0.message.contains("the deployment has no ")
      }
    }
    #expect(found.map(\.summary) == expected.map(\.summary), "\(name)")
  }

  @Test("over all diagrams")
  func diagrams() throws {
    for name in try Cases.diagramNames() {
      compare(name, try Cases.bytes("diagrams/\(name)"))
    }
  }

  @Test(
    "over all deployment cases",
    arguments: ["design-time", "expressions-a", "expressions-b"])
  func cases(file: String) throws {
    for line in try Cases.text("deployment/\(file).jsonl").split(separator: "\n") {
      let row = try JSONValue(parsing: String(line))
      compare(row["file"]?.string ?? file, Array((row["xml"]?.string ?? "").utf8))
    }
  }
}
