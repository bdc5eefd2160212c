import Diagnostics
import Testing
import XML

@Suite("XML drafts")
struct DraftTests {
  /// Applies what `change` does to the draft of the document's root.
  func changed(_ text: String, _ change: (XMLDraft) -> Void) throws -> String {
    let document = try #require(XMLParser.parse(Array(text.utf8), path: "t").document)
    let draft = XMLDraft(document.root)
    change(draft)
    let result = document.source.applying(draft.edits())
    #expect(XMLParser.parse(result, path: "t").diagnostics.isEmpty)
    return String(decoding: result, as: UTF8.self)
  }

  func new(_ name: String) -> XMLDraft { XMLDraft(XMLName(local: name)) }

  static let list = "<a>\n  <b k='1'/>\n  <!-- c -->\n  <c>x</c>\n  <d/>\n</a>"

  @Test("a draft that is only looked at changes nothing")
  func nothing() throws {
    let result = try changed(Self.list) { draft in
      for child in draft.children { _ = child.children.count + child.attributes.count }
    }
    #expect(result == Self.list)
  }

  @Test("an element gets another name, at both ends")
  func name() throws {
    #expect(
      try changed("<a><b></b ><c/></a>") { draft in
        for child in draft.children { child.name.local = "xyz" }
        draft.name.local = "e"
      } == "<e><xyz></xyz ><xyz/></e>")
    #expect(
      try changed("<a/>") { draft in
        draft.name.local = "e"
        draft["k"] = "1"
        draft.children.append(self.new("b"))
      } == "<e k=\"1\"><b/></e>")
    #expect(
      try changed("<a/>") { draft in
        draft.name.local = "e"
        draft.text = "x"
      } == "<e>x</e>")
  }

  @Test("attributes are set, added and removed")
  func attributes() throws {
    #expect(
      try changed("<a x='1' y='2'/>") { draft in
        draft["y"] = nil
        draft["x"] = "3"
        draft["z"] = "4"
        draft["w"] = "5"
      } == "<a x='3' z='4' w='5'/>")
  }

  @Test("children are added in front, between and behind")
  func additions() throws {
    #expect(
      try changed(Self.list) { draft in
        draft.children.insert(self.new("first"), at: 0)
        draft.children.insert(self.new("second"), at: 2)
        draft.children.append(self.new("last"))
      }
        == "<a>\n  <first/>\n  <b k='1'/>\n  <second/>\n  <!-- c -->\n  <c>x</c>\n  <d/>\n  <last/>\n</a>"
    )
    #expect(
      try changed("<a>\n  <b></b>\n</a>") {
        $0.children[0].children = [self.new("c"), self.new("d")]
      }
        == "<a>\n  <b>\n    <c/>\n    <d/>\n  </b>\n</a>")
    #expect(
      try changed("<a><b/><c /></a>") { $0.children.insert(self.new("d"), at: 1) }
        == "<a><b/><d/><c /></a>")
    #expect(
      try changed("<a>\n  <b />\n</a>") { $0.children.append(self.new("d")) }
        == "<a>\n  <b />\n  <d />\n</a>")
  }

  @Test("children are replaced where they stand on one line")
  func inlineReplacement() throws {
    #expect(
      try changed("<a><b/><c/></a>") { $0.children = [self.new("d"), self.new("e")] }
        == "<a><d/><e/></a>")
  }

  @Test("of children in another order as few as possible are moved, as they are written")
  func order() throws {
    #expect(
      try changed(Self.list) { draft in
        draft.children = [draft.children[2], draft.children[0], draft.children[1]]
        draft.children[1]["k"] = "2"
      } == "<a>\n  <d/>\n  <b k='2'/>\n  <!-- c -->\n  <c>x</c>\n</a>")
    #expect(
      try changed("<a>\n  <b  k='1' />\n  <c/>\n</a>") { draft in
        draft.children.swapAt(0, 1)
        draft.children[1]["k"] = "2"
      } == "<a>\n  <c/>\n  <b  k='2' />\n</a>")
  }

  @Test("the draft of an element deep below is found")
  func deep() throws {
    let text = "<a><b><c/><c k='1'/></b></a>"
    let document = try #require(XMLParser.parse(Array(text.utf8), path: "t").document)
    let draft = XMLDraft(document.root)
    draft.draft(of: document.element(at: 3))?["k"] = "2"
    let result = document.source.applying(draft.edits())
    #expect(String(decoding: result, as: UTF8.self) == "<a><b><c/><c k='2'/></b></a>")
  }

  @Test("a copy says the same and is written anew")
  func copy() throws {
    #expect(
      try changed("<a>\n  <b  k='1'><c>x &amp; y</c></b>\n</a>") { draft in
        draft.children.append(draft.children[0].copy())
      }
        == "<a>\n  <b  k='1'><c>x &amp; y</c></b>\n  <b k=\"1\">\n    <c>x &amp; y</c>\n  </b>\n</a>"
    )
  }
}
