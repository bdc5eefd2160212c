import BPMN
import Diagnostics
import Testing
import TestSupport

@Suite("Real diagrams", .enabled(if: Cases.arePresent))
struct RealDiagramTests {
  @Test("each parses, or is refused because it is no BPMN file or not in its encoding")
  func parse() throws {
    for name in try Cases.diagramNames() {
      let file = BPMNFile(parsing: try Cases.bytes("diagrams/\(name)"), path: name)
      if let model = file.model {
        #expect(model.definitions.type == .definitions, "\(name)")
      } else {
        let rules = Set(file.diagnostics.map(\.rule))
        #expect(rules == ["xml/not-bpmn"] || rules == ["xml/encoding"], "\(name)")
      }
    }
  }

  @Test("what they are found wrong in stays as it is")
  func findings() throws {
    var counts: [String: Int] = [:]
    for name in try Cases.diagramNames() {
      let file = BPMNFile(parsing: try Cases.bytes("diagrams/\(name)"), path: name)
      for finding in file.diagnostics { counts[finding.rule, default: 0] += 1 }
    }
    #expect(
      counts == [
        "xml/not-bpmn": 9, "xml/encoding": 1, "xml/unresolved-reference": 20,
        "flow/incoming-outgoing": 8,
      ])
  }
}
