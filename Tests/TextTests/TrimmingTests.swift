import Testing
import Text

@Suite("Trimming")
struct TrimmingTests {
  @Test(
    "white space of Unicode at both ends",
    arguments: [
      ("", ""), ("  ", ""), ("a", "a"), (" a b\r\n", "a b"), ("\u{A0}é\u{2028}", "é"),
      ("\u{7}", "\u{7}"),
    ])
  func unicode(_ text: String, _ expected: String) {
    #expect(text.trimmed == expected)
    #expect(text[...].trimmed == expected)
    #expect(text.isBlank == expected.isEmpty)
  }

  @Test("what JavaScript and Java remove")
  func profiles() {
    #expect("\u{FEFF}\u{A0}a\u{200B} ".trimmedByJavaScript == "a\u{200B}")
    #expect("\u{0}\u{1F} a\u{A0}\n".trimmedByJava == "a\u{A0}")
    #expect("\u{1}".trimmedByJava.isEmpty)
  }

  @Test("one character at the end")
  func end() {
    #expect("https://h//".trimmedEnd(of: "/") == "https://h")
    #expect("   ".trimmedEnd(of: " ").isEmpty)
  }

  @Test("bytes")
  func bytes() {
    let bytes = Array("\t\u{B} <a>\r\n".utf8)
    #expect(bytes.trimmed(while: \.isXMLSpace).indices == 1..<6)
    #expect(bytes.trimmed(while: \.isASCIISpace).indices == 3..<6)
    #expect(Array(" \n".utf8)[1...].trimmed(while: \.isXMLSpace).indices == 2..<2)
  }

  @Test("words")
  func words() {
    #expect(" a\n  b\u{2029}c ".onOneLine == "a b c")
    #expect("intermediateCatchEvent".camelCaseWords == "intermediate catch event")
  }
}
