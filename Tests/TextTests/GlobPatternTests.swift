import Testing
import Text

@Suite("Globs")
struct GlobPatternTests {
  @Test(
    "paths fit the patterns of .gitignore",
    arguments: [
      ("*.bpmn", "a/b.bpmn", true), ("/*.bpmn", "a/b.bpmn", false), ("a/**/c", "a/b/b/c", true),
      ("a/**", "a", false), ("[a-c]?", "b1", true), ("[!a]", "a", false), ("\\*", "*", true),
    ])
  func globs(_ pattern: String, _ path: String, _ fits: Bool) {
    #expect(GlobPattern(pattern).matches(path) == fits)
  }
}
