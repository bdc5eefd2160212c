import Diagnostics
import Testing
import TestSupport

@testable import ElementTemplates

@Suite("Files that are no templates")
struct FileFaultTests {
  private static func validation(_ bytes: [UInt8]) -> TemplateValidation {
    TemplateValidation(of: [TemplateFile(parsing: SourceText(path: "t.json", bytes: bytes))])
  }

  @Test(
    "what is no JSON is an error at its place",
    arguments: ["1️⃣", #"{"id": "T" 1️⃣"name"}"#, #"{"id": 1️⃣'T'}"#, #"{"id": "T",1️⃣}"#])
  func malformed(_ marked: String) {
    let text = MarkedText(marked)
    let errors = Self.validation(text.bytes).errors
    #expect(errors.map(\.severity) == [.error])
    #expect(errors.first?.location.range.lowerBound == text.offset("1️⃣"))
  }

  @Test("what nests too deep is an error, not a crash")
  func deep() {
    let text = String(repeating: "[", count: 200_000)
    let errors = Self.validation(Array(text.utf8)).errors
    #expect(errors.map(\.message) == ["not JSON: more than 512 nested levels"])
    #expect(errors.first?.location.range.lowerBound == 512)
  }

  @Test("a file of 100 MB is refused")
  func huge() {
    let errors = Self.validation([UInt8](repeating: UInt8(ascii: "["), count: 100 << 20)).errors
    #expect(errors.map(\.message) == ["not JSON: the file has 100 MiB; the limit is 32 MiB"])
  }

  @Test("a file of endless values, and a template of endless faults, are told in short")
  func many() {
    let values = SourceText(path: "t.json", text: "[" + String(repeating: "0,", count: 20) + "0]")
    let file = TemplateFile(parsing: values, maximumValueCount: 20)
    #expect(
      TemplateValidation(of: [file]).errors.map(\.message)
        == ["the file has more than 20 values, too many for templates"])
    let properties = String(repeating: "0,", count: 5_000) + "0"
    let errors = Self.validation(Array(Fixture.template(properties).utf8)).errors
    #expect(errors.count == 501)
    #expect(errors.contains { $0.message.hasPrefix("too many findings") })
  }

  @Test("another encoding is named")
  func encodings() {
    for bytes in [[0xFF, 0xFE, 0x7B, 0x00], [0xFE, 0xFF, 0x00, 0x7B], [0x7B, 0x00, 0x7D, 0x00]]
      as [[UInt8]]
    {
      #expect(
        Self.validation(bytes).errors.map(\.message)
          == ["not JSON: the file is in UTF-16 or UTF-32; save it as UTF-8"])
    }
    let latin = Array(#"{"id": "M"#.utf8) + [0xFC] + Array(#"ller"}"#.utf8)
    #expect(
      Self.validation(latin).errors.map(\.message) == ["not JSON: the string is not valid UTF-8"])
    let marked = [0xEF, 0xBB, 0xBF] + Array(Fixture.template("").utf8)
    #expect(Self.validation(marked).errors.isEmpty)
  }

  @Test("a key that stands twice is found at the second place")
  func duplicateKeys() {
    let text = MarkedText(
      #"{"id": "T", "name": "N", "appliesTo": [], "properties": [], 1️⃣"id": "U"}"#)
    let errors = Self.validation(text.bytes).errors
    #expect(errors.map(\.path) == ["/id"])
    #expect(errors.first?.location.range.lowerBound == text.offset("1️⃣"))
  }

  @Test("other JSON is no template")
  func otherJSON() {
    #expect(Self.validation(Array("12".utf8)).errors.map(\.path) == [""])
    #expect(Self.validation(Array("[1]".utf8)).errors.map(\.path) == ["/0"])
    #expect(Self.validation(Array("[]".utf8)).errors.isEmpty)
  }

  @Test("the same id and version in two files is a warning at the second")
  func duplicates() {
    let files = ["a.json", "b.json"].map { Fixture.file(Fixture.template(""), path: $0) }
    let validation = TemplateValidation(of: files)
    #expect(validation.errors.isEmpty)
    let found = validation.warnings.filter { $0.rule == "template/duplicate" }
    #expect(found.map(\.location.source.path) == ["b.json"])
    #expect(found.first?.notes.first?.location?.source.path == "a.json")
  }
}
