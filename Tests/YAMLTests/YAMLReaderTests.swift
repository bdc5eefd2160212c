import Diagnostics
import JSON
import Testing
import TestSupport
import YAML

@Suite("Reading YAML")
struct YAMLReaderTests {
  private func node(_ text: String) throws -> JSONNode {
    try JSONNode(parsingYAML: SourceText(path: "a.yaml", text: text))
  }

  private func fault(_ text: String) -> YAMLSyntaxError? {
    do {
      _ = try JSONNode(parsingYAML: SourceText(path: "a.yaml", text: text))
      return nil
    } catch {
      return error
    }
  }

  @Test("Mappings, lists and scalars become the JSON they stand for")
  func values() throws {
    let plain = try node(
      """
      text: yes
      quoted: "8.9"
      number: 8.10
      list: [1, -0.5e3, .5, +7, 0x1F, 0o17]
      nothing: ~
      flag: true
      block: |
        a
        b
      """
    ).plain
    #expect(
      plain.text(.compact)
        == #"{"text":"yes","quoted":"8.9","number":8.10,"list":[1,-0.5e3,0.5,7,31,15],"nothing":null,"#
        + #""flag":true,"block":"a\nb"}"#)
  }

  @Test("Every key and value knows its bytes, behind letters of several bytes too")
  func places() throws {
    let text = MarkedText("größe: 1️⃣\"ä\"\n2️⃣next: 3️⃣[a, 4️⃣b]\n")
    let root = try node(text.text)
    #expect(root["größe"]?.range.lowerBound == text.offset("1️⃣"))
    #expect(root.member("next")?.keyRange.lowerBound == text.offset("2️⃣"))
    #expect(root["next"]?.range.lowerBound == text.offset("3️⃣"))
    #expect(root["next"]?.items.last?.range.lowerBound == text.offset("4️⃣"))
  }

  @Test("A byte order mark does not move the places")
  func byteOrderMark() throws {
    let bytes = [0xEF, 0xBB, 0xBF] + Array("a: b".utf8)
    let root = try JSONNode(parsingYAML: SourceText(path: "a.yaml", bytes: bytes))
    #expect(root["a"]?.range == 6..<7)
  }

  @Test("An alias repeats what its anchor names")
  func aliases() throws {
    #expect(try node("a: &x [1]\nb: *x").plain.text(.compact) == #"{"a":[1],"b":[1]}"#)
  }

  @Test("An empty text is null")
  func empty() throws {
    #expect(try node("# nothing\n").plain == .null)
  }

  @Test(
    "What is not read is refused with its place",
    arguments: [
      ("a: 1\n1️⃣a: 2", "duplicate key"),
      ("a: 1️⃣!secret b", "tag"),
      ("a: 1\n---\nb: 2", "second document"),
      ("a: 1️⃣*x", "anchor"),
      ("1️⃣[a]: b", "key must be a scalar"),
      ("a: b1️⃣: c", "mapping values are not allowed"),
    ])
  func refusals(marked: String, words: String) {
    let text = MarkedText(marked)
    let fault = fault(text.text)
    #expect(fault?.message.contains(words) == true, "\(String(describing: fault))")
    if let offset = text.offset("1️⃣") { #expect(fault?.offset == offset) }
  }

  @Test("Aliases that multiply, deep nesting and bytes that are no UTF-8 are refused")
  func hostile() {
    var bomb = "a0: &a0 [x]\n"
    for level in 1...20 {
      bomb += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1), *a\(level - 1)]\n"
    }
    #expect(fault(bomb)?.message.contains("values") == true)
    #expect(fault(String(repeating: "[", count: 10_000))?.message.contains("nested") == true)
    let broken = SourceText(path: "a.yaml", bytes: [0x61, 0x3A, 0x20, 0xFF])
    #expect(throws: YAMLSyntaxError.self) { try JSONNode(parsingYAML: broken) }
  }
}
