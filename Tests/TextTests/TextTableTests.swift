import Testing
import Text

@Suite("Tables")
struct TextTableTests {
  private let table = TextTable(
    header: ["NAME", "TEXT"], rows: [["a|b", "x, \"y\""], ["註冊", ""]])

  @Test("columns are as wide as a terminal shows them")
  func columns() {
    #expect(table.text == "NAME  TEXT\na|b   x, \"y\"\n註冊\n")
    let rows = TextTable(header: ["A", "B"], rows: [["註冊", "1"], ["abcd", "2"]])
    #expect(rows.text == "A     B\n註冊  1\nabcd  2\n")
  }

  @Test("comma-separated values and Markdown")
  func formats() {
    #expect(table.csv == "NAME,TEXT\na|b,\"x, \"\"y\"\"\"\n註冊,\n")
    #expect(table.markdown.hasPrefix("| NAME | TEXT |\n| --- | --- |\n| a\\|b |"))
  }

  @Test(
    "widths", arguments: [("abc", 3), ("é", 1), ("✅", 2), ("e\u{301}", 1), ("ﾊﾝ", 2), ("漢字", 4)])
  func widths(_ text: String, _ width: Int) {
    #expect(text.displayWidth == width)
  }
}
