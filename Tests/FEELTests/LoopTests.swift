import FEEL
import Testing

struct LoopTests {
  @Test(
    "visits lists and counts between numbers or dates",
    arguments: [
      ("for x in [1, 2] return x * 2", "[2, 4]"), ("for x in 3..1 return x", "[3, 2, 1]"),
      ("for x in [1..3) return x", "[1, 2]"),
      ("for x in [1, 2], y in [10, 20] return x + y", "[11, 21, 12, 22]"),
      (
        "for d in @\"2024-02-28\"..@\"2024-03-01\" return d", "[2024-02-28, 2024-02-29, 2024-03-01]"
      ),
      ("for x in 1..4 return if x < 3 then 1 else partial[-1] + partial[-2]", "[1, 1, 2, 3]"),
      ("for x in null return x", "null"),
    ])
  func loops(text: String, expected: String) throws { #expect(try evaluate(text) == expected) }

  @Test(
    "counts in steps of one from any number, up to an end that it may not meet",
    arguments: [
      ("1..5/2", "[1, 2]"), ("0.5..2", "[0.5, 1.5]"), ("0.5..2.5", "[0.5, 1.5, 2.5]"),
      ("2..0.5", "[2, 1]"), ("2.5..2.5", "[2.5]"), ("2.2..2.5", "[2.2]"),
      ("-1/2..1", "[-0.5, 0.5]"),
      ("1..0.999", "[1]"), ("[0.5..2.5)", "[0.5, 1.5]"), ("(0.5..2.7)", "[1.5, 2.5]"),
      ("[1..1)", "[]"),
      (
        "9223372036854775806..9223372036854775808.5",
        "[9223372036854775806, 9223372036854775807, 9223372036854775808]"
      ),
      ("1..1e30", "null"), ("1..\"a\"", "null"), ("1..null", "null"),
    ])
  func fractions(range: String, expected: String) throws {
    #expect(try evaluate("for i in \(range) return i") == expected)
  }

  @Test("lets later iterators see earlier ones in the standard")
  func dependentIterators() throws {
    let text = "for x in [[1, 2], [3]], y in x return y"
    #expect(try evaluate(text, [:], .dmn) == "[1, 2, 3]")
    #expect(try evaluate(text) == "null")
  }

  @Test(
    "asks for some or every element",
    arguments: [
      ("some x in [1, 2] satisfies x > 1", "true"), ("every x in [1, 2] satisfies x > 1", "false"),
      ("every x in [] satisfies x > 1", "true"), ("some x in [] satisfies x > 1", "false"),
      ("some x in [1], y in [2] satisfies y > x", "true"), ("some x in 2 satisfies true", "null"),
    ])
  func quantifiers(text: String, expected: String) throws {
    #expect(try evaluate(text) == expected)
  }
}
