import FEEL
import Testing

struct RequirementTests {
  private func expression(_ text: String) throws -> FEELExpression {
    try FEELExpression(parsing: text)
  }

  @Test("a value that depends on nothing is known")
  func constants() throws {
    #expect(try expression("1 + 1 = 2").constantValue == .boolean(true))
    #expect(try expression("x = 2").constantValue == nil)
    #expect(try expression("today() = today()").constantValue == nil)
  }

  @Test("contradictions have their places")
  func contradictions() throws {
    let pair = try expression("x > 5 and y and x < 3").contradiction
    #expect(pair?.0.range == 0..<5)
    #expect(pair?.1.range == 16..<21)
    #expect(try expression("x > 5 and x < 7").contradiction == nil)
    #expect(try expression("x > 5 or x < 3").contradiction == nil)
  }

  @Test(
    "a condition holds whenever a narrower one does",
    arguments: [
      ("x > 5", "x > 6", true), ("x > 5", "x >= 5", false), ("x >= 5", "x > 5", true),
      ("x != 3", "x > 3", true), ("x != 3", "x >= 3", false), ("x < -1", "x < -2", true),
      ("5 < x", "x = 6", true), ("x > 1 and y", "x > 2 and y", true),
      ("x > 1 and y", "x > 2", false),
      ("s = \"a\"", "s = \"a\"", true), ("s != \"a\"", "s = \"b\"", true),
      ("s != \"a\"", "s = 1", false), ("now() > x", "now() > x", false),
    ])
  func implied(wider: String, narrower: String, expected: Bool) throws {
    #expect(try expression(wider).holds(whenever: expression(narrower)) == expected)
  }

  @Test("variables that may be missing are those that the expression asks about")
  func missing() throws {
    #expect(try expression("get or else(a, 0) + b").variablesCheckedForNull == ["a"])
    #expect(try expression("if x.y = null then 1 else x.y").variablesCheckedForNull == ["x"])
    #expect(try expression("is defined(a) and null != b").variablesCheckedForNull == ["a", "b"])
  }

  @Test("a result is known where its context is written out")
  func contexts() throws {
    #expect(try expression("if a then {b: 1} else null").returnsContextLiteral)
    #expect(try !expression("if a then {b: 1} else c").returnsContextLiteral)
  }
}
