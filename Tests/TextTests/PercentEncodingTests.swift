import Testing
import Text

@Suite("Percent-encoding")
struct PercentEncodingTests {
  @Test("what is kept depends on the place")
  func profiles() {
    let text = "a-._~/ +é%"
    #expect(PercentEncoding.component(text) == "a-._~%2F%20%2B%C3%A9%25")
    #expect(PercentEncoding.path(text) == "a-._~/%20%2B%C3%A9%25")
    #expect(PercentEncoding.form(text) == "a-._~%2F+%2B%C3%A9%25")
    #expect(PercentEncoding.encode("é\n%".utf8) { $0 != 0x0A } == "é%0A%")
  }

  @Test("escapes in either case are decoded")
  func decoding() {
    #expect(PercentEncoding.decode("%c3%A9+%2B") == "é++")
    #expect(PercentEncoding.decode("a+%2B".utf8, plusForSpace: true) == Array("a +".utf8))
    #expect(PercentEncoding.decode("%FF") == nil)
  }

  @Test("malformed escapes are not", arguments: ["%", "%2", "%2g", "%+1", "a%%20"])
  func malformed(_ text: String) {
    #expect(PercentEncoding.decode(text) == nil)
  }
}
