import Testing

@testable import ElementTemplates

@Suite("Regular expressions of ECMAScript")
struct ECMAScriptPatternTests {
  @Test(
    "what browsers read",
    arguments: [
      "", "a|b|", "^a$", "(?:a)(?=b)(?!c)(?<=d)(?<!e)", "(?<n>a)\\k<n>", "a{2}b{2,}c{2,3}?",
      "a{", "a{,2}", "{a}", "}", "]", "[]", "[^]", "[a-z\\d-]", "[\\d-z]", "[z\\-a]", "\\k<x>",
      "(?=a)*", "\\u{61}", "\\x4", "\\c", "[\\c]", "\\8", "[\\7-\\x61]", "(?<a>x)|(?<a>y)",
      "(?i:a)(?s-m:b)", "^(?!.*&).*$", "^(=|\\{\\{secrets\\.).*$", "[^\\x00-\\x7F]\u{1F600}",
      "^PT(?=\\d)(\\d+H)?(\\d+M)?(\\d+(?:\\.\\d+)?S)?$", "x*?y+?z??",
    ])
  func readable(_ pattern: String) {
    #expect(ECMAScriptPattern.fault(in: pattern) == nil)
  }

  @Test(
    "what they refuse",
    arguments: [
      "*", "+a", "a**", "a++", "(?", "(?a)", "(?P<n>a)", "(", ")", "a)", "[", "[a", "[z-a]",
      "a{3,2}", "{2}", "^*", "\\b+", "(?<=a)+", "\\", "[\\", "(?<1>a)", "(?<n>a)(?<n>b)",
      "(?<n>a)\\k", "(?<n>a)\\k<m>", "(?<>a)", "(?i-i:a)", "(?-:a)", "(?#c)", "(?>a)",
    ])
  func refused(_ pattern: String) {
    #expect(ECMAScriptPattern.fault(in: pattern) != nil)
  }

  @Test("deep groups are refused, not followed")
  func deep() {
    #expect(ECMAScriptPattern.fault(in: String(repeating: "(", count: 100_000)) != nil)
  }
}
