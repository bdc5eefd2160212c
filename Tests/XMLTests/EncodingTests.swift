import Diagnostics
import Testing
import XML

@Suite("Encodings")
struct EncodingTests {
  static let text = "<a>\n  <größe wert=\"ä€\"/>\n</a>"

  /// The text in an encoding, with what has to stand before it.
  static func file(_ encoding: TextEncoding, head: String) -> [UInt8] {
    encoding.encode(head + text)
  }

  @Test(
    "reads every supported encoding and finds the same place",
    arguments: [
      (TextEncoding.utf8, ""),
      (.utf8, "\u{FEFF}"),
      (.utf8, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"),
      (.utf16LittleEndian, "\u{FEFF}<?xml version=\"1.0\" encoding=\"UTF-16\"?>"),
      (.utf16BigEndian, "\u{FEFF}"),
      (.utf16LittleEndian, ""),
      (.windows1252, "<?xml version=\"1.0\" encoding=\"windows-1252\"?>"),
      (.windows1252, "<?xml version='1.0' encoding='CP1252'?>"),
    ])
  func readsEveryEncoding(encoding: TextEncoding, head: String) throws {
    let result = XMLParser.parse(Self.file(encoding, head: head), path: "a.bpmn")
    #expect(result.diagnostics.isEmpty)
    let document = try #require(result.document)
    let child = try #require(document.root.children.first { _ in true })
    let attribute = try #require(child.attribute("wert"))
    #expect(child.name.local == "größe")
    #expect(attribute.value == "ä€")
    let start = document.source.position(at: attribute.valueRange.lowerBound)
    #expect(start == SourcePosition(line: 2, column: 16))
    let original = document.source.originalRange(of: attribute.valueRange)
    #expect(Array(document.source.originalBytes[original]) == encoding.encode("ä€"))
  }

  @Test("counts columns in characters and not the byte order mark")
  func columns() throws {
    let result = XMLParser.parse(Array("\u{FEFF}<äöü b=\"1\"/>".utf8), path: "a")
    let attribute = try #require(result.document?.root.attribute("b"))
    let source = result.source
    #expect(source.position(at: attribute.range.lowerBound) == SourcePosition(line: 1, column: 6))
  }

  @Test("ISO-8859-1 has no euro sign: a new one is written as a reference")
  func unencodable() throws {
    let bytes = TextEncoding.latin1.encode("<?xml version='1.0' encoding='ISO-8859-1'?><a b='é'/>")
    let document = try #require(XMLParser.parse(bytes, path: "a").document)
    let edit = XMLEditor.setAttribute("b", to: "5 € für 'é'", on: document.root)
    let changed = document.source.applying([edit])
    #expect(
      changed
        == TextEncoding.latin1.encode(
          "<?xml version='1.0' encoding='ISO-8859-1'?><a b='5 &#x20AC; für &apos;é&apos;'/>"))
    #expect(XMLParser.parse(changed, path: "a").document?.root["b"] == "5 € für 'é'")
  }

  @Test("refuses an encoding it does not know, where it is declared")
  func unsupported() throws {
    let bytes = Array("<?xml version=\"1.0\" encoding=\"Shift_JIS\"?><a/>".utf8)
    let result = XMLParser.parse(bytes, path: "a")
    #expect(result.document == nil)
    let finding = try #require(result.diagnostics.first)
    #expect(finding.rule == "xml/encoding")
    #expect(finding.message == "the encoding Shift_JIS is not supported")
    #expect(finding.location.start == SourcePosition(line: 1, column: 31))
  }

  @Test("names the first byte that is not of the declared encoding")
  func invalidBytes() throws {
    let result = XMLParser.parse(Array("<a>\n<b c=\"".utf8) + [0xE9, 0x22, 0x2F, 0x3E], path: "a")
    let finding = try #require(result.diagnostics.first)
    #expect(finding.message == "the byte 0xE9 is not valid UTF-8")
    #expect(finding.location.start == SourcePosition(line: 2, column: 7))
  }
}
