import Testing

@testable import Text

@Suite("Path patterns")
struct PathPatternsTests {
  @Test(
    "match as git matches",
    arguments: [
      ("*.bpmn", "a.bpmn", true), ("*.bpmn", "x/y/a.bpmn", true), ("*.bpmn", "a.bpmnx", false),
      ("/a.bpmn", "a.bpmn", true), ("/a.bpmn", "x/a.bpmn", false),
      ("x/a.bpmn", "x/a.bpmn", true), ("x/a.bpmn", "y/x/a.bpmn", false),
      ("**/old", "x/y/old", true), ("x/**/a.bpmn", "x/a.bpmn", true),
      ("x/**/a.bpmn", "x/p/q/a.bpmn", true), ("x/**", "x/a", true), ("x/**", "x", false),
      ("a?.bpmn", "ab.bpmn", true), ("a?.bpmn", "a/.bpmn", false),
      ("[a-c].bpmn", "b.bpmn", true), ("[!a-c].bpmn", "b.bpmn", false),
      ("# comment", "# comment", false), ("*.bpmn\n!keep.bpmn", "keep.bpmn", false),
      ("\\*.bpmn", "*.bpmn", true), ("\\*.bpmn", "a.bpmn", false),
      ("./a.bpmn", "a.bpmn", true), ("./a.bpmn", "x/a.bpmn", false),
    ])
  func patterns(list: String, path: String, expected: Bool) {
    var ignored = PathPatterns()
    ignored.add(list, below: "")
    #expect(ignored.contains(path, isFolder: false) == expected)
  }

  @Test(
    "with many wildcards end soon",
    arguments: [
      (String(repeating: "a*", count: 40) + "b", String(repeating: "a", count: 200), false),
      (String(repeating: "a*", count: 40) + "b", String(repeating: "a", count: 200) + "b", true),
      (
        String(repeating: "**/a/", count: 30) + "b", String(repeating: "a/", count: 90) + "c", false
      ),
      (
        String(repeating: "**/a*/", count: 30) + "b", String(repeating: "ab/", count: 90) + "b",
        true
      ),
    ])
  func wildcards(list: String, path: String, expected: Bool) {
    var ignored = PathPatterns()
    ignored.add(list, below: "")
    #expect(ignored.contains(path, isFolder: false) == expected)
  }

  @Test("a file matches if one of its folders does")
  func files() {
    let patterns = PathPatterns(["legacy/", "/top", "**/deep"])
    for path in ["legacy/a", "x/legacy/y/a", "top/a", "top", "x/deep/a"] {
      #expect(patterns.matches(file: path), "\(path)")
    }
    for path in ["legacy", "x/top/a", "deeper/a"] {
      #expect(!patterns.matches(file: path), "\(path)")
    }
  }

  @Test(
    "comments, patterns without a name and patterns that lead elsewhere match nothing",
    arguments: ["#a", "", " ", "!", "/", "//", "../a", "a/../b"])
  func useless(pattern: String) {
    #expect(!PathPatterns.canMatch(pattern))
    #expect(!PathPatterns([pattern]).matches(file: "x/a"))
  }

  @Test("a slash at the end names folders only, and a nested list speaks of its own folder")
  func foldersAndNesting() {
    var ignored = PathPatterns()
    ignored.add("build/", below: "")
    ignored.add("/a.bpmn", below: "sub")
    #expect(ignored.contains("build", isFolder: true))
    #expect(!ignored.contains("build", isFolder: false))
    #expect(ignored.contains("sub/a.bpmn", isFolder: false))
    #expect(!ignored.contains("a.bpmn", isFolder: false))
  }
}
