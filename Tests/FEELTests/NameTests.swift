import FEEL
import Testing

struct NameTests {
  @Test("takes the longest name in scope")
  func longestName() throws {
    let context: FEELContext = ["a": .n(5), "b": .n(3), "a-b": .n(7), "Full Name": "Ann"]
    #expect(try evaluate("a-b", context, .dmn) == "7")
    #expect(try evaluate("a - b", context, .dmn) == "2")
    #expect(try evaluate("a-b", ["a": .n(5), "b": .n(3)], .dmn) == "2")
    #expect(try evaluate("\"Hello \" + Full   Name", context, .dmn) == "\"Hello Ann\"")
  }

  @Test("knows the keys, parameters and variables that the text itself defines")
  func ownNames() throws {
    let weekend =
      "{days in weekend: [\"sat\", \"sun\"], r: for d in days in weekend return d = \"sun\"}.r"
    #expect(try evaluate(weekend, [:], .dmn) == "[false, true]")
    #expect(try evaluate("(function(first name) first name + 1)(2)", [:], .dmn) == "3")
    #expect(try evaluate("{is big: function(n) n > 9, r: is big(10)}.r") == "true")
    #expect(try evaluate("{\"a b\": 1}.a b", [:], .dmn) == "1")
  }

  @Test("never asks the scope in Camunda")
  func camundaNames() throws {
    let context: FEELContext = ["a": .n(5), "b": .n(3), "a-b": .n(7)]
    #expect(try evaluate("a-b", context) == "2")
    #expect(try evaluate("`a-b`", context) == "7")
  }

  @Test(
    "takes Java's identifiers for names in Camunda",
    arguments: [
      "order?.id", "order.id?", "?x", "??", "x?", "x ? 1 : 2", "{x?: 1}", "{a: x?}", "is valid?(1)",
      "function(x?) x", "function(x-y) x", "for x? in [1] return 1",
      "some x? in [1] satisfies true",
      "abs(n?: 1)", "?(1)", "🐎", "a🐎", "{🐎: 1}", "x.🐎", "function(🐎) 1", "𝒳", "a·b", "²", "x°",
    ])
  func noCamundaNames(text: String) { #expect(!problems(text).isEmpty) }

  @Test(
    "takes letters, digits, currencies and connectors of the Basic Multilingual Plane for names",
    arguments: ["é", "_1", "$", "€uro", "漢字", "naïve", "Ⅷ", "a‿b", "e\u{301}", "x\u{661}"])
  func javaNames(name: String) throws {
    #expect(try evaluate("\(name) + 1", [name: 1]) == "2")
    #expect(try evaluate("{\(name): 1}.\(name)") == "1")
    #expect(try evaluate("(function(\(name)) \(name))(3)") == "3")
  }

  @Test("keeps `?` and symbols beyond letters in names of the standard")
  func standardNames() throws {
    #expect(try evaluate("{x?: 1, 🐎: 2, r: x? + 🐎}.r", [:], .dmn) == "3")
  }

  @Test("has `?` for the input of a test in Camunda, with paths and operators behind it")
  func input() throws {
    #expect(try evaluate("?.a>1", ["?": ["a": 2]], mode: .unaryTests) == "true")
    #expect(try evaluate("?>1 and ?<3", ["?": 2], mode: .unaryTests) == "true")
    #expect(
      problems("order?.id") == [
        "?: unexpected `?`: names cannot contain it, and a path on null is null without it"
      ])
  }

  @Test("reads any name between backticks")
  func backticks() throws {
    #expect(try evaluate("`a b` + `a+b`", ["a b": .n(1), "a+b": .n(2)]) == "3")
    #expect(try evaluate("x.`a b`", ["x": .context(["a b": .n(1)])]) == "1")
  }

  @Test("lets words that begin with a keyword be names")
  func keywordPrefixes() throws {
    let context: FEELContext = [
      "instances": .n(1), "inX": .n(2), "nullOrString": .n(3), "orY": .n(4),
    ]
    #expect(try evaluate("instances + inX + nullOrString + orY", context) == "10")
    #expect(try evaluate("{if: 1}.if") == "1")
  }

  @Test("skips comments and every kind of blank")
  func blanks() throws {
    #expect(try evaluate("1 /* one */ + // plus\n\u{A0}2\u{2003}") == "3")
  }

  @Test(
    "reads no comment as part of a name", arguments: FEELDialect.allCases,
    [
      ("{a /* c */: 1}.a", "1"), ("{a // c\n: 1}.a", "1"), ("abs(n /* c */: -1)", "1"),
      ("(function(x /* b */) x)(1)", "1"), ("{a/* c */b: 1}.`a b`", "1"),
      ("count(list /* c */ : [1, 2])", "2"), ("string /* c */ length(\"a\")", "1"),
    ])
  func comments(dialect: FEELDialect, test: (String, String)) throws {
    #expect(try evaluate(test.0, [:], dialect) == test.1)
  }

  @Test("prefers a variable to a built-in as a value and a built-in in a call")
  func shadowing() throws {
    #expect(try evaluate("count + count([1, 2])", ["count": .n(5)]) == "7")
    #expect(try evaluate("{f: function(g) g(4), r: f(sqrt)}.r") == "2")
  }
}
