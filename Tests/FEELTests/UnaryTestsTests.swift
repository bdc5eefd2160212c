import FEEL
import Testing

struct UnaryTestsTests {
  @Test(
    "compare the input with each test",
    arguments: [
      ("-", FEELValue.null, "true"), ("5", .n(5), "true"), ("5", .null, "false"),
      ("null", .null, "true"), ("< 3", .null, "null"), ("< 3, > 8", .n(9), "true"),
      ("[1..3]", .n(3), "true"), ("]1..3[", .n(3), "false"), ("\"a\", \"b\"", "b", "true"),
      ("not(1, 2)", .n(3), "true"), ("not([1..3])", .n(2), "false"), ("not(null)", .n(5), "true"),
      ("false", .boolean(false), "true"), ("? > 3 and ? < 9", .n(5), "true"),
      ("[1, 2]", .n(2), "true"), ("starts with(?, \"f\")", "foo", "true"), ("? + 1", .n(5), "null"),
      ("- 5", .n(-5), "true"),
    ])
  func tests(text: String, input: FEELValue, expected: String) throws {
    #expect(try evaluate(text, ["?": input], mode: .unaryTests) == expected)
  }

  @Test(
    "take a truth value for the test's result, except at the end of the text",
    arguments: [
      ("list contains([\"a\"], \"T\")", FEELValue.string("x"), "false"),
      ("not(list contains([\"a\"], \"T\"))", "x", "true"), ("not(true)", .boolean(false), "false"),
      ("not(false)", .n(1), "true"), ("(true)", .boolean(false), "true"),
      ("true, 1", .n(5), "true"),
      ("1, true", .n(5), "null"), ("false", .n(1), "null"),
      ("false // no", .boolean(false), "true"),
    ])
  func truthValues(text: String, input: FEELValue, expected: String) throws {
    #expect(try evaluate(text, ["?": input], mode: .unaryTests) == expected)
  }

  @Test(
    "behind `in` as in a cell", arguments: FEELDialect.allCases,
    [
      ("5 in (odd(?))", "true"), ("5 in (? > 3)", "true"), ("5 in ? > 3", "true"),
      ("[1, 2, 3][item in (? > 1)]", "[2, 3]"), ("{x: 5, r: x in (? = 5)}.r", "true"),
      ("{x: 5, r: x in ?}.r", "null"), ("5 in (function(a) ? > a)", "null"),
      ("5 in (3 in (? < 4) and ? = 5)", "true"), ("true or ?", "true"),
    ])
  func input(dialect: FEELDialect, test: (String, String)) throws {
    #expect(try evaluate(test.0, [:], dialect) == test.1)
  }

  @Test(
    "behind `in` take a truth value for the result in Camunda",
    arguments: [
      ("false in (true)", "true"), ("1 in (true)", "true"), ("1 in (false)", "false"),
      ("false in true", "false"), ("false in false", "true"),
      ("\"x\" in (contains(\"abc\", \"b\"))", "true"),
      ("\"x\" in (contains(\"abc\", \"z\"))", "false"), ("1 in [1..null]", "null"),
    ])
  func isIn(text: String, expected: String) throws { #expect(try evaluate(text) == expected) }

  @Test(
    "have an input; elsewhere `?` fails the evaluation",
    arguments: ["?", "1 + ?", "is defined(?)", "{a: ?}"])
  func noInput(text: String) throws {
    #expect(try evaluate(text) == "`?` is the input of a test, which is not available here")
  }

  @Test("have an input; elsewhere `?` is a missing variable in the standard")
  func noStandardInput() throws {
    #expect(try warnings("1 + ?", [:], .dmn) == [.noVariableFound, .invalidType])
  }
}
