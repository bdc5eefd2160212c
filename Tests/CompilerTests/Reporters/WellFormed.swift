import Diagnostics
import Testing
import XML

/// Expects that a text is an XML document, and gives it.
@discardableResult
func expectWellFormed(_ text: String) throws -> XMLDocument {
  let result = XMLParser.parse(SourceText(path: "report.xml", text: text))
  #expect(result.diagnostics.map(\.message) == [])
  return try #require(result.document)
}
