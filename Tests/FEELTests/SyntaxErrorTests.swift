import FEEL
import Testing

struct SyntaxErrorTests {
  @Test(
    "marks the place and says what is needed",
    arguments: [
      ("", ": the expression is empty"),
      ("1 +", ": unexpected end of the expression: expected a value"),
      ("a b", "b: unexpected `b`"),
      ("if a then b", ": `if` needs `else`: `if a then b else c`"),
      ("[1, 2", ": expected `]` to close the list"),
      ("\"abc", "\"abc: unterminated string: expected a closing quote"),
      ("f(a: 1, 2)", "2: named and positional arguments cannot be mixed"),
      ("x between 1 or 2", "or: `between` needs `and` and an upper end: `x between 1 and 10`"),
      ("`a", "`a: unterminated name: expected a closing backtick"),
      (
        "a < b < c", "<: comparisons cannot be chained: write `a < b and b < c`, or use parentheses"
      ),
      (
        "a = b in c",
        "in: comparisons cannot be chained: write `a < b and b < c`, or use parentheses"
      ),
      ("then", "then: `then` is a reserved word; expected a value"),

    ])
  func places(text: String, expected: String) { #expect(problems(text) == [expected]) }

  @Test("finds several problems in one text")
  func recovery() {
    #expect(problems("{a: 1 +, b: [2 3], c: f(1 2)}").count == 3)
  }

  @Test("refuses deep nesting instead of overflowing the stack", arguments: FEELDialect.allCases)
  func nesting(dialect: FEELDialect) {
    for (open, close) in [
      ("(", ")"), ("[", "]"), ("{a:", "}"), ("-", ""), ("not(", ")"), ("if ", " then 1 else 1"),
      ("for x in ", " return 1"), ("1 in (", ")"), ("", "[1]"), ("", ".a"), ("1+", ""), ("1**", ""),
      ("function(a) ", ""), ("a and ", ""),
    ] {
      let text =
        String(repeating: open, count: 100_000) + "a" + String(repeating: close, count: 100_000)
      #expect(!problems(text, dialect).isEmpty, "\(open)")
    }
  }

  @Test("reads what people nest")
  func ordinaryNesting() throws {
    let text = String(repeating: "(", count: 60) + "1" + String(repeating: ")", count: 60)
    #expect(try evaluate(text) == "1")
    let sum = Array(repeating: "1", count: 990).joined(separator: " + ")
    #expect(try evaluate(sum) == "990")
  }
}
