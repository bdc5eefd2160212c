import FEEL
import Testing

struct SyntaxErrorTests {
  @Test(
    "marks the place and says what is needed",
    arguments: [
      ("", ": the expression is empty"),
      ("1 +", ": the expression ends too early: a value is missing here"),
      ("a b", "b: unexpected `b`"),
      ("if a then b", ": `if` needs `else`: `if a then b else c`"),
      ("[1, 2", ": the list needs a closing `]`"),
      ("\"abc", "\"abc: the text needs a closing quote"),
      ("f(a: 1, 2)", "2: named and positional arguments can't be mixed"),
      ("x between 1 or 2", "or: between needs `and` and an upper end: `x between 1 and 10`"),
      ("`a", "`a: the name needs a closing backtick"),
      ("a < b < c", "<: comparisons don't chain: write `a < b and b < c`, or use parentheses"),
      ("a = b in c", "in: comparisons don't chain: write `a < b and b < c`, or use parentheses"),
      ("then", "then: `then` is a word of the language; a value is needed here"),

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
