import Testing
import Text

@Suite("Byte search")
struct ByteSearchTests {
  @Test("places of a word in bytes")
  func bytes() {
    let bytes = Array("aa-aa-->".utf8)
    #expect(bytes.offsets(of: "aa") == [0, 3])
    #expect(bytes.offsets(of: "aa", from: 1) == [3])
    #expect(bytes.offsets(of: "-->") == [5])
    #expect(bytes.offsets(of: "x") == [])
    #expect("a secrets.X".containsText("secrets."))
    #expect(!"a".containsText("b"))
  }
}
