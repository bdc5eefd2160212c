import BPMN
import Diagnostics
import ElementTemplates
import Testing
import TestSupport

@Suite("Which values stay when a template changes")
struct KeptValueTests {
  /// Moves an element with these inputs from version 1 to version 2 of a template and gives the
  /// inputs and the messages.
  func upgraded(_ old: String, _ new: String, _ inputs: String) throws -> (
    inputs: [String], notes: [String]
  ) {
    let library = Fixture.library(
      Fixture.template(old),
      #"{"id": "T", "name": "Inquiry", "version": 2, "appliesTo": ["bpmn:Task"], "properties": [\#(new)]}"#
    )
    let content = Fixture.task(Fixture.inputs(inputs))
    let element = try element(in: Fixture.indentedDiagram(content))
    let change = try #require(
      try Fixture.editor(library).upgrade(element, to: .latestCompatible))
    try expectOutsideUnchanged(change)
    let result = try ElementTemplatesTests.element(
      in: String(decoding: change.bytes, as: UTF8.self))
    #expect(result.templateVersion == 2)
    return (
      result.inputMappings.map { "\($0.target ?? "")=\($0.source ?? "-")" },
      change.notes.map(\.message)
    )
  }

  func input(_ name: String, _ type: String = "String", _ more: String = "") -> String {
    #"{"label": "\#(name)", "type": "\#(type)", "binding": {"type": "zeebe:input", "name": "\#(name)"}\#(more)}"#
  }

  @Test("a value that a person typed stays, an untouched default becomes the new one")
  func threeWays() throws {
    let old = input("a", "String", #", "value": "1""#)
    let new = input("a", "String", #", "value": "2""#)
    #expect(
      try upgraded(old, new, "<zeebe:input source=\"1\" target=\"a\"/>").inputs == ["a=2"])
    #expect(
      try upgraded(old, new, "<zeebe:input source=\"mine\" target=\"a\"/>").inputs == ["a=mine"])
  }

  @Test("a constant is the new one, and a changed one is reported")
  func constants() throws {
    let old = input("a", "Hidden", #", "value": "1""#)
    let new = input("a", "Hidden", #", "value": "2""#)
    let untouched = try upgraded(old, new, "<zeebe:input source=\"1\" target=\"a\"/>")
    #expect(untouched.inputs == ["a=2"] && untouched.notes.isEmpty)
    let changed = try upgraded(old, new, "<zeebe:input source=\"mine\" target=\"a\"/>")
    #expect(changed.inputs == ["a=2"] && changed.notes.count == 1)
  }

  @Test("a choice stays if the new template offers it")
  func choices() throws {
    let choices = { (values: [String]) in
      #", "value": "a", "choices": ["#
        + values.map { #"{"name": "\#($0)", "value": "\#($0)"}"# }.joined(separator: ",") + "]"
    }
    let old = input("k", "Dropdown", choices(["a", "b"]))
    let kept = input("k", "Dropdown", choices(["a", "b", "c"]))
    let gone = input("k", "Dropdown", choices(["a", "c"]))
    let text = "<zeebe:input source=\"b\" target=\"k\"/>"
    #expect(try upgraded(old, kept, text).inputs == ["k=b"])
    let lost = try upgraded(old, gone, text)
    #expect(lost.inputs == ["k=a"])
    #expect(
      lost.notes == [
        "\"k\" of \"Ask\" lost its value 'b': the template \"Inquiry\" does not have it or replaces it"
      ])
  }

  @Test("a Boolean and a Number are cast, changed ones stay")
  func casts() throws {
    let old =
      input("b", "Boolean", #", "value": true"#) + "," + input("n", "Number", #", "value": 1"#)
    let new =
      input("b", "Boolean", #", "value": false"#) + "," + input("n", "Number", #", "value": 2"#)
    let inputs = { (b: String, n: String) in
      "<zeebe:input source=\"\(b)\" target=\"b\"/>\n<zeebe:input source=\"\(n)\" target=\"n\"/>"
    }
    #expect(try upgraded(old, new, inputs("=true", "=1")).inputs == ["b==false", "n==2"])
    #expect(try upgraded(old, new, inputs("=x", "=7")).inputs == ["b==x", "n==7"])
  }

  @Test("of conditional doubles the one that counted gives the old default")
  func conditionalDoubles() throws {
    let properties = { (a: String, b: String) in
      self.input("k")
        .replacing("\"label\"", with: "\"id\": \"k\", \"label\"") + ","
        + self.input(
          "m", "String", #", "value": "\#(a)", "condition": {"property": "k", "equals": "a"}"#)
        + ","
        + self.input(
          "m", "String", #", "value": "\#(b)", "condition": {"property": "k", "equals": "b"}"#)
    }
    let result = try upgraded(
      properties("1", "2"), properties("3", "4"),
      "<zeebe:input source=\"b\" target=\"k\"/>\n<zeebe:input source=\"2\" target=\"m\"/>")
    #expect(result.inputs == ["k=b", "m=4"])
  }

  @Test("a hidden double without value does not wipe what a person typed")
  func valuelessDouble() throws {
    let both = input("a") + "," + input("a", "Hidden")
    let result = try upgraded(both, both, "<zeebe:input source=\"mine\" target=\"a\"/>")
    #expect(result.inputs == ["a=mine"] && result.notes.isEmpty)
  }

  @Test("what a template does not know stays where it is, and is noted")
  func byHand() throws {
    let result = try upgraded(
      input("a") + "," + input("gone"), input("b") + "," + input("a"),
      """
      <zeebe:input source="=1" target="mine"/>
      <zeebe:input source="x" target="a"/>
      <zeebe:input source="lost" target="gone"/>
      """)
    #expect(result.inputs == ["mine==1", "b=-", "a=x"])
    #expect(
      result.notes == [
        "\"gone\" of \"Ask\" lost its value 'lost': the template \"Inquiry\" does not have it or replaces it",
        "the input 'mine' of \"Ask\" is not part of the template \"Inquiry\" and was kept",
      ])
  }

  @Test("a new choice before old fields is made so that they stay")
  func newGate() throws {
    let gated = #", "condition": {"property": "op", "equals": "send"}"#
    let gate =
      #"{"id": "op", "type": "Dropdown", "binding": {"type": "zeebe:input", "name": "op"}, "#
      + #""choices": [{"name": "g", "value": "get"}, {"name": "s", "value": "send"}]}"#
    let result = try upgraded(
      input("a"), gate + "," + input("a", "String", gated),
      "<zeebe:input source=\"mine\" target=\"a\"/>")
    #expect(result.inputs == ["op=send", "a=mine"])
    #expect(
      result.notes == [
        "\"input 'op'\" of \"Ask\" was set to 'send', which keeps existing values"
      ])
  }
}
