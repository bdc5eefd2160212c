import FEEL
import JSON
import Testing

struct FormatterTests {
  private func format(_ text: String, _ dialect: FEELDialect = .camunda) throws -> String {
    try FEELExpression(parsing: text, dialect: dialect).formatted()
  }

  @Test("writes short expressions on one line")
  func short() throws {
    #expect(
      try format("if  a>1 then{b:1,c : [1,2]}else -x") == "if a > 1 then {b: 1, c: [1, 2]} else -x")
    #expect(try format("f( a:1 )[1] . b") == "f(a: 1)[1].b")
    #expect(try format("x in(1,2)") == "x in (1, 2)")
    #expect(try format("`a b`+\"\\d\"") == "`a b` + \"\\d\"")
  }

  @Test("breaks long expressions into one part per line")
  func long() throws {
    let text =
      "{sid: response.body.sid, from: response.body.from, to: response.body.to, body: response.body.body}"
    #expect(
      try format(text) == """
        {
          sid: response.body.sid,
          from: response.body.from,
          to: response.body.to,
          body: response.body.body
        }
        """)
  }

  @Test(
    "gives an equal tree for what the fuzzer found",
    arguments: [
      "`a  b`.` c\n-d`", "{a: 1} in (<5)[{}]", "x in (< 5) * 2", "x in (<5).start",
      "x in (<5) instance of number", "x in (<5) / 1",
    ])
  func found(text: String) throws {
    let first = try FEELExpression(parsing: text)
    #expect(try FEELExpression(parsing: first.formatted()).hasSameTree(as: first))
  }

  @Test("keeps comments")
  func comments() throws {
    #expect(try format("1 + 2 // sum") == "1 + 2\n// sum")
    let formatted = try format("[ // first\n 1, /* second */ 2]")
    #expect(formatted == "[\n  // first\n  1,\n  /* second */\n  2\n]")
  }

  @Test(
    "gives a text that is read as an equal tree and formats to itself",
    .enabled(if: CaseFile.exists("tck.jsonl")),
    arguments: [("tck.jsonl", FEELDialect.dmn), ("camunda.jsonl", .camunda)])
  func roundTrip(file: String, dialect: FEELDialect) throws {
    for row in try CaseFile(file).rows {
      let mode: FEELMode = row.json["unary"]?.bool == true ? .unaryTests : .expression
      let names = CaseFile.names(in: .context(row.context))
      guard
        let first = try? FEELExpression(
          parsing: row.expression, dialect: dialect, mode: mode, scopeNames: names)
      else {
        #expect(row.json["expect_error"]?.bool == true, "\(row.expression)")
        continue
      }
      let text = first.formatted()
      let second = try FEELExpression(
        parsing: text, dialect: dialect, mode: mode, scopeNames: names)
      #expect(second.formatted() == text)
      #expect(second.hasSameTree(as: first), "\(row.expression)\n\(text)")
      let values = [first, second].map {
        $0.evaluate(row.context, in: CaseFile.environment).value.typedJSON
      }
      #expect(values[0] == values[1], "\(row.expression)\n\(text)")
    }
  }
}
