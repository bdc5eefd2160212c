import Compiler
import Diagnostics
import ElementTemplates
import Foundation
import ProjectModel
import Testing
import TestSupport

@Suite("Findings over the diagrams from outside", .enabled(if: Cases.arePresent))
struct FindingCountTests {
  /// Lines `COUNT RULE`; `make snapshots` writes them.
  static let snapshot = Cases.packageFolder.appending(path: "Tests/Snapshots/finding-counts.txt")

  @Test("are as many of each rule as before, with default settings, each file by itself")
  func counts() throws {
    var counts: [String: Int] = [:]
    for name in try Cases.diagramNames() {
      let file = InputFile(
        path: name, relativePath: name, bytes: try Cases.bytes("diagrams/\(name)"))
      for finding in Compilation(Project([file]), templates: .builtIn).diagnostics {
        counts[finding.rule, default: 0] += 1
      }
    }
    let lines = counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
    if ProcessInfo.processInfo.environment["BPMNC_UPDATE_SNAPSHOTS"] != nil {
      try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: Self.snapshot)
    }
    let before = try String(contentsOf: Self.snapshot, encoding: .utf8).split(separator: "\n")
      .map(String.init)
    let changes = lines.difference(from: before).map { change in
      switch change {
      case .insert(_, let line, _): "now: \(line)"
      case .remove(_, let line, _): "before: \(line)"
      }
    }
    #expect(changes == [], "right? 'make snapshots' writes the new counts")
  }
}
