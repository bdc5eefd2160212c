import Diagnostics
import ElementTemplates
import JSON
import Testing
import TestSupport

@Suite("template/pattern")
struct ValuePatternTests {
  func findings(
    _ value: String, _ pattern: String, message: String? = nil, feel: Bool = false
  ) throws -> [Diagnostic] {
    let constraint: JSONValue = ["value": .string(pattern), "message": JSONValue(message)]
    let plain: JSONValue = .string(pattern)
    let library = Fixture.library(
      Fixture.template(
        """
        {"label": "Timeout", \(feel ? "\"feel\": \"optional\"," : "")
         "constraints": {"pattern": \((message == nil ? plain : constraint).text())},
         "binding": {"type": "zeebe:input", "name": "x"}}
        """))
    let text = Fixture.diagram(
      Fixture.task(Fixture.inputs("<zeebe:input target=\"x\" source=\"1️⃣\(value)\"/>")))
    let found = try Fixture.findings(text, library)
    #expect(found.allSatisfy { $0.rule == "template/pattern" })
    #expect(value.isEmpty || found.allSatisfy { $0.location.start == text["1️⃣"] })
    return found
  }

  @Test("a value that does not match is found, in the words of the template's author")
  func noMatch() throws {
    let own = try findings("soon", "^[0-9]+$", message: "must be a number")
    #expect(own.map(\.severity) == [.error])
    #expect(own.first?.message == "\"Timeout\" of \"Ask\" is 'soon', but must be a number")
    #expect(
      try findings("soon", "^[0-9]+$").first?.message
        == "\"Timeout\" of \"Ask\" is 'soon', but must match the pattern ^[0-9]+$")
  }

  @Test("an empty value must match as well, as officially")
  func empty() throws {
    #expect(try findings("", "^[0-9]+$").map(\.severity) == [.error])
    #expect(try findings("", "^[0-9]*$").isEmpty)
  }

  @Test("an expression is not looked at where it is allowed")
  func expressions() throws {
    #expect(try findings("=x", "^[0-9]+$", feel: true).isEmpty)
    #expect(try findings("=x", "^[0-9]+$").count == 1)
  }

  @Test(
    "patterns as connector templates have them",
    arguments: [
      (
        #"^(=|([0-9]+|\{\{secrets\..+\}\})$)"#, ["20", "{{secrets.A}}", "=x"], ["20s", "secrets.A"]
      ),
      (#"^(?!.*;).*$"#, ["a=b", ""], ["a;b"]),
      (#"^(https?://|secrets\.).+"#, ["https://x", "secrets.X"], ["ftp://x"]),
      (
        #"^P(?!$)(\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?$"#, ["PT30S", "P1D"],
        ["P", "PT"]
      ),
      (#"b"#, ["abc"], ["ac", "B"]),
      (#"^[\w.-]+@[\w.-]+$"#, ["a.b@c-d"], ["a b@c"]),
    ])
  func connectors(_ pattern: String, _ good: [String], _ bad: [String]) throws {
    for value in good { #expect(try findings(value, pattern).isEmpty, "\(value)") }
    for value in bad { #expect(try findings(value, pattern).count == 1, "\(value)") }
  }

  @Test("a pattern that cannot be read, or never ends, is a note")
  func unreadable() throws {
    #expect(try findings("x", "(").map(\.severity) == [.info])
    let long = String(repeating: "a", count: 40)
    #expect(try findings(long + "!", "^(a+)+$").map(\.severity) == [.info])
  }
}
