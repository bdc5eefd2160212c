import Compiler
import JSON
import TestSupport
import Testing

@Suite("The rules of bpmnlint over its own cases", .enabled(if: Cases.arePresent))
struct CoreCaseTests {
  @Test("find the same elements in every row")
  func rows() throws {
    var total = 0
    var differing: [String] = []
    for line in try Cases.text("lint/core.jsonl").split(separator: "\n") {
      let row = try JSONValue(parsing: String(line))
      let rule = try #require(row["rule"]?.string)
      let found = Finding.elements(
        of: rule, in: try #require(row["xml"]?.string), options: row["config"] ?? [:])
      let expected = (row["expected"]?.array ?? []).map { $0["id"]?.string ?? "" }
      total += 1
      if found.sorted() != expected.sorted() {
        differing.append("\(row["case"]?.string ?? rule): \(found) for \(expected)")
      }
    }
    #expect(total == 99)
    #expect(differing == [])
  }
}
