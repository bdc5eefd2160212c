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
}
