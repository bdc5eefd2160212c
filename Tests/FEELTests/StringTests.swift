import FEEL
import Testing

struct StringTests {
  @Test(
    "has the string functions",
    arguments: [
      ("substring(\"foobar\", 3, 2)", "\"ob\""), ("substring(\"foobar\", -2)", "\"ar\""),
      ("string length(\"abc\")", "3"), ("upper case(\"aß\")", "\"ASS\""),
      ("substring before(\"foobar\", \"bar\")", "\"foo\""),
      ("substring before(\"a\", \"x\")", "\"\""),
      ("substring after(\"foobar\", \"ob\")", "\"ar\""),
      ("substring after(\"foo\", \"\")", "\"foo\""),
      ("contains(\"foobar\", \"of\")", "false"), ("starts with(\"foobar\", \"fo\")", "true"),
      ("ends with(\"foobar\", \"r\")", "true"), ("trim(\"  a b \")", "\"a b\""),
      ("is blank(\" \")", "true"), ("string join([\"a\", null, \"b\"], \"-\")", "\"a-b\""),
      ("string join([\"a\", \"b\"], \", \", \"[\", \"]\")", "\"[a, b]\""),
      ("string join([1])", "null"), ("to base64(\"FEEL\")", "\"RkVFTA==\""),
      ("from base64(\"RkVFTA==\")", "\"FEEL\""), ("from base64(\"!\")", "null"),
      ("split(\"a;b;;\", \";\")", "[\"a\", \"b\", \"\", \"\"]"),
      ("extract(\"a1b22\", \"[0-9]+\")", "[\"1\", \"22\"]"),
    ])
  func functions(text: String, expected: String) throws { #expect(try evaluate(text) == expected) }

  @Test("counts code points in the standard and UTF-16 units in Camunda")
  func units() throws {
    #expect(try evaluate("string length(\"🐎\")", [:], .dmn) == "1")
    #expect(try evaluate("string length(\"🐎\")") == "2")
    #expect(try evaluate("substring(\"🐎ab\", 2, 1)", [:], .dmn) == "\"a\"")
  }

  @Test("resolves escapes as each dialect does")
  func escapes() throws {
    #expect(try evaluate(#""\ud83d\udc0e" = "\U01F40E""#, [:], .dmn) == "true")
    #expect(try evaluate(#""\u0041""#) == #""\u0041""#)
    #expect(try evaluate(#""a\nb\"c\\""#) == "\"a\nb\"c\\\"")
    #expect(try evaluate(#"matches("123", "(\d{3})")"#) == "true")
  }

  @Test("lets texts span lines in Camunda only")
  func lineBreaks() throws {
    #expect(try evaluate("\"a\nb\"") == "\"a\nb\"")
    #expect(problems("\"a\nb\"", .dmn).isEmpty == false)
  }

  @Test("turns the marks of secrets in decoded data into replacement characters")
  func secretMarks() throws {
    #expect(try evaluate("from base64(\"77eQeO+3kQ==\")") == "\"\u{FFFD}x\u{FFFD}\"")
    let mark = Unicode.Scalar(0xFDD0 as UInt32).map(String.init) ?? ""
    let json: FEELContext = ["j": .string("{\"a\(mark)\": \"\(mark)\"}")]
    #expect(try evaluate("from json(j)", json) == "{a\u{FFFD}:\"\u{FFFD}\"}")
  }

  @Test("rewrites literals when they are read, and nothing else")
  func literals() throws {
    let expression = try FEELExpression(
      parsing: "{\"k\": \"a\" + x}", literal: { $0.uppercased() })
    let value = expression.evaluate(["x": "a"]).value
    #expect(value == .context(["K": "Aa"]))
  }

  @Test("takes the largest positions for places behind the end")
  func largePositions() throws {
    #expect(try evaluate("substring(\"a\", 9223372036854775807, 1000)") == "null")
    #expect(try evaluate("substring(\"a\", -9223372036854775807, 1)") == "null")
    #expect(try evaluate("substring(\"abc\", 2, 9223372036854775807)") == "\"bc\"")
  }

  @Test(
    "has no part of a text outside of it in Camunda",
    arguments: [
      "substring(\"12345\", -10)", "substring(\"abc\", 5)", "substring(\"abc\", 5, 1)",
      "substring(\"abc\", -4, 2)", "substring(\"abc\", 2, -1)", "substring(\"\", 2)",
      "substring(\"🐎\", 4)",
    ])
  func outside(text: String) throws {
    #expect(try evaluate(text) == "null")
    #expect(try warnings(text) == [.functionInvocationFailure])
  }

  @Test(
    "has the empty text at the end of a text in Camunda",
    arguments: [
      "substring(\"abc\", 4)", "substring(\"abc\", 4, 2)", "substring(\"abc\", 2, 0)",
      "substring(\"\", 1)", "substring(\"\", 0)",
    ])
  func end(text: String) throws { #expect(try evaluate(text) == "\"\"") }

  @Test(
    "reads Base64 as Java does: padding may be missing, and what is no UTF-8 becomes U+FFFD",
    arguments: [
      ("YWI", "\"ab\""), ("YWI=", "\"ab\""), ("YQ", "\"a\""), ("YQ==", "\"a\""), ("", "\"\""),
      ("YR==", "\"a\""), ("eyJhIjoxfQ", "\"{\"a\":1}\""), ("/w==", "\"\u{FFFD}\""),
      ("YcNi", "\"a\u{FFFD}b\""),
      ("4oI", "\"\u{FFFD}\""), ("YQ=", "null"), ("YWI==", "null"), ("Y", "null"), ("=", "null"),
      ("====", "null"), ("YQ==YQ==", "null"), ("YW=I", "null"), ("_-8", "null"), ("YQ==\n", "null"),
    ])
  func base64(text: String, expected: String) throws {
    #expect(try evaluate("from base64(t)", ["t": .string(text)]) == expected)
  }

  @Test(
    "has Java's edges in Camunda",
    arguments: [
      ("substring(\"abc\", 0)", "\"\""), ("substring(\"abc\", 0, 2)", "\"\""),
      ("split(\"abc\", \"\")", "[\"a\", \"b\", \"c\", \"\"]"),
      ("is blank(\"\u{2003}\u{85}\")", "false"), ("is blank(\" \u{2003}\t\")", "true"),
      ("is blank(\"\u{A0}\")", "false"), ("trim(\" \t a\u{A0} \")", "\"a\u{A0}\""),
      ("string join([\"a\", \"b\"], \",\", null, null)", "\"a,b\""),
      ("string join([\"a\"], \",\", \"<\")", "null"),
      ("replace(\"abc\", \"(?<n>b)\", \"[${n}]\")", "\"a[b]c\""),
      ("replace(\"abc\", \"(?<n>b)\", \"${m}\")", "null"), ("get value({a: 1}, [])", "null"),
    ])
  func java(text: String, expected: String) throws { #expect(try evaluate(text) == expected) }
}
