import Frontend
import Testing

@Suite("Unified diffs")
struct UnifiedDiffTests {
  func diff(_ old: String, _ new: String) -> String {
    UnifiedDiff(old: Array(old.utf8), new: Array(new.utf8), path: "f").text
  }

  @Test("equal texts have no difference")
  func equal() {
    #expect(diff("a\nb\n", "a\nb\n") == "")
    #expect(diff("", "") == "")
  }

  @Test("a changed line is shown with three lines around it")
  func change() {
    let old = (1...9).map { "\($0)\n" }.joined()
    #expect(
      diff(old, old.replacing("5", with: "x")) == """
        --- f
        +++ f
        @@ -2,7 +2,7 @@
         2
         3
         4
        -5
        +x
         6
         7
         8

        """)
  }

  @Test("changes that lie apart are hunks of their own")
  func hunks() {
    let old = (10...40).map { "\($0)\n" }.joined()
    let new = "9\n" + old.replacing("30\n", with: "")
    #expect(
      diff(old, new).split(separator: "\n").filter { $0.hasPrefix("@@") } == [
        "@@ -1,3 +1,4 @@", "@@ -18,7 +19,6 @@",
      ])
  }

  @Test("a missing line end is said")
  func lineEnd() {
    #expect(
      diff("a", "a\n") == """
        --- f
        +++ f
        @@ -1 +1 @@
        -a
        \\ No newline at end of file
        +a

        """)
  }

  @Test("a text that was empty, or becomes so")
  func empty() {
    #expect(diff("", "a\n") == "--- f\n+++ f\n@@ -0,0 +1 @@\n+a\n")
    #expect(diff("a\n", "") == "--- f\n+++ f\n@@ -1 +0,0 @@\n-a\n")
  }

  @Test("as few lines as possible are changed")
  func shortest() {
    let text = diff("a\nb\nc\na\nb\nb\na\n", "c\nb\na\nb\na\nc\n")
    let lines = text.split(separator: "\n").dropFirst(3)
    #expect(lines.filter { !$0.hasPrefix(" ") }.count == 5)
  }

  @Test("thousands of changes are thousands of small hunks")
  func manyChanges() {
    let old = (0..<20_000).map { $0 % 10 == 0 ? "old \($0)\n" : "\($0)\n" }.joined()
    let lines = diff(old, old.replacing("old", with: "new")).split(separator: "\n")
    #expect(lines.filter { $0.hasPrefix("@@") }.count == 2000)
    #expect(lines.filter { $0.hasPrefix("+new") }.count == 2000)
    #expect(lines.last(where: { $0.hasPrefix("@@") }) == "@@ -19988,7 +19988,7 @@")
  }

  @Test("a text without a line in common is replaced")
  func replacement() {
    let old = (0..<1000).map { "\($0 % 2)\n" }.joined()
    let lines = diff(old, old.replacing("0", with: "2").replacing("1", with: "3"))
      .split(separator: "\n")
    #expect(lines.count == 3 + 2000)
  }
}
