import Diagnostics
import Testing

@Suite("Source texts")
struct SourceTextTests {
  @Test(
    "offsets are lines and columns from 1, columns in characters",
    arguments: [
      (0, 1, 1), (2, 1, 3), (3, 1, 4), (4, 2, 1), (5, 2, 2), (7, 2, 3), (11, 2, 4), (12, 3, 1),
      (99, 3, 1),
    ])
  func positions(offset: Int, line: Int, column: Int) {
    let source = SourceText(path: "a", text: "ab\r\na\u{E9}\u{1F600}\n")
    #expect(source.position(at: offset) == SourcePosition(line: line, column: column))
  }

  @Test("columns of a line of many kilobytes are counted from its start")
  func longLine() {
    let text = "x\n" + String(repeating: "a\u{E9}\u{1F600}", count: 3000)
    let source = SourceText(path: "a", text: text)
    for index in [0, 1, 145, 146, 147, 1462, 2999] {
      let expected = SourcePosition(line: 2, column: 3 * index + 2)
      #expect(source.position(at: 2 + 7 * index + 1) == expected)
      let units = SourcePosition(line: 2, column: 4 * index + 2)
      #expect(source.utf16Position(at: 2 + 7 * index + 1) == units)
    }
    #expect(source.position(at: text.utf8.count) == SourcePosition(line: 2, column: 9001))
  }

  @Test("a line is its bytes without line end and byte order mark")
  func lines() {
    let source = SourceText(path: "a", text: "\u{FEFF}one\r\n\r\nthree")
    #expect((1...3).map { source.text(source.lineRange($0)) } == ["one", "", "three"])
    #expect(source.lineCount == 3)
    #expect(SourceText(path: "a", text: "").lineCount == 1)
  }

  @Test("edits change only their ranges, in any order, insertions at one place in theirs")
  func edits() {
    let source = SourceText(path: "a", text: "0123456789")
    let changed = source.applying([
      TextEdit(range: 8..<9, replacement: ""), TextEdit(range: 2..<4, replacement: "abc"),
      TextEdit(range: 5..<5, replacement: "x"), TextEdit(range: 5..<5, replacement: "y"),
    ])
    #expect(String(decoding: changed, as: UTF8.self) == "01abc4xy5679")
  }

  @Test("edits are written in the file's own encoding", arguments: TextEncoding.allCases)
  func encodedEdits(encoding: TextEncoding) throws {
    let original = encoding.encode("aébc")
    let source = SourceText(
      path: "a", utf8: try encoding.decode(original), encoding: encoding, original: original)
    let changed = source.applying([TextEdit(range: 3..<4, replacement: "ü")])
    #expect(changed == encoding.encode("aéüc"))
  }

  @Test("every encoding reads what it wrote", arguments: TextEncoding.allCases)
  func roundTrip(encoding: TextEncoding) throws {
    let text = "aä" + (encoding == .latin1 ? "" : "€") + (encoding.canEncode("😀") ? "😀" : "")
    #expect(try encoding.decode(encoding.encode(text)) == Array(text.utf8))
  }

  @Test("what an encoding does not have is found where it stands")
  func undecodable() {
    func offset(_ encoding: TextEncoding, _ bytes: [UInt8]) -> Int? {
      do throws(TextEncoding.DecodingFault) {
        _ = try encoding.decode(bytes)
        return nil
      } catch {
        return error.offset
      }
    }
    #expect(offset(.utf8, [0x61, 0xC0, 0x80]) == 1)
    #expect(offset(.utf8, [0x61, 0xED, 0xA0, 0x80]) == 1)
    #expect(offset(.utf8, [0x61, 0xE2, 0x82]) == 1)
    #expect(offset(.utf16LittleEndian, [0x61, 0x00, 0x00, 0xD8, 0x61, 0x00]) == 2)
    #expect(offset(.utf16BigEndian, [0x00, 0x61, 0x00]) == 2)
    #expect(offset(.windows1252, [0x61, 0x81]) == 1)
  }
}

@Suite("Findings")
struct DiagnosticTests {
  @Test("are ordered by file, place and rule")
  func order() {
    let (a, b) = (SourceText(path: "a", text: "xy"), SourceText(path: "b", text: "x"))
    func finding(_ rule: String, _ source: SourceText, _ offset: Int) -> Diagnostic {
      Diagnostic(
        rule: rule, severity: .error, message: "", location: SourceLocation(source, offset..<offset)
      )
    }
    let ordered = [finding("r", b, 0), finding("z", a, 1), finding("r", a, 1), finding("q", a, 0)]
      .inReportingOrder()
    #expect(ordered.map { $0.rule + $0.location.source.path } == ["qa", "ra", "za", "rb"])
  }
}
