import Testing
import Text

@Suite("Hashes, digits and escapes")
struct EncodingTests {
  @Test(
    "FNV-1a has the published values",
    arguments: [
      ("", 0xCBF2_9CE4_8422_2325), ("a", 0xAF63_DC4C_8601_EC8C), ("foobar", 0x8594_4171_F739_67E8),
    ] as [(String, UInt64)])
  func hash(_ text: String, _ value: UInt64) {
    #expect(FNV1a(text).value == value)
    var hash = FNV1a()
    for byte in text.utf8 { hash.add(UInt64(byte)) }
    #expect(hash.value == value)
  }

  @Test("bytes and hexadecimal digits")
  func hexadecimal() {
    #expect([0x00, 0x0F, 0xA0, 0xFF].hexadecimal == "000fa0ff")
    #expect(UInt32(0xAB).hexadecimal(width: 4) == "00ab")
    #expect(UInt64.max.hexadecimal(width: 4) == "ffffffffffffffff")
    for byte in UInt8.min...UInt8.max {
      #expect(UInt8(hexDigits: Array([byte].hexadecimal.utf8)) == byte)
      #expect(UInt8(hexDigits: Array([byte].hexadecimal.uppercased().utf8)) == byte)
      #expect(byte.hexDigitValue.map(Int.init) == Character(Unicode.Scalar(byte)).hexDigitValue)
    }
    #expect(UInt8(hexDigits: Array("1".utf8)) == nil)
    #expect(UInt8(hexDigits: Array("123".utf8)) == nil)
  }

  @Test("a UUID's text")
  func uuid() {
    let value: UInt128 = 0x0012_3456_789A_BCDE_F012_3456_789A_BCDE
    #expect(value.uuidText == "00123456-789a-bcde-f012-3456789abcde")
  }

  @Test("classes of ASCII")
  func classes() {
    for byte in UInt8.min...UInt8.max {
      let character = Character(Unicode.Scalar(byte))
      #expect(byte.isDigit == (character.isASCII && character.isNumber))
      #expect(byte.isLetter == (character.isASCII && character.isLetter))
      #expect(byte.isWordByte == (byte.isAlphanumeric || character == "_"))
    }
  }

  @Test("markup")
  func markup() {
    #expect("<a b=\"c'd\">&\n".escapedAsMarkup() == "&lt;a b=\"c'd\"&gt;&amp;\n")
    #expect("<\"'>&".escapedForAnyQuotes == "&lt;&#34;&#39;>&amp;")
    #expect("a>b".escapedAsMarkup { $0 == "b" ? "[b]" : nil } == "a&gt;[b]")
    #expect(!Unicode.Scalar(0x0B).isAllowedInXML)
  }

  @Test(
    "words of a shell",
    arguments: [("a-b/c", "a-b/c"), ("", "''"), ("a b", "'a b'"), ("it's", "'it'\\''s'")])
  func shell(_ text: String, _ word: String) {
    #expect(ShellWord.quoted(text) == word)
  }
}
