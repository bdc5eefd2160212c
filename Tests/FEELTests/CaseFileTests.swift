import FEEL
import JSON
import Testing

/// Runs the cases of the DMN technology compatibility kit and of Camunda's own test suite.
struct CaseFileTests {
  @Test(
    "agrees with every row of the DMN compatibility kit",
    .enabled(if: CaseFile.exists("tck.jsonl")))
  func tck() throws {
    let failures = try run("tck.jsonl", .dmn)
    #expect(failures.share == 0, "\(failures.report)")
  }

  @Test(
    "agrees with every row of Camunda's test suite",
    .enabled(if: CaseFile.exists("camunda.jsonl")))
  func camunda() throws {
    let failures = try run("camunda.jsonl", .camunda)
    #expect(failures.share == 0, "\(failures.report)")
  }

  private struct Failures {
    var lines: [String] = []
    var total = 0
    var share: Double { Double(lines.count) / Double(max(total, 1)) }
    var report: String {
      "\(lines.count) of \(total) rows differ\n" + lines.joined(separator: "\n")
    }
  }

  private func run(_ name: String, _ dialect: FEELDialect) throws -> Failures {
    var failures = Failures()
    for row in try CaseFile(name).rows {
      failures.total += 1
      if let difference = check(row, dialect) {
        failures.lines.append("\(row.id): \(row.expression) → \(difference)")
      }
    }
    return failures
  }

  /// How a row's outcome differs from the expected one.
  private func check(_ row: CaseFile.Row, _ dialect: FEELDialect) -> String? {
    let expected = row.json["expected"] ?? .null
    let needsError = row.json["expect_error"]?.bool == true
    let expression: FEELExpression
    do throws(FEELSyntaxError) {
      expression = try FEELExpression(
        parsing: row.expression, dialect: dialect,
        mode: row.json["unary"]?.bool == true ? .unaryTests : .expression,
        scopeNames: FEELValue.context(row.context).allKeys)
    } catch {
      return needsError ? nil : "does not parse: \(error)"
    }
    let result = expression.evaluate(row.context, in: CaseFile.environment)
    guard CaseFile.agrees(result.value, with: expected) else {
      return "\(result.value.typedJSON.text()), not \(expected.text())"
    }
    if needsError, result.warnings.isEmpty, result.failure == nil { return "no warning" }
    if let type = row.json["warning"]?["type"]?.string,
      !result.warnings.contains(where: { $0.type.rawValue == type })
    {
      return "warns \(result.warnings.map(\.type.rawValue)), not \(type)"
    }
    return nil
  }
}
