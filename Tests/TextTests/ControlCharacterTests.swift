import Testing
import Text

@Suite("Control characters")
struct ControlCharacterTests {
  @Test(
    "characters that control a terminal are shown, line breaks and tabs are kept",
    arguments: [
      ("plain é 🍕\n\t", "plain é 🍕\n\t"), ("\u{1B}[2Jx", #"\u{1B}[2Jx"#),
      ("\u{9B}31m", #"\u{9B}31m"#), ("a\u{7F}\u{0}b\r", #"a\u{7F}\u{0}b\u{D}"#),
      ("a\u{202E}b", #"a\u{202E}b"#), ("x\u{1B}]0;title\u{7}", #"x\u{1B}]0;title\u{7}"#),
    ])
  func escaping(_ text: String, _ expected: String) {
    #expect(text.escapingControls == expected)
  }
}
