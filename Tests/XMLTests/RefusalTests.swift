import Diagnostics
import Testing
import TestSupport
import XML

@Suite("What is refused in XML")
struct RefusalTests {
  func findings(_ text: String, limits: XMLLimits = XMLLimits()) -> [Diagnostic] {
    let result = XMLParser.parse(Array(text.utf8), path: "test.bpmn", limits: limits)
    if result.diagnostics.isEmpty { #expect(result.document != nil) }
    return result.diagnostics
  }

  @Test(
    "text that is not well-formed gives the parser's reason at its place",
    arguments: [
      ("<a>\n  <b>\n  1️⃣</a>", "Opening and ending tag mismatch"),
      ("<a b=1️⃣1/>", "AttValue: \" or ' expected"),
      ("<a>\n1️⃣", "Premature end of data in tag a"),
      ("<a b=\"1\" b=\"2\"1️⃣/>", "Attribute b redefined"),
      ("<a>&nope;1️⃣</a>", "Entity 'nope' not defined"),
      ("1️⃣", "the file is empty"),
      ("<a/>\n1️⃣\0", "the character U+0000"), ("<a/>\n\n1️⃣\0garbage<", "the character U+0000"),
      ("1️⃣hello", "Start tag expected, '<' not found"),
    ])
  func notWellFormed(marked: String, reason: String) throws {
    let marked = MarkedText(marked)
    let finding = try #require(findings(marked.text).first)
    #expect(finding.rule == "xml/well-formed")
    #expect(finding.message.contains(reason))
    #expect(finding.location.start.line == marked["1️⃣"]?.line)
  }

  @Test("a document type declaration is refused before any entity is read")
  func documentType() throws {
    let marked = MarkedText(
      """
      <?xml version="1.0"?>
      1️⃣<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd"><!ENTITY b "&e;&e;">]>
      <a>&b;</a>
      """)
    let finding = try #require(findings(marked.text).first)
    #expect(finding.rule == "xml/doctype")
    #expect(finding.location.start == marked["1️⃣"])
  }

  @Test("an undeclared prefix is a finding, and a known one means its usual namespace")
  func unboundPrefix() throws {
    let marked = MarkedText("<a><1️⃣zeebe:input x=\"1\"/><zeebe:output/><q 2️⃣foo:y=\"1\"/></a>")
    let result = XMLParser.parse(marked.bytes, path: "t")
    #expect(result.diagnostics.map(\.location.start) == [marked["1️⃣"], marked["2️⃣"]])
    #expect(result.diagnostics.allSatisfy { $0.rule == "xml/unbound-prefix" })
    let first = try #require(result.document?.root.children.first { _ in true })
    #expect(first.name == XMLName(local: "input", namespace: XMLNamespace.zeebe))
  }

  @Test("an undeclared prefix of a type is a finding, once, and not in what is a vendor's")
  func unboundTypePrefix() {
    let xsi = "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
    let marked = MarkedText(
      """
      <definitions xmlns="\(XMLNamespace.bpmn)" \(xsi)><x xsi:type="tTask"/>
      <x xsi:type=" 1️⃣bpmn:tTask"/><x xsi:type="bpmn:tTask"/>
      <x xmlns:b="urn:b" xsi:type="b:tTask"/><v xmlns="urn:v" xsi:type="c:t"/></definitions>
      """)
    let result = XMLParser.parse(marked.bytes, path: "t")
    #expect(result.diagnostics.map(\.rule) == ["xml/unbound-prefix"])
    #expect(result.diagnostics.map(\.location.start) == [marked["1️⃣"]])
  }

  @Test("nesting, size and attributes have limits")
  func limits() {
    let deep = String(repeating: "<a>", count: 300) + String(repeating: "</a>", count: 300)
    #expect(findings(deep).map(\.rule) == ["xml/limit"])
    let fits = String(repeating: "<a>", count: 255) + String(repeating: "</a>", count: 255)
    #expect(findings(fits).isEmpty)
    let many = "<a " + (0..<1_001).map { "a\($0)='1'" }.joined(separator: " ") + "/>"
    #expect(findings(many).map(\.rule) == ["xml/limit"])
    var small = XMLLimits()
    small.bytes = 10
    #expect(findings("<a></a><!--  -->", limits: small).map(\.rule) == ["xml/limit"])
  }

  @Test("a hundred thousand open tags or brackets end in an error")
  func hostile() {
    #expect(findings(String(repeating: "<a>", count: 100_000)).count == 1)
    #expect(findings(String(repeating: "<", count: 100_000)).count == 1)
    #expect(findings("<a b='" + String(repeating: "x", count: 11_000_000) + "'/>").count == 1)
  }

  @Test("cutting a file anywhere gives an error and never a crash")
  func truncation() {
    let text = "<?xml version='1.0'?><a x='1'><!-- c --><b><![CDATA[d]]></b>&amp;é<?p q?></a>"
    let bytes = Array(text.utf8)
    for length in bytes.indices {
      let result = XMLParser.parse(Array(bytes[..<length]), path: "t")
      #expect(result.document == nil && result.diagnostics.count == 1, "cut at \(length)")
    }
  }
}
