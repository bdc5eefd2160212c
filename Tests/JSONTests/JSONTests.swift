import Diagnostics
import JSON
import Testing
import TestSupport

@Suite("JSON")
struct JSONTests {
  @Test("every key and value knows its bytes")
  func ranges() throws {
    let marked = MarkedText(#"{"a": 1️⃣[1, 2️⃣"é\n"3️⃣], 4️⃣"b"5️⃣: {"c": 6️⃣-1.5e37️⃣}}"#)
    let root = try JSONNode(parsing: marked.bytes)
    let list = try #require(root["a"])
    #expect(list.range.lowerBound == marked.offset("1️⃣"))
    #expect(list.items[1].string == "é\n")
    #expect(list.items[1].range == marked.offset("2️⃣")!..<marked.offset("3️⃣")!)
    #expect(root.member("b")?.keyRange == marked.offset("4️⃣")!..<marked.offset("5️⃣")!)
    let number = try #require(root["b"]?["c"])
    #expect(number.range == marked.offset("6️⃣")!..<marked.offset("7️⃣")!)
    #expect(number.plain == .number("-1.5e3") && number.int == -1500)
  }

  @Test(
    "what is no JSON is refused at its place",
    arguments: [
      ("1️⃣", "end of input"), ("[1,1️⃣]", "expected a value"), ("[1 1️⃣2]", "expected ',' or ']'"),
      ("{1️⃣a: 1}", "a key in double quotes"), ("{\"a\" 1️⃣1}", "expected ':'"),
      ("1️⃣01", "leading zeros"), ("1.1️⃣", "a digit after the decimal point"),
      ("1e1️⃣", "a digit in the exponent"), ("1️⃣tru", "expected 'true'"),
      ("1️⃣\"abc", "unterminated"), ("\"1️⃣\\x\"", "invalid escape"), ("\"\\u1️⃣zz00\"", "hexadecimal"),
      ("\"a1️⃣\nb\"", "control character"), ("{} 1️⃣x", "unexpected text"),
    ])
  func refused(marked: String, reason: String) throws {
    let marked = MarkedText(marked)
    do throws(JSONSyntaxError) {
      _ = try JSONNode(parsing: marked.bytes)
      Issue.record("\(marked.text) was read")
    } catch {
      #expect(error.message.contains(reason), "\(error.message)")
      #expect(error.offset == marked.offset("1️⃣"))
    }
  }

  @Test("a hundred thousand brackets are refused")
  func depth() {
    #expect(throws: JSONSyntaxError.self) {
      try JSONValue(parsing: String(repeating: "[", count: 100_000))
    }
  }

  @Test("escapes and surrogate pairs become characters, half a pair U+FFFD")
  func escapes() throws {
    #expect(
      try JSONValue(parsing: #""\"\\\/\b\f\n\r\tA\u00e9\ud83d\ude00\ud83d!""#)
        == .string("\"\\/\u{8}\u{C}\n\r\tAé😀\u{FFFD}!"))
  }

  @Test("numbers keep their digits, objects their order, the last of equal keys its value")
  func fidelity() throws {
    let text = #"{"b":1.10,"a":12345678901234567890,"b":{"x":[]}}"#
    let value = try JSONValue(parsing: text)
    #expect(value.text() == #"{"b":{"x":[]},"a":12345678901234567890}"#)
    #expect(
      value.text(.indented)
        == "{\n  \"b\": {\n    \"x\": []\n  },\n  \"a\": 12345678901234567890\n}")
  }

  @Test("merged objects keep the place of a key and take its last value", arguments: [2, 100])
  func merge(count: Int) {
    var object = JSONObject([("k1", "old"), ("other", true)])
    object.merge(JSONObject((1...count).map { ("k\($0)", JSONValue($0)) }))
    #expect(object.members.map(\.key) == ["k1", "other"] + (2...count).map { "k\($0)" })
    #expect(object["k1"] == 1)
  }

  @Test("control characters are written as escapes")
  func writesEscapes() {
    #expect(JSONValue.string("\u{1}\"\\\n é").text() == #""\u0001\"\\\n é""#)
  }
}
