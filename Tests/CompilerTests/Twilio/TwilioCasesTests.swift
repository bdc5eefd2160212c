import BPMN
import Compiler
import Diagnostics
import ElementTemplates
import Foundation
import ProjectModel
import Testing
import TestSupport
import Webhooks

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

  static func samples() throws -> [InputFile] {
    let folder = Cases.packageFolder.appending(path: "samples")
    return try FileManager.default.subpathsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".bpmn") }.sorted().map { path in
        let bytes = Array(try Data(contentsOf: folder.appending(path: path)))
        return InputFile(path: path, relativePath: path, bytes: bytes)
      }
  }

  @Test("the samples have no errors and no warnings")
  func sampleFindings() throws {
    let samples = try Self.samples()
    #expect(samples.count >= 6)
    let serious = samples.flatMap { Self.findings([$0]) }.filter { $0.severity > .info }
    #expect(serious.map { "\($0.location.source.path) \($0.summary) \($0.message)" } == [])
  }

  @Test(
    "whatever stands in the fields, the rules find places for it and the fixes fit together",
    arguments: [
      "", "=", "=&quot;&quot;", "={", "=&quot;a", "=-", "=((1))", "whatsapp:", ":", "+",
      "=&quot;\\&quot;&quot;", "é", "&#10;=response.sid", "={a: {b: &quot;ü&quot;}}",
      "=if error.code = 1 then sid else request.body", "+1 500 555 0006",
    ])
  func oddValues(value: String) throws {
    for sample in try Self.samples() {
      let text = String(decoding: sample.bytes, as: UTF8.self)
        .replacing(/(source|value)="(?!io\.camunda|sendSms|listM|any|post)[^"]*"/) {
          "\($0.output.1)=\"\(value)\""
        }
      let file = InputFile(path: "a.bpmn", relativePath: "a.bpmn", bytes: Array(text.utf8))
      let found = Self.findings([file])
      #expect(!found.isEmpty)
      #expect(found.allSatisfy { $0.location.range.upperBound <= text.utf8.count })
      let edits = found.flatMap { $0.fixIt?.edits ?? [] }
      let fixed = SourceText(path: "", text: text).applying(edits)
      #expect(
        BPMNFile(parsing: fixed, path: "").diagnostics.filter { $0.rule.hasPrefix("xml/") }.isEmpty)
    }
  }
}
