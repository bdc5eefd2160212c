import Diagnostics
import ElementTemplates
import Testing
import TestSupport

@Suite("template/length")
struct ValueLengthTests {
  func findings(_ value: String, _ constraints: String, feel: String = "") throws -> [Diagnostic] {
    let library = Fixture.library(
      Fixture.template(
        """
        {"label": "Text", \(feel) "constraints": {\(constraints)},
         "binding": {"type": "zeebe:input", "name": "x"}}
        """))
    let text = Fixture.diagram(
      Fixture.task(
        Fixture.inputs("<zeebe:input target=\"x\" source=\"1️⃣\(value)\"/>")))
    let found = try Fixture.findings(text, library)
    #expect(found.allSatisfy { $0.location.start == text["1️⃣"] && $0.severity == .error })
    return found
  }

  @Test("a value outside the limits is found")
  func limits() throws {
    #expect(
      try findings("four", "\"maxLength\": 3").map(\.message)
        == ["\"Text\" of \"Ask\" must have at most 3 characters, but has 4"])
    #expect(
      try findings("four", "\"minLength\": 5").map(\.message)
        == ["\"Text\" of \"Ask\" must have at least 5 characters, but has 4"])
    #expect(try findings("four", "\"minLength\": 4, \"maxLength\": 4").isEmpty)
  }

  @Test("characters beyond the basic plane count twice, as in JavaScript")
  func units() throws {
    #expect(try findings("😀😀", "\"maxLength\": 3").count == 1)
    #expect(try findings("äö", "\"maxLength\": 2").isEmpty)
  }

  @Test("expressions are not counted where they are allowed")
  func expressions() throws {
    #expect(try findings("=text", "\"maxLength\": 2", feel: "\"feel\": \"optional\",").isEmpty)
    #expect(try findings("=text", "\"maxLength\": 2").count == 1)
  }

  @Test("a maximum of 0 is none, and no limit is too large to be told")
  func oddLimits() throws {
    #expect(try findings("text", "\"maxLength\": 0").isEmpty)
    #expect(try findings("text", "\"minLength\": 1e300").count == 1)
  }

  @Test("one finding per property: what is missing has no length besides")
  func order() throws {
    #expect(
      try findings(" ", "\"notEmpty\": true, \"minLength\": 5").map(\.rule)
        == ["template/required"])
  }
}
