import Compiler
import Diagnostics
import ElementTemplates
import Foundation
import TestSupport
import Testing

@Suite("Twilio's rules on whole diagrams")
struct TwilioCasesTests {
  static func findings(_ files: [InputFile]) -> [Diagnostic] {
    Compilation(Project(files), templates: .builtIn).diagnostics
      .filter { $0.rule.hasPrefix("connector/twilio-") }
  }

  @Test("diagrams without Twilio have no findings", .enabled(if: Cases.arePresent))
  func others() throws {
    let files = try Cases.diagramNames().map { name in
      InputFile(path: name, relativePath: name, bytes: try Cases.bytes("diagrams/\(name)"))
    }
    #expect(Self.findings(files).map(\.summary) == [])
  }

  @Test("the samples have no errors and no warnings")
  func samples() throws {
    let folder = Cases.packageFolder.appending(path: "samples")
    let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".bpmn") }.sorted()
    #expect(!paths.isEmpty)
    for path in paths {
      let bytes = Array(try Data(contentsOf: folder.appending(path: path)))
      let file = InputFile(path: path, relativePath: path, bytes: bytes)
      let serious = Self.findings([file]).filter { $0.severity > .info }
      #expect(serious.map { "\(path) \($0.summary) \($0.message)" } == [])
    }
  }
}
