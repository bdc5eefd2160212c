import Testing
import Text

@Suite("Header fields")
struct HeaderFieldTests {
  @Test("header fields are found whatever the case of their name")
  func headers() {
    let fields = [(name: "Via", value: "a"), (name: "ETag", value: "b"), (name: "via", value: "c")]
    #expect(fields.value(named: "VIA") == "a")
    #expect(fields.values(named: "via") == ["a", "c"])
    #expect(fields.value(named: "Age") == nil)
  }
}
