import Diagnostics
import ElementTemplates
import JSON
import Testing
import TestSupport

@Suite("The official checker's verdicts", .enabled(if: Cases.arePresent))
struct SchemaCaseTests {
  static func rows() throws -> [JSONValue] {
    try Cases.text("templates/schema.jsonl").split(separator: "\n")
      .map { try JSONValue(parsing: String($0)) }
  }

  static func validation(_ row: JSONValue) throws -> TemplateValidation {
    TemplateValidation(of: [Fixture.file(try #require(row["template"]).text())])
  }

  @Test("what the official checker accepts is accepted, and what it rejects is rejected")
  func verdicts() throws {
    let rows = try Self.rows()
    #expect(rows.count == 169)
    for row in rows {
      let errors = try Self.validation(row).errors
      #expect(
        errors.isEmpty == row["expected_valid"]?.bool,
        "\(row["name"]?.string ?? ""): \(errors.map(\.message))")
    }
  }

  @Test("a finding stands at every place that the official checker names, and nowhere else")
  func places() throws {
    for row in try Self.rows() where row["expected_valid"]?.bool == false {
      let ours = Set(try Self.validation(row).errors.map { $0.path ?? "none" })
      let theirs = Set((row["data_paths"]?.array ?? []).compactMap(\.string))
      // The whole document is always among theirs, since it is no array of templates either.
      #expect(
        theirs.subtracting([""]).isSubset(of: ours) && ours.isSubset(of: theirs),
        "\(row["name"]?.string ?? ""): \(ours.sorted()), not \(theirs.sorted())")
    }
  }

  @Test("what is accepted is read, too")
  func reading() throws {
    for row in try Self.rows() where row["expected_valid"]?.bool == true {
      let file = Fixture.file(try #require(row["template"]).text())
      #expect(file.diagnostics.isEmpty, "\(row["name"]?.string ?? "")")
    }
  }
}
