import ElementTemplates
import JSON
import TestSupport
import Testing

@Suite("The official checker's templates", .enabled(if: Cases.arePresent))
struct OfficialTemplateTests {
  @Test("what the official checker accepts is read without findings")
  func accepted() throws {
    let rows = try Cases.text("templates/schema.jsonl").split(separator: "\n")
      .map { try JSONValue(parsing: String($0)) }
    let accepted = rows.filter { $0["expected_valid"]?.bool == true }
    #expect(accepted.count == 63)
    for row in accepted {
      let file = Fixture.file(try #require(row["template"]).text())
      #expect(file.diagnostics.isEmpty, "\(row["name"]?.string ?? "")")
    }
  }
}
