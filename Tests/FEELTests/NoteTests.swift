import FEEL
import Testing

struct NoteTests {
  private func notes(_ text: String, _ dialect: FEELDialect = .camunda) throws -> [String] {
    try FEELExpression(parsing: text, dialect: dialect).notes.map {
      String(decoding: Array(text.utf8)[$0.range], as: UTF8.self)
    }
  }

  @Test(
    "mark what Camunda's own engine reads differently",
    arguments: [
      ("x in list and y", ["list"]), ("x in (list) and y", []), ("x in [1..2] and y", []),
      ("1 + if a then b else c", ["if a then b else c"]), ("1 + (if a then b else c)", []),
      ("1e3", ["1e3"]), ("f(1)(2)", ["f(1)"]), ("function(a: number) a", [" number"]),
      ("request.body.Body", []),
    ])
  func places(text: String, expected: [String]) throws { #expect(try notes(text) == expected) }

  @Test("are silent in the standard")
  func standard() throws { #expect(try notes("x in list and y", .dmn) == []) }
}
