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

  @Test(
    "keeps comments at the part that they stand behind or in front of, and stays the same then",
    arguments: [
      ("1 + 2 // sum", "1 + 2 // sum"), ("1\n// one", "1\n// one"),
      ("[ // first\n 1, /* second */ 2]", "[\n  // first\n  1,\n  /* second */\n  2\n]"),
      ("{a: 1, // one\n b: 2 // two\n}", "{\n  a: 1, // one\n  b: 2 // two\n}"),
      ("abs(10 /* c */)", "abs(\n  10 /* c */\n)"), ("[1\n// end\n]", "[\n  1\n  // end\n]"),
      ("[ /* none */ ]", "/* none */\n[]"), ("{ /* c */ }", "/* c */\n{}"),
      ("[1 /* c */ .. 10)", "/* c */\n[1..10)"),
      ("if a // why\nthen 1 // one\nelse 2", "if a // why\nthen 1 // one\nelse 2"),
      ("{a // key\n: 1}", "{\n  // key\n  a: 1\n}"),
      ("function(x /* b */) x", "function(x)\n  /* b */\n  x"),
      ("abs(n /* c */: -1)", "abs(\n  /* c */\n  n: -1\n)"), ("a /* c */ .b", "/* c */\na.b"),
      ("x in /* c */ (1, 2)", "/* c */\nx in (1, 2)"), ("a // l\n+ b", "a // l\n+ b"),
    ])
  func comments(text: String, expected: String) throws {
    #expect(try format(text) == expected)
    #expect(try format(expected) == expected)
  }

  @Test(
    "reads the same tree and settles at once wherever a comment stands",
    arguments: ["/* c */", "// c\n"],
    [
      "{ a : 1 , b : [ 2 , a ] } . b [ item > 1 ]", "abs ( n : - 1 ) + f ( 1 , [ ] )",
      "if a then b in ( 1 , < 2 ) else c between 1 and 2",
      "for x in 1 .. 3 , y in [ ( 1 .. 2 ] ] return function ( p , q ) x ** y",
      "some x in l satisfies x instance of number or x != 1 and not ( y )",
    ])
  func anywhere(comment: String, text: String) throws {
    let original = try FEELExpression(parsing: text)
    for place in text.indices where text[place] == " " {
      let commented = "\(text[..<place]) \(comment) \(text[text.index(after: place)...])"
      let expression = try FEELExpression(parsing: commented)
      #expect(expression.hasSameTree(as: original), "\(commented)")
      let formatted = expression.formatted()
      #expect(try FEELExpression(parsing: formatted).formatted() == formatted, "\(commented)")
      #expect(formatted.contains(comment.prefix(4)), "\(commented)")
    }
  }

  @Test("writes names with blanks as each dialect has them")
  func spacedNames() throws {
    let text = "for a b in [function(c d) c d] return a b"
    #expect(try format(text, .dmn) == text)
    #expect(try format("some `a b` in [1] satisfies 1 > 0") == "some `a b` in [1] satisfies 1 > 0")
  }

  @Test(
    "gives a text that is read as an equal tree and formats to itself",
    .enabled(if: CaseFile.exists("tck.jsonl")),
    arguments: [("tck.jsonl", FEELDialect.dmn), ("camunda.jsonl", .camunda)])
  func roundTrip(file: String, dialect: FEELDialect) throws {
    for row in try CaseFile(file).rows {
      let mode: FEELMode = row.json["unary"]?.bool == true ? .unaryTests : .expression
      let names = FEELValue.context(row.context).allKeys
      // What can't be read is no text to format; the row says whether it may be so.
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
