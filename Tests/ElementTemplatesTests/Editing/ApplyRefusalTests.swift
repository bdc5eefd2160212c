import BPMN
import Diagnostics
import ElementTemplates
import Testing
import TestSupport

@Suite("What cannot be applied")
struct ApplyRefusalTests {
  func refusal(
    _ template: String, _ content: String, _ settings: [String: String] = [:],
    diagram: (String) -> String = { Fixture.indentedDiagram($0) }
  ) throws -> String? {
    let template = try Fixture.read(template)
    let element = try element(in: diagram(content))
    let error = #expect(throws: Diagnostic.self) {
      try Fixture.editor(TemplateLibrary()).apply(
        template, to: element,
        setting: settings.map { TemplateSetting(name: $0.key, value: $0.value) })
    }
    return error?.message
  }

  static func template(_ appliesTo: String, _ elementType: String?, _ properties: String = "")
    -> String
  {
    let target = elementType.map { #""elementType": {"value": "\#($0)"},"# } ?? ""
    return #"{"id": "T", "name": "Inquiry", "appliesTo": ["\#(appliesTo)"], \#(target) "#
      + #""properties": [\#(properties)]}"#
  }

  @Test("a template for other elements")
  func otherType() throws {
    #expect(
      try refusal(Self.template("bpmn:Event", nil), "<bpmn:task id=\"A\"/>")
        == "\"A\" cannot be changed: it is a bpmn:Task, and the template \"Inquiry\" is for bpmn:Event"
    )
  }

  @Test("an element that cannot become what the template is for")
  func noWay() throws {
    #expect(
      try refusal(Self.template("bpmn:FlowNode", "bpmn:StartEvent"), "<bpmn:task id=\"A\"/>")
        == "\"A\" cannot be changed: a bpmn:Task cannot become a bpmn:StartEvent")
    #expect(
      try refusal(Self.template("bpmn:Event", "bpmn:BoundaryEvent"), "<bpmn:endEvent id=\"A\"/>")
        == "\"A\" cannot be changed: a boundary event must be attached to an activity")
    #expect(
      try refusal(
        Self.template("bpmn:Activity", "bpmn:ServiceTask"),
        "<bpmn:subProcess id=\"A\"><bpmn:task id=\"T\"/></bpmn:subProcess>")
        == "\"A\" cannot be changed: the contents of the sub-process would be lost")
    #expect(
      try refusal(Self.template("bpmn:Task", "bpmn:Robot"), "<bpmn:task id=\"A\"/>")
        == "\"A\" cannot be changed: bpmnc does not support elements of type bpmn:Robot")
  }

  static let form = template(
    "bpmn:Task", nil,
    """
    {"id": "k", "type": "Dropdown", "binding": {"type": "zeebe:input", "name": "kind"},
     "choices": [{"name": "A", "value": "a"}, {"name": "B", "value": "b"}]},
    {"type": "String", "binding": {"type": "zeebe:input", "name": "text"},
     "condition": {"property": "k", "equals": "a"}},
    {"type": "Hidden", "value": "x", "binding": {"type": "zeebe:input", "name": "fixed"}},
    {"type": "Number", "binding": {"type": "zeebe:input", "name": "n"}},
    {"type": "Boolean", "binding": {"type": "zeebe:input", "name": "b"}}
    """)

  @Test(
    "a setting that does not fit",
    arguments: [
      (["x": "1"], "the template \"Inquiry\" has no property 'x'"),
      (["k": "c"], "'k' cannot be set to 'c': choices are: a, b"),
      (["n": "many"], "'n' cannot be set to 'many': expected a number"),
      (["b": "yes"], "'b' cannot be set to 'yes': expected true or false"),
      (
        ["fixed": "1"],
        "'fixed' cannot be set to '1': it is a constant in the template \"Inquiry\""
      ),
      (
        ["text": "1", "k": "b"],
        "'text' cannot be set to '1': other values make it inactive; see 'k'"
      ),
      (["n": "=\u{1}"], "a value contains characters that XML does not allow"),
    ])
  func settings(_ settings: [String: String], _ reason: String) throws {
    #expect(
      try refusal(Self.form, "<bpmn:task id=\"A\"/>", settings)
        == "\"A\" cannot be changed: \(reason)")
  }

  @Test("conditions that contradict each other")
  func contradiction() throws {
    let template = Self.template(
      "bpmn:Task", nil,
      """
      {"id": "a", "type": "String", "value": "1", "binding": {"type": "zeebe:input", "name": "a"},
       "condition": {"property": "a", "isEmpty": true}}
      """)
    #expect(
      try refusal(template, "<bpmn:task id=\"A\"/>")
        == "\"A\" cannot be changed: the conditions of the template \"Inquiry\" contradict each other"
    )
  }

  @Test("a file that means something else by the prefix zeebe")
  func foreignPrefix() throws {
    #expect(
      try refusal(Self.form, "<bpmn:task id=\"A\"/>") {
        Fixture.indentedDiagram($0).replacing("http://camunda.org/schema/zeebe/1.0", with: "urn:x")
      } == "\"A\" cannot be changed: the prefix 'zeebe' is bound to 'urn:x' in this file")
  }
}
