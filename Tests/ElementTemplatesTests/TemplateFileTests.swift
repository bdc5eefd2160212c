import Diagnostics
import ElementTemplates
import JSON
import Testing
import TestSupport

@Suite("Reading template files")
struct TemplateFileTests {
  @Test("every part of a template is read")
  func everything() throws {
    let template = try Fixture.read(
      """
      {"$schema": "https://unpkg.com/@camunda/zeebe-element-templates-json-schema/x.json",
       "id": "T", "name": "Inquiry", "version": 3, "description": "Asks", "isDefault": true,
       "engines": {"camunda": "^8.3"}, "icon": {"contents": "data:image/svg+xml,x"},
       "appliesTo": ["bpmn:Task"], "elementType": {"value": "bpmn:ServiceTask"},
       "deprecated": {"message": "take U", "documentationRef": "https://u"},
       "groups": [{"id": "g", "label": "G"}],
       "properties": [
         {"id": "p", "label": "Person", "group": "g", "type": "Dropdown", "value": "me",
          "optional": true, "editable": false, "binding": {"type": "zeebe:input", "name": "who"},
          "choices": [{"name": "I", "value": "me"}], "constraints": {"pattern": "^m"},
          "condition": {"property": "q", "oneOf": ["a", 1]}},
         {"type": "Hidden", "generatedValue": {"type": "uuid"},
          "binding": {"type": "bpmn:Message#property", "name": "name"}},
         {"feel": "optional", "binding": {"type": "zeebe:taskHeader", "key": "k"}}]}
      """)
    #expect(template.id == "T" && template.version == 3 && template.isDefault)
    #expect(template.elementType?.value == "bpmn:ServiceTask")
    #expect(template.deprecation?.message == "take U")
    #expect(template.groups.map(\.label) == ["G"])
    let person = try #require(template.property(id: "p"))
    #expect(person.type == .dropdown && person.isOptional && !person.isEditable)
    #expect(person.value == .string("me") && person.choices.map(\.value) == ["me"])
    #expect(person.constraints?.pattern?.expression == "^m")
    #expect(person.condition?.clauses.first?.test == .oneOf([.string("a"), .number(1)]))
    #expect(template.properties[1].generatesUUID)
    #expect(template.properties[2].feel == .optional && template.properties[2].type == .string)
  }

  @Test("an array holds several templates, and an empty one none")
  func arrays() {
    let two = Fixture.file("[\(Fixture.template("")), \(Fixture.template(""))]")
    #expect(two.templates.count == 2 && two.diagnostics.isEmpty)
    #expect(Fixture.file("[]").diagnostics.isEmpty)
  }

  @Test("a part knows its place")
  func places() throws {
    let text = MarkedText(
      Fixture.template(#"{"label": 1️⃣"X", "binding": {"type": "property", "name": "name"}}"#))
    let template = try Fixture.read(text.text)
    #expect(template.properties[0].json["label"]?.range.lowerBound == text.offset("1️⃣"))
    #expect(template.text == text.text)
  }

  @Test(
    "a fault is found at its place",
    arguments: [
      #"1️⃣{"name": "N", "appliesTo": [], "properties": []}"#,
      #"1️⃣{"id": "T", "appliesTo": [], "properties": []}"#,
      #"1️⃣{"id": "T", "name": "N", "properties": []}"#,
      #"1️⃣{"id": "T", "name": "N", "appliesTo": []}"#,
      #"{"id": 1️⃣7, "name": "N", "appliesTo": [], "properties": []}"#,
      #"{"id": "T", "name": "N", "version": 1️⃣"1", "appliesTo": [], "properties": []}"#,
      #"{"id": "T", "name": "N", "appliesTo": 1️⃣"bpmn:Task", "properties": []}"#,
      #"{"id": "T", "name": "N", "appliesTo": [1️⃣true], "properties": []}"#,
      #"{"id": "T", "name": "N", "appliesTo": [], "properties": 1️⃣{}}"#,
      #"{"id": "T", "name": "N", "appliesTo": [], "properties": [], "groups": [1️⃣{"id": "g"}]}"#,
      #"{"id": "T", "name": "N", "appliesTo": [], "properties": [], "deprecated": 1️⃣"yes"}"#,
      #"{"id": "T", "name": "N", "appliesTo": [], "properties": [], "elementType": 1️⃣{}}"#,
      #"[1️⃣"T"]"#,
      "1️⃣12",
      #"{"id": "T" 1️⃣"name": "N"}"#,
    ])
  func templateFaults(_ marked: String) {
    expectFault(MarkedText(marked))
  }

  @Test(
    "a fault in a property is found at its place",
    arguments: [
      #"1️⃣{"type": "String"}"#,
      #"1️⃣7"#,
      #"{"binding": 1️⃣{"name": "x"}}"#,
      #"{"binding": {"type": 1️⃣"zeebe:inputs", "name": "x"}}"#,
      #"{"binding": 1️⃣{"type": "zeebe:input"}}"#,
      #"{"binding": {"type": "zeebe:taskDefinition", "property": 1️⃣"typ"}}"#,
      #"{"binding": 1️⃣{"type": "zeebe:linkedResource", "property": "resourceId"}}"#,
      #"{"type": 1️⃣"Toggle", "binding": {"type": "zeebe:userTask"}}"#,
      #"1️⃣{"type": "Dropdown", "binding": {"type": "zeebe:userTask"}}"#,
      #"{"choices": [1️⃣{"name": "a"}], "binding": {"type": "zeebe:userTask"}}"#,
      #"{"feel": 1️⃣"sometimes", "binding": {"type": "zeebe:userTask"}}"#,
      #"{"value": 1️⃣[], "binding": {"type": "zeebe:userTask"}}"#,
      #"{"constraints": {"minLength": 1️⃣"3"}, "binding": {"type": "zeebe:userTask"}}"#,
      #"{"condition": 1️⃣{"property": "x"}, "binding": {"type": "zeebe:userTask"}}"#,
      #"{"condition": 1️⃣{"equals": 1}, "binding": {"type": "zeebe:userTask"}}"#,
      #"{"condition": 1️⃣{"allMatch": []}, "binding": {"type": "zeebe:userTask"}}"#,
      #"{"condition": 1️⃣{"property": "x", "equals": 1, "isActive": true}, "binding": {"type": "zeebe:userTask"}}"#,
    ])
  func propertyFaults(_ property: String) {
    expectFault(MarkedText(Fixture.template(property)))
  }

  func expectFault(_ text: MarkedText) {
    let file = Fixture.file(text.text)
    #expect(file.diagnostics.map(\.rule) == ["template/invalid"])
    #expect(file.diagnostics.first?.severity == .error)
    #expect(file.diagnostics.first?.location.range.lowerBound == text.offset("1️⃣"))
    #expect(file.templates.isEmpty)
  }

  @Test("a template with faults is reported with all of them, and the others of the file load")
  func others() {
    let file = Fixture.file(
      #"[{"name": "Broken", "appliesTo": [], "properties": [{}, {"binding": {}}]}, "#
        + Fixture.template("") + "]")
    #expect(file.templates.map(\.id) == ["T"])
    #expect(
      file.diagnostics.map(\.message) == [
        "the template \"Broken\" was skipped: the template has no 'id'",
        "the template \"Broken\" was skipped: property 1 has no 'binding'",
        "the template \"Broken\" was skipped: the binding has no 'type'",
      ])
  }

  @Test("a template of Camunda 7 is left out with a note")
  func otherPlatform() {
    let text = MarkedText(
      #"{"$schema": 1️⃣"https://unpkg.com/@camunda/element-templates-json-schema/x.json", "name": "N"}"#
    )
    let file = Fixture.file(text.text)
    #expect(file.templates.isEmpty && file.diagnostics.map(\.severity) == [.info])
    #expect(file.diagnostics.first?.location.start == text["1️⃣"])
  }
}
