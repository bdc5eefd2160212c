import Diagnostics
import Testing
import XML

@Suite("XML edits")
struct EditorTests {
  /// Applies what `edit` makes of the element named `b`.
  func edited(_ text: String, _ edit: (XMLElement) -> TextEdit) throws -> String {
    let document = try #require(XMLParser.parse(Array(text.utf8), path: "t").document)
    let target = (0..<document.elementCount).map(document.element(at:)).first {
      $0.name.local == "b"
    }
    let changed = document.source.applying([edit(try #require(target))])
    #expect(XMLParser.parse(changed, path: "t").diagnostics.isEmpty)
    return String(decoding: changed, as: UTF8.self)
  }

  @Test("sets a value between the quotes that are there")
  func setsValue() throws {
    let result = try edited("<a><b x='1' y=\"2\"/></a>") {
      XMLEditor.setAttribute("x", to: "it's <\"&\">", on: $0)
    }
    #expect(result == "<a><b x='it&apos;s &lt;\"&amp;\">' y=\"2\"/></a>")
  }

  @Test("adds an attribute behind the others, in their style")
  func addsAttribute() throws {
    #expect(
      try edited("<a><b\n  x='1'\n  y='2'/></a>") { XMLEditor.setAttribute("z", to: "3", on: $0) }
        == "<a><b\n  x='1'\n  y='2'\n  z='3'/></a>")
    #expect(
      try edited("<a q='0'><b/></a>") { XMLEditor.setAttribute("z", to: "3\n", on: $0) }
        == "<a q='0'><b z='3&#10;'/></a>")
  }

  @Test("removes an attribute with the blanks before it")
  func removesAttribute() throws {
    let result = try edited("<a><b x=\"1\"   y=\"2\" /></a>") {
      XMLEditor.remove($0.attribute("y")!)
    }
    #expect(result == "<a><b x=\"1\" /></a>")
  }

  @Test("adds a child with the indentation and line ends of the file")
  func addsChild() throws {
    let fragment = XMLFragment("c", [("k", "v")], children: [XMLFragment("d", text: "1 < 2")])
    #expect(
      try edited("<a>\n\t<b>\n\t\t<x/>\n\t</b>\n</a>") { XMLEditor.addChild(fragment, to: $0) }
        == "<a>\n\t<b>\n\t\t<x/>\n\t\t<c k=\"v\">\n\t\t\t<d>1 &lt; 2</d>\n\t\t</c>\n\t</b>\n</a>")
    #expect(
      try edited("<a>\r\n    <b/>\r\n</a>") { XMLEditor.addChild(XMLFragment("c"), to: $0) }
        == "<a>\r\n    <b>\r\n        <c/>\r\n    </b>\r\n</a>")
    #expect(
      try edited("<a><b></b></a>") { XMLEditor.addChild(XMLFragment("c"), to: $0) }
        == "<a><b><c/></b></a>")
    #expect(
      try edited("<a>\n  <b>\n  </b>\n</a>") { XMLEditor.addChild(XMLFragment("c"), to: $0) }
        == "<a>\n  <b>\n    <c/>\n  </b>\n</a>")
  }

  @Test("adds a child before a sibling")
  func addsBefore() throws {
    let result = try edited("<a>\n  <b>\n    <x/>\n  </b>\n</a>") {
      XMLEditor.addChild(XMLFragment("c"), to: $0, before: $0.children.first { _ in true })
    }
    #expect(result == "<a>\n  <b>\n    <c/>\n    <x/>\n  </b>\n</a>")
  }

  @Test("removes an element with its line, or alone where more stands on it")
  func removesElement() throws {
    #expect(
      try edited("<a>\n  <b>x</b>\n  <c/>\n</a>") { XMLEditor.remove($0) } == "<a>\n  <c/>\n</a>")
    #expect(try edited("<a>1<b/>2</a>") { XMLEditor.remove($0) } == "<a>12</a>")
  }

  @Test("replaces the text of an element")
  func setsText() throws {
    #expect(
      try edited("<a><b><![CDATA[old]]></b></a>") { XMLEditor.setText("=a < b", of: $0) }
        == "<a><b>=a &lt; b</b></a>")
    #expect(try edited("<a><b/></a>") { XMLEditor.setText("x", of: $0) } == "<a><b>x</b></a>")
  }
}
