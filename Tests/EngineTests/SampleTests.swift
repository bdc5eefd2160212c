import EngineProtocol
import Foundation
import Testing
import TestSupport

@testable import Engine

struct SampleTests {
  @Test("every sample of the project can be deployed")
  func samples() throws {
    let folder = Cases.packageFolder.appending(path: "samples")
    let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".bpmn") }
    #expect(!paths.isEmpty)
    for path in paths {
      let bytes = Array(try Data(contentsOf: folder.appending(path: path)))
      let resource = DeploymentResource(name: path, bytes: bytes)
      #expect(throws: Never.self, "\(path)") { try DeploymentCompiler.admit([resource]) }
    }
  }
}
