import JSON
import Testing
import Text

@testable import HTTP

@Suite("Form bodies")
struct FormBodyTests {
  @Test("pairs are split before they are decoded")
  func split() throws {
    let form = try FormBody(parsing: "Body=a%26b%3Dc%25%2B+d&From=%2B49".utf8)
    #expect(form["Body"] == "a&b=c%+ d")
    #expect(form["From"] == "+49")
  }

  @Test("empty values and repeated names are kept; expressions see the first")
  func repeated() throws {
    let form = try FormBody(parsing: "a=1&a=2&b=&c&=x".utf8)
    #expect(form.pairs.map(\.name) == ["a", "a", "b", "c", ""])
    #expect(form.json == JSONObject([("a", "1"), ("b", ""), ("c", ""), ("", "x")]))
  }

  @Test("emoji survive", arguments: ["👋🏽 Grüße", "a\u{301}"])
  func unicode(_ text: String) throws {
    #expect(try FormBody(parsing: "x=\(PercentEncoding.form(text))".utf8)["x"] == text)
  }

  @Test("a malformed escape is an error", arguments: ["a=%", "a=%2", "a=%zz", "a=%FF"])
  func malformed(_ text: String) {
    #expect(throws: FormBody.Fault.self) { try FormBody(parsing: text.utf8) }
  }
}
