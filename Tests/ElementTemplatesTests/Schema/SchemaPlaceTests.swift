import Diagnostics
import ElementTemplates
import Testing
import TestSupport

@Suite("What bindings demand of a template")
struct SchemaPlaceTests {
  private static func errors(
    _ elementType: String, _ properties: String..., appliesTo: String = "bpmn:Task",
    more: String = ""
  ) -> [String] {
    let target = elementType.isEmpty ? "" : "\"elementType\": \(elementType), "
    let text =
      "{\"id\": \"T\", \"name\": \"N\", \"appliesTo\": [\"\(appliesTo)\"], \(target)\(more)"
      + "\"properties\": [\(properties.joined(separator: ", "))]}"
    return TemplateValidation(of: [Fixture.file(text)]).errors.map { $0.path ?? "" }
  }

  private static func property(
    _ type: String, _ place: String, _ part: String, _ more: String = ""
  ) -> String {
    let key = place.hasPrefix("bpmn:") ? "name" : place.hasSuffix("er") ? "eventType" : "property"
    return "{\"type\": \"\(type)\", \(more)\"binding\": "
      + "{\"type\": \"\(place)\", \"\(key)\": \"\(part)\"}}"
  }

  @Test("a message needs an element that refers to one, and an event its definition")
  func messages() {
    let name = Self.property("String", "bpmn:Message#property", "name")
    #expect(Self.errors("", name) == [""])
    #expect(Self.errors(#"{"value": "bpmn:SendTask"}"#, name) == [])
    #expect(Self.errors(#"{"value": "bpmn:StartEvent"}"#, name) == ["/elementType"])
    #expect(Self.errors(#"{"value": "bpmn:UserTask"}"#, name) == ["/elementType/value"])
    let key = Self.property(
      "String", "bpmn:Message#zeebe:subscription#property", "correlationKey")
    #expect(Self.errors(#"{"value": "bpmn:SendTask"}"#, key) == ["/elementType/value"])
  }

  @Test("a timer event has one kind of timer")
  func timers() {
    let start = #"{"value": "bpmn:StartEvent", "eventDefinition": "bpmn:TimerEventDefinition"}"#
    let place = "bpmn:TimerEventDefinition#property"
    let date = Self.property("String", place, "timeDate")
    let cycle = Self.property("String", place, "timeCycle")
    #expect(Self.errors(start, date) == [])
    #expect(Self.errors(start, date, date) == [])
    #expect(Self.errors(start, date, cycle) == ["/properties"])
    #expect(Self.errors(start) == ["/properties"])
    #expect(
      Self.errors(
        #"{"value": "bpmn:IntermediateCatchEvent", "eventDefinition": "bpmn:TimerEventDefinition"}"#,
        cycle) == ["/properties"])
  }

  @Test("a user task's parts need the user task")
  func userTasks() {
    let marker = #"{"type": "Hidden", "binding": {"type": "zeebe:userTask"}}"#
    let form = Self.property("String", "zeebe:formDefinition", "formId")
    let other = Self.property("String", "zeebe:formDefinition", "externalReference")
    #expect(Self.errors(#"{"value": "bpmn:UserTask"}"#, marker, form) == [])
    #expect(Self.errors(#"{"value": "bpmn:UserTask"}"#, form) == ["/properties"])
    #expect(Self.errors(#"{"value": "bpmn:UserTask"}"#, marker, form, other) == ["/properties"])
    #expect(Self.errors("", marker, appliesTo: "bpmn:UserTask") == [""])
  }

  @Test("one target type is enough, by element type or by what the template applies to")
  func targets() {
    let id = Self.property("Hidden", "zeebe:calledElement", "processId", "\"value\": \"p\", ")
    #expect(Self.errors(#"{"value": "bpmn:CallActivity"}"#, id) == [])
    #expect(Self.errors("", id, appliesTo: "bpmn:CallActivity") == [])
    #expect(Self.errors(#"{"value": "bpmn:Task"}"#, id) == ["/appliesTo", "/elementType/value"])
    let script = Self.property("Hidden", "zeebe:script", "expression")
    #expect(
      Self.errors(#"{"value": "bpmn:ScriptTask"}"#, script)
        == ["/properties", "/properties/0/binding/property"])
  }

  @Test("listeners need the right element, and the author's own hidden")
  func listeners() {
    let listener = Self.property(
      "Hidden", "zeebe:executionListener", "start", "\"value\": \"job\", ")
    #expect(Self.errors("", listener) == [""])
    #expect(
      Self.errors("", listener, more: "\"entriesVisible\": {\"executionListeners\": false}, ")
        == [])
    #expect(
      Self.errors("", listener, more: "\"entriesVisible\": {\"executionListeners\": true}, ")
        == ["/entriesVisible/executionListeners"])
  }

  @Test(
    "the dates of user tasks are ISO 8601 with an offset",
    arguments: [
      ("2027-03-01T12:00:00Z", true), ("2027-03-01T12:00:00+13:59", true),
      ("2027-03-01T12:00:00-03:30[America/St_Johns]", true), ("2027-03-01T12:00:00", false),
      ("2027-13-01T12:00:00Z", false), ("2027-03-01T12:00:00.5Z", false),
      ("2027-03-01T24:00:00Z", false), ("2027-03-01T12:00:00+14:00", false),
      ("2027-03-01T12:00:00+01:00[]", false), ("2027-03-01", false), ("", false),
    ])
  func dates(_ date: String, _ isValid: Bool) {
    let property = Self.property(
      "String", "zeebe:taskSchedule", "dueDate", "\"value\": \"\(date)\", ")
    let errors = Self.errors(
      #"{"value": "bpmn:UserTask"}"#, #"{"type": "Hidden", "binding": {"type": "zeebe:userTask"}}"#,
      property)
    #expect(errors == (isValid ? [] : ["/properties/1/value"]))
  }

  @Test(
    "priorities are whole numbers",
    arguments: [("0", true), ("100", true), ("101", false), ("07", false), ("-1", false)])
  func priorities(_ value: String, _ isValid: Bool) {
    let property = Self.property(
      "Hidden", "zeebe:priorityDefinition", "priority", "\"value\": \"\(value)\", ")
    let errors = Self.errors(
      #"{"value": "bpmn:UserTask"}"#, #"{"type": "Hidden", "binding": {"type": "zeebe:userTask"}}"#,
      property)
    #expect(errors.isEmpty == isValid)
  }
}
