import EngineProtocol
import FEEL
import JSON
import Testing
import TestSupport

@testable import Engine

/// Zeebe's own test cases for mappings.
@Suite(.enabled(if: Cases.arePresent))
struct MappingTableTests {
  @Test("input mappings have the same results as Zeebe's") func inputs() throws {
    try check("execution/input-mappings.json", .input)
  }

  @Test("output mappings have the same results as Zeebe's") func outputs() throws {
    try check("execution/output-mappings.json", .output)
  }

  private func check(_ path: String, _ kind: MappingTree.Kind) throws {
    let rows = try #require(try JSONValue(parsing: try Cases.bytes(path)).array)
    var checked = 0
    for row in rows {
      // The expected value of one row is not valid JSON in the table.
      guard let expected = row["expected"]?.object else { continue }
      var tree = MappingTree()
      for mapping in row["mappings"]?.array ?? [] {
        let source = try #require(mapping["source"]?.string)
        let target = try #require(mapping["target"]?.string)
        tree.add(
          ProcessExpression(text: source, compiled: try ZeebeExpression(source)),
          at: target.split(separator: ".")[...])
      }
      var variables = FEELContext()
      for (name, value) in row["variables"]?.object?.members ?? [] {
        variables[name] = FEELValue(value)
      }
      let result = try tree.evaluate(kind, present: variables, visible: variables, .default).json
      #expect(result == expected, "\(row.text())")
      checked += 1
    }
    #expect(checked >= 20)
  }
}
