import Diagnostics
import ElementTemplates
import Testing
import TestSupport

@Suite("template/invalid")
struct SchemaFaultTests {
  /// The errors of a text with one marker, which must be one and at the marker.
  static func expectError(_ marked: String, path: String? = nil) throws {
    let text = MarkedText(marked)
    let errors = TemplateValidation(of: [Fixture.file(text.text)]).errors
    let error = try #require(errors.first, "\(marked)")
    #expect(errors.count == 1, "\(errors.map(\.message))")
    #expect(error.rule == "template/invalid" && error.severity == .error)
    #expect(error.location.range.lowerBound == text.offset("1️⃣"), "\(error.message)")
    if let path { #expect(error.path == path) }
  }

  static func template(_ members: String, properties: String = "") -> String {
    #"{"id": "T", "name": "N", "appliesTo": ["bpmn:Task"], "#
      + (members.isEmpty ? "" : members + ", ") + "\"properties\": [\(properties)]}"
  }

  @Test(
    "a member of the template is checked",
    arguments: [
      #""version": 1️⃣1.5"#, #""keywords": [1️⃣1]"#, #""documentationRef": 1️⃣"ftp://x""#,
      #""deprecated": 1️⃣"yes""#, #""category": 1️⃣{"id": "c"}"#, #""icon": 1️⃣{}"#,
      #""icon": {"contents": 1️⃣"file:x"}"#, #""entriesVisible": 1️⃣{"inputs": true}"#,
      #""elementType": {"value": 1️⃣"ServiceTask"}"#, #""engines": {"camunda": 1️⃣8}"#,
      #""elementType": {"value": 1️⃣"bpmn:Task", "eventDefinition": "bpmn:MessageEventDefinition"}"#,
      #""groups": [{"id": "g", "label": 1️⃣1}]"#, #""steps": [1️⃣{"name": "s"}]"#,
      #""steps": [{"name": "s", "steps": [1️⃣{"presetId": "p"}]}]"#,
      #""presets": [1️⃣{"id": "p"}]"#,
      #""configurationTemplates": [1️⃣{"name": "c", "id": "c", "version": 1, "properties": []}]"#,
    ])
  func members(_ members: String) throws {
    try Self.expectError(Self.template(members))
  }

  @Test(
    "a property is checked",
    arguments: [
      #"1️⃣{"label": "L"}"#,
      #"{"binding": {"type": 1️⃣"zeebe:inputs", "name": "x"}}"#,
      #"{"binding": 1️⃣{"type": "zeebe:output"}}"#,
      #"{"type": 1️⃣"Toggle", "binding": {"type": "zeebe:input", "name": "x"}}"#,
      #"{"type": "String", "value": 1️⃣1, "binding": {"type": "zeebe:input", "name": "x"}}"#,
      #"1️⃣{"value": "v", "generatedValue": {"type": "uuid"}, "binding": {"type": "zeebe:input", "name": "x"}}"#,
      #"{"type": 1️⃣"Hidden", "feel": "optional", "binding": {"type": "zeebe:input", "name": "x"}}"#,
      #"{"type": "String", "feel": 1️⃣"static", "binding": {"type": "zeebe:input", "name": "x"}}"#,
      #"{"type": 1️⃣"String", "language": "json", "binding": {"type": "zeebe:input", "name": "x"}}"#,
      #"1️⃣{"type": "Boolean", "placeholder": "p", "binding": {"type": "zeebe:input", "name": "x"}}"#,
      #"{"optional": true, "binding": {"type": 1️⃣"property", "name": "x"}}"#,
      #"{"optional": true, "constraints": 1️⃣{"minLength": 1}, "binding": {"type": "zeebe:input", "name": "x"}}"#,
      #"{"constraints": {"pattern": 1️⃣7}, "binding": {"type": "zeebe:input", "name": "x"}}"#,
      #"{"id": "a", "condition": {"property": 1️⃣"a", "equals": 1}, "binding": {"type": "zeebe:input", "name": "x"}}"#,
      #"{"type": "Dropdown", "choices": [1️⃣{"name": "a"}], "binding": {"type": "zeebe:input", "name": "x"}}"#,
      #"{"type": "Configuration", "configurationTemplate": 1️⃣1, "binding": {"type": "zeebe:input", "name": "x"}}"#,
      #"{"binding": 1️⃣{"type": "zeebe:input", "name": "x", "retries": "1"}}"#,
    ])
  func properties(_ property: String) throws {
    try Self.expectError(Self.template("", properties: property))
  }

  @Test("a finding has the JSON pointer of its place")
  func pointers() throws {
    try Self.expectError(
      #"[\#(Fixture.template("")), \#(Self.template(#""engines": {"camunda": 1️⃣8}"#))]"#,
      path: "/1/engines/camunda")
  }

  @Test("a key with a slash or a tilde is written as RFC 6901 has it")
  func escapedPointer() {
    let file = Fixture.file(Self.template(#""//~": 1, "//~": 2"#))
    #expect(TemplateValidation(of: [file]).errors.map(\.path) == ["/~1~1~0"])
  }
}
