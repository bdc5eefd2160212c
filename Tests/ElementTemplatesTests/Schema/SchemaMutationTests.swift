import Diagnostics
import JSON
import Testing
import TestSupport

@testable import ElementTemplates

@Suite("Templates with one value changed")
struct SchemaMutationTests {
  private static let values = ["null", "1.5", "\"x\"", "true", "[]", "{}", "[{}]"]

  /// The ranges of all values of a text.
  private static func ranges(_ node: JSONNode) -> [Range<Int>] {
    [node.range] + node.items.flatMap(ranges) + node.members.flatMap { ranges($0.value) }
  }

  @Test("what the schema accepts can be read, every finding has a place, and nothing crashes")
  func everyValue() throws {
    let names = ["io.camunda.connectors.Twilio.v1", "io.camunda.connectors.TwilioWebhook.v1"]
    for name in names {
      let template = try #require(TemplateLibrary.builtIn.newest(of: name))
      let bytes = Array(template.text.utf8)
      for (number, range) in Self.ranges(try JSONNode(parsing: bytes)).enumerated()
      where number % 5 == 0 {
        let value = Self.values[number / 5 % Self.values.count]
        let text = SourceText(
          path: "t.json",
          bytes: Array(bytes[..<range.lowerBound]) + Array(value.utf8)
            + Array(bytes[range.upperBound...]))
        let file = TemplateFile(parsing: text)
        let validation = TemplateValidation(of: [file])
        #expect(validation.diagnostics.allSatisfy { $0.path != nil })
        if validation.errors.isEmpty { #expect(file.diagnostics.isEmpty, "\(value) at \(range)") }
      }
    }
  }
}
