import Bundles
import JSON
import Testing
import TestSupport

@Suite("The rules of bpmnlint over its own cases", .enabled(if: Cases.arePresent))
struct CoreCaseTests {
  @Test(
    "find the same elements in every row, whatever the prefixes",
    arguments: [("", ""), ("bpmn:", "semantic:"), ("bpmndi:", "di2:")])
  func rows(prefix: String, other: String) throws {
    var total = 0
    var differing: [String] = []
    for line in try Cases.text("lint/core.jsonl").split(separator: "\n") {
      let row = try JSONValue(parsing: String(line))
      let rule = try #require(row["rule"]?.string)
      let found = Finding.elements(
        of: rule, in: Self.replacing(prefix, with: other, in: try #require(row["xml"]?.string)),
        options: row["config"] ?? [:])
      let expected = (row["expected"]?.array ?? []).map { $0["id"]?.string ?? "" }
      total += 1
      if found.sorted() != expected.sorted() {
        differing.append("\(row["case"]?.string ?? rule): \(found) for \(expected)")
      }
    }
    #expect(total == 99)
    #expect(differing == [])
  }

  /// The diagram with another prefix for a namespace.
  private static func replacing(_ prefix: String, with other: String, in xml: String) -> String {
    guard !prefix.isEmpty else { return xml }
    return xml.replacing(
      "xmlns:" + prefix.dropLast() + "=", with: "xmlns:" + other.dropLast() + "="
    )
    .replacing("<" + prefix, with: "<" + other).replacing("</" + prefix, with: "</" + other)
  }
}
