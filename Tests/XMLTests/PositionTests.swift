import Diagnostics
import Testing
import TestSupport
import XML

@Suite("Positions in XML")
struct PositionTests {
  func document(_ text: String) throws -> XMLDocument {
    let result = XMLParser.parse(Array(text.utf8), path: "test.bpmn")
    #expect(result.diagnostics.isEmpty)
    return try #require(result.document)
  }

  @Test("an element begins at its bracket, though its tag spans lines")
  func elementStart() throws {
    let marked = MarkedText("<a>\n  1️⃣<b\n    x=\"1\"\n    y='2'>t</b>2️⃣\n</a>")
    let element = try #require(document(marked.text).root.children.first { _ in true })
    #expect(element.range.lowerBound == marked.offset("1️⃣"))
    #expect(element.range.upperBound == marked.offset("2️⃣"))
    #expect(element.text == "t")
  }

  @Test("attribute names and values have their bytes, references and blanks included")
  func attributeValues() throws {
    let marked = MarkedText("<a  1️⃣n:b2️⃣ = \"3️⃣x &amp; &#x41;\n&lt;y'4️⃣\" xmlns:n='u' c='\"'/>")
    let root = try document(marked.text).root
    let attribute = try #require(root.attributes.first)
    #expect(attribute.value == "x & A <y'")
    #expect(attribute.nameRange.lowerBound == marked.offset("1️⃣"))
    #expect(attribute.nameRange.upperBound == marked.offset("2️⃣"))
    #expect(attribute.valueRange.lowerBound == marked.offset("3️⃣"))
    #expect(attribute.valueRange.upperBound == marked.offset("4️⃣"))
    #expect(root["c"] == "\"")
  }

  @Test("a part of a decoded value leads back to its bytes")
  func partOfValue() throws {
    let marked = MarkedText("<a b=\"=x &amp;1️⃣&amp; y2️⃣ &gt; 1\"/>")
    let attribute = try #require(document(marked.text).root.attribute("b"))
    let value = attribute.value
    #expect(value == "=x && y > 1")
    let range = attribute.range(ofValue: 4..<7)
    #expect(range.lowerBound == marked.offset("1️⃣"))
    #expect(range.upperBound == marked.offset("2️⃣"))
  }

  @Test("text runs are parted by children, comments, instructions and CDATA")
  func textRuns() throws {
    let text = "<a>one<b>no</b> two<!-- <x> --><![CDATA[3 < 4]]><?p i?>&#33;</a>"
    let root = try document(text).root
    #expect(root.textRuns.map(\.text) == ["one", " two", "3 < 4", "!"])
    #expect(root.textRuns.map(\.isCDATA) == [false, false, true, false])
    #expect(root.text == "one two3 < 4!")
    #expect(
      root.textRuns.map { String(text.utf8[$0.range])! } == ["one", " two", "3 < 4", "&#33;"])
  }

  @Test("Windows line ends count as one line end and read as line feeds")
  func windowsLineEnds() throws {
    let root = try document("<a>\r\n<b>x\r\ny</b>\r\n<c/>\r\n</a>").root
    let children = Array(root.children)
    #expect(children[0].text == "x\ny")
    #expect(children[1].location.start == SourcePosition(line: 4, column: 1))
  }

  @Test("comments and instructions may hold what looks like tags")
  func commentsAnywhere() throws {
    let text = "<!-- <a> --><?pi <b x='1'>?><a><!-- <c d=\"--x\"> ' --><b/><!----></a><!-- end -->"
    #expect(throws: Never.self) {
      let result = XMLParser.parse(Array(text.replacing("--x", with: "x").utf8), path: "t")
      #expect(result.document?.root.children.map(\.name.local) == ["b"])
    }
  }
}

extension String.UTF8View {
  fileprivate subscript(range: Range<Int>) -> Substring.UTF8View {
    self[
      index(startIndex, offsetBy: range.lowerBound)..<index(startIndex, offsetBy: range.upperBound)]
  }
}
