import BPMN
import Diagnostics
import ElementTemplates
import Foundation
import Testing
import TestSupport

@Suite("The samples and their templates")
struct SampleTests {
  static let paths: [String] = {
    let folder = Cases.packageFolder.appending(path: "samples")
    let files = FileManager.default.enumerator(atPath: folder.path)
    return (files?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(".bpmn") }.sorted()
  }()

  func findings(_ path: String) throws -> [Diagnostic] {
    let url = Cases.packageFolder.appending(path: "samples").appending(path: path)
    let file = BPMNFile(parsing: Array(try Data(contentsOf: url)), path: path)
    return try #require(file.model).elements.flatMap {
      TemplateCheck.diagnostics(for: $0, library: .builtIn)
    }
  }

  @Test("no sample breaks the rules of its templates", arguments: paths)
  func samples(_ path: String) throws {
    let isPlainStart = path.hasPrefix("sms-confirmation")
    #expect(try findings(path).map(\.rule) == (isPlainStart ? ["template/deprecated"] : []))
  }

  @Test("every sample is looked at")
  func count() {
    #expect(Self.paths.count >= 6)
  }
}
