import FEEL
import Testing

struct RegexTests {
  @Test(
    "follows XPath in the standard",
    arguments: [
      (#"matches("O", "[A-Z-[OI]]", "i")"#, "false"),
      (#"matches("abracadabra", "^a.*a$")"#, "true"),
      (#"matches("a\nb", "^b", "m")"#, "true"), (#"matches("a\nb", "a.b")"#, "false"),
      (#"matches("a\nb", "a.b", "s")"#, "true"), (#"matches("a.b", "a.b", "q")"#, "true"),
      (#"matches("axb", "a.b", "q")"#, "false"), (#"matches("ab", "a b", "x")"#, "true"),
      (#"matches("a", "a", "z")"#, "null"), (#"matches("a", "(a")"#, "null"),
      (#"matches("aa", "(a)\1")"#, "true"), (#"matches("a", "\0")"#, "null"),
      (#"matches("é", "\p{Ll}")"#, "true"), (#"replace("abc", "b", "[$0]")"#, "\"a[b]c\""),
      (#"replace("abcd", "(ab)|(a)", "[1=$1][2=$2]")"#, "\"[1=ab][2=]cd\""),
      (#"replace("reluctant", "r.*?t", "X")"#, "\"Xant\""),
      (#"matches("a", "\p{Lu}", "i")"#, "false"), (#"matches("A", "\P{Lu}", "i")"#, "false"),
      (#"matches("a", "[A-Z]", "i")"#, "true"), (#"matches("a\n", "\n^", "m")"#, "false"),
      (#"matches("a\nb", "\n^", "m")"#, "true"),
      (#"matches("abc", "x{2")"#, "null"), (#"matches("aaa", "^a{2,3}$")"#, "true"),
    ])
  func xpath(text: String, expected: String) throws {
    #expect(try evaluate(text, [:], .dmn) == expected)
  }

  @Test(
    "searches as Java does in Camunda",
    arguments: [
      (#"matches("abc 12", "\d+")"#, "true"), (#"matches("abc", "\\bab")"#, "true"),
      (#"matches("foobar", "foo(?=bar)")"#, "true"), (#"matches("foobaz", "foo(?!bar)")"#, "true"),
      (#"matches("aaa", "a++a")"#, "false"), (#"matches("a", "a", "z")"#, "true"),
      (#"matches("xyz", "(?<=x)y")"#, "true"), (#"matches("a+", "\Qa+\E")"#, "true"),
      (#"matches("b", "[a-z&&[^a]]")"#, "true"), (#"matches("ABC", "b", "i")"#, "true"),
      (#"matches("FOO", "(?i)foo")"#, "true"), (#"matches("fOO", "f(?i)oo")"#, "true"),
      (#"matches("FOO", "f(?i)oo")"#, "false"), (#"matches("fOo", "f(?i:o)o")"#, "true"),
      (#"matches("fOO", "f(?i:o)o")"#, "false"), (#"matches("B", "^(?:(?i)a|b)$")"#, "true"),
      (#"matches("AB", "((?i)a)b")"#, "false"), (#"matches("AB", "(?i)a(?-i)b")"#, "false"),
      (#"matches("a", "a(?y)")"#, "null"), (#"replace("aA", "(?i)a", "b")"#, "\"bb\""),
      (#"matches("A1", "\p{Lu}\p{Nd}")"#, "true"), (#"matches("a", "\p{Lu}", "i")"#, "true"),
    ])
  func java(text: String, expected: String) throws { #expect(try evaluate(text) == expected) }

  @Test(
    "without regard to case knows that of ASCII only, as Java does, unless `(?u)` says otherwise",
    arguments: [
      (#"matches("ÜBER", "über", "i")"#, "false"), (#"matches("ÜBER", "(?i)über")"#, "false"),
      (#"matches("ÜBER", "(?iu)über")"#, "true"), (#"matches("ÜBER", "(?u)über", "i")"#, "true"),
      (#"matches("ÜBER", "(?i)(?u)über")"#, "true"), (#"matches("ÜBER", "(?iu:ü)BER")"#, "true"),
      (#"matches("ÜBER", "über", "iu")"#, "false"), (#"matches("ÜBER", "Über", "i")"#, "true"),
      (#"matches("Ü", "[à-ü]", "i")"#, "false"), (#"matches("Q", "[a-z]", "i")"#, "true"),
      (#"matches("É", "[^é]", "i")"#, "true"), (#"matches("A", "[^a]", "i")"#, "false"),
      (#"matches("\#u{212A}", "k", "i")"#, "false"), (#"matches("\#u{17F}", "s", "i")"#, "false"),
      (#"matches("üÜ", "(ü)\1", "i")"#, "false"), (#"matches("aA", "(a)\1", "i")"#, "true"),
      (#"matches("É", "\p{Ll}", "i")"#, "true"), (#"matches("É", "\P{Lu}", "i")"#, "false"),
      (#"replace("ÜüU", "ü", "x", "i")"#, "\"ÜxU\""), (#"split("aÜb", "(?i)ü")"#, "[\"aÜb\"]"),
      (#"extract("ÜuU", "(?i)u")"#, "[\"u\", \"U\"]"),
    ])
  func asciiCase(text: String, expected: String) throws { #expect(try evaluate(text) == expected) }

  @Test("without regard to case knows that of all letters in the standard")
  func unicodeCase() throws {
    #expect(try evaluate(#"matches("ÜBER", "über", "i")"#, [:], .dmn) == "true")
    #expect(try evaluate(#"matches("\#u{212A}", "[a-z]", "i")"#, [:], .dmn) == "true")
  }

  @Test("gives up a pattern that needs too many steps")
  func budget() throws {
    let text = "matches(\"\(String(repeating: "a", count: 40))\", \"(a+)+b\")"
    let environment = FEELEnvironment(budget: FEELBudget(steps: 100_000))
    #expect(try evaluate(text, in: environment).contains("100000 steps"))
  }

  @Test(
    "refuses repetitions that would make a huge program, whatever they repeat",
    arguments: [
      "(((ab){100}){100}){100}", "(?:(?:(?:(?:){9999}){9999}){9999}){9999}",
      "(?:(?:b|){9999}){9999}",
    ])
  func repetitions(pattern: String) throws {
    #expect(try evaluate("matches(\"x\", \"\(pattern)\")") == "null")
    let loop = "for i in 1..100000 return matches(\"x\", \"\(pattern)\")"
    let environment = FEELEnvironment(budget: FEELBudget(steps: 100_000))
    #expect(try evaluate(loop, in: environment).contains("steps"))
  }

  @Test("matches long texts without a stack overflow")
  func longTexts() throws {
    let text = String(repeating: "ab ", count: 100_000)
    #expect(try evaluate("matches(t, \"^[a-z ]*$\")", ["t": .string(text)]) == "true")
    #expect(try evaluate("matches(t, \"^(ab |c)*$\")", ["t": .string(text)]) == "true")
  }
}
