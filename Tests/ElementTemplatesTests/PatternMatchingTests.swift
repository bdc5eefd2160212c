import Testing

@testable import ElementTemplates

@Suite("Patterns of templates")
struct PatternMatchingTests {
  @Test(
    "fit as ECMAScript means them",
    arguments: [
      ("^\\d+$", "12", true), ("^\\d+$", "12\n", false), ("^a[[]b$", "a[b", true),
      ("^[a&&b]+$", "a&b", true), ("^[]$", "x", false), ("^a[^]b$", "a\nb", true),
      ("^{{secrets\\..+}}$", "{{secrets.A}}", true), ("^a{2}$", "aa", true),
      ("^a{2,}b{1,3}$", "aaabbb", true), ("^a{,2}$", "a{,2}", true), ("^a]$", "a]", true),
      ("^(=|([0-9]+|\\{\\{secrets\\..+\\}\\})$)", "{{secrets.A}}", true),
      ("^\\$\\{x\\}$", "${x}", true), ("[\\]]", "]", true),
    ])
  func matching(expression: String, text: String, expected: Bool) {
    let pattern = PropertyConstraints.Pattern(expression: expression, message: nil)
    #expect(pattern.isFound(in: text) == expected)
  }
}
