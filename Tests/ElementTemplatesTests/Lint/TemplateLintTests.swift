import Diagnostics
import ElementTemplates
import Testing
import TestSupport

@Suite("Warnings about templates")
struct TemplateLintTests {
  private static let schema =
    "\"$schema\": \"https://unpkg.com/@camunda/zeebe-element-templates-json-schema/x.json\""

  /// The warnings of a template with one marker, of which one must be of the rule and there.
  private func expectWarning(_ rule: String, _ marked: String, help: String? = nil) {
    let text = MarkedText(marked)
    let validation = TemplateValidation(of: [Fixture.file(text.text)])
    #expect(validation.errors.isEmpty, "\(validation.errors.map(\.message))")
    let found = validation.warnings.filter { $0.rule == rule }
    #expect(
      found.map(\.location.range.lowerBound) == [text.offset("1️⃣")],
      "\(marked): \(validation.warnings.map { "\($0.rule): \($0.message)" })")
    #expect(found.allSatisfy { $0.severity == .warning })
    if let help { #expect(found.first?.help == help) }
  }

  private static func template(
    _ members: String = "", appliesTo: String = #"["bpmn:ServiceTask"]"#, properties: String = ""
  ) -> String {
    "{\(schema), \"id\": \"T\", \"name\": \"N\", \"appliesTo\": \(appliesTo), "
      + (members.isEmpty ? "" : members + ", ") + "\"properties\": [\(properties)]}"
  }

  private static func input(_ members: String, name: String = "x") -> String {
    "{\(members), \"binding\": {\"type\": \"zeebe:input\", \"name\": \"\(name)\"}}"
  }

  @Test("a good template has none")
  func none() {
    let text = Self.template(
      #""groups": [{"id": "g", "label": "G"}], "engines": {"camunda": "^8.3"}"#,
      properties: Self.input(#""id": "a", "label": "A", "group": "g", "type": "String""#))
    #expect(TemplateValidation(of: [Fixture.file(text)]).diagnostics.isEmpty)
  }

  @Test("unknown keys, with the one that was meant")
  func unknownKeys() {
    expectWarning(
      "template/unknown-key", Self.template(#"1️⃣"verson": 1"#), help: "Did you mean 'version'?")
    expectWarning(
      "template/unknown-key",
      Self.template(properties: Self.input(#"1️⃣"contraints": {"notEmpty": true}"#)),
      help: "Did you mean 'constraints'?")
  }

  @Test("the schema that is named")
  func schemas() {
    expectWarning(
      "template/schema-reference",
      "1️⃣{\"id\": \"T\", \"name\": \"N\", \"appliesTo\": [], \"properties\": []}")
    expectWarning(
      "template/schema-reference",
      #"{"$schema": 1️⃣"https://unpkg.com/@camunda/zeebe-element-templates-json-schema@9.0.0/x.json", "id": "T", "name": "N", "appliesTo": [], "properties": []}"#
    )
  }

  @Test(
    "members of the template",
    arguments: [
      ("template/target", #""appliesTo": 1️⃣[]"#),
      ("template/target", #""appliesTo": [1️⃣"bpmn:ServisTask"]"#),
      (
        "template/target",
        #""appliesTo": ["bpmn:UserTask"], "elementType": {"value": 1️⃣"bpmn:ServiceTask"}"#
      ),
      ("template/engine-range", #""engines": {"camunda": 1️⃣"soon"}"#),
      ("template/engine-range", #""engines": {"camunda": 1️⃣">=9 <8"}"#),
      ("template/engine-range", #""engines": {1️⃣"camuda": "^8"}"#),
      ("template/icon", #""icon": {"contents": 1️⃣"data:text/html,x"}"#),
      ("template/negative-version", #""version": 1️⃣-1"#),
      ("template/group", #""groups": [{"id": 1️⃣"g", "label": "G"}]"#),
      ("template/preset", #""steps": [{"name": "s", "presetId": 1️⃣"p"}]"#),
      ("template/preset", #""presets": [{"id": "p", "properties": {1️⃣"a": 1}}]"#),
      (
        "template/duplicate-id",
        #""presets": [{"id": "p", "properties": {}}, {"id": 1️⃣"p", "properties": {}}]"#
      ),
      (
        "template/event-definition",
        #""appliesTo": ["bpmn:StartEvent"], "elementType": {"value": "bpmn:StartEvent", "eventDefinition": 1️⃣"bpmn:MessageEventDefinition"}"#
      ),
    ])
  func members(_ rule: String, _ members: String) {
    let target = members.contains("appliesTo") ? "" : "\"appliesTo\": [\"bpmn:ServiceTask\"], "
    expectWarning(
      rule,
      "{\(Self.schema), \"id\": \"T\", \"name\": \"N\", \(target)\(members), \"properties\": []}")
  }

  @Test(
    "properties",
    arguments: [
      ("template/group", #""group": 1️⃣"g""#),
      ("template/condition-property", #""condition": {"property": 1️⃣"b", "equals": 1}"#),
      ("template/default-value", #""type": "Number", "value": 1️⃣"abc""#),
      ("template/default-value", #""type": "Dropdown", "choices": 1️⃣[]"#),
      (
        "template/default-value",
        #""type": "Dropdown", "value": 1️⃣"c", "choices": [{"name": "a", "value": "a"}]"#
      ),
      (
        "template/default-value",
        #""type": "Dropdown", "value": 1️⃣true, "choices": [{"name": "a", "value": "a"}]"#
      ),
      ("template/invalid-pattern", #""constraints": {"pattern": 1️⃣"(a"}"#),
      ("template/invalid-pattern", #""constraints": {"pattern": {"value": 1️⃣"[z-a]"}}"#),
      ("template/invalid-pattern", #""constraints": {"pattern": 1️⃣{"message": "m"}}"#),
      ("template/length-range", #""constraints": {"minLength": 1️⃣5, "maxLength": 2}"#),
      ("template/length-range", #""constraints": {"maxLength": 1️⃣-2}"#),
      ("template/configuration", #""configurationTemplate": 1️⃣7"#),
      ("template/feel", #""type": "Hidden", "value": 1️⃣"=a +""#),
      ("template/feel", #""type": "Text", "feel": "required", "value": 1️⃣"=if a""#),
      ("template/outdated-form", #""type": "Text", "feel": "required", "value": 1️⃣"a""#),
      (
        "template/outdated-form",
        #""type": "Text", "feel": 1️⃣"optional", "editable": false"#
      ),
    ])
  func properties(_ rule: String, _ members: String) {
    expectWarning(rule, Self.template(properties: Self.input(members)))
  }

  @Test("a hidden property without value")
  func hidden() {
    expectWarning(
      "template/outdated-form", Self.template(properties: "1️⃣" + Self.input(#""type": "Hidden""#)))
  }

  @Test("conditions that can never hold, or depend on each other")
  func conditions() {
    let choice = Self.input(
      #""id": "a", "type": "Dropdown", "choices": [{"name": "x", "value": "x"}]"#)
    func other(_ condition: String) -> String {
      choice + ", " + Self.input("\"condition\": \(condition)", name: "y")
    }
    expectWarning(
      "template/condition-value",
      Self.template(properties: other(#"{"property": "a", "equals": 1️⃣"z"}"#)))
    expectWarning(
      "template/condition-value",
      Self.template(properties: other(#"{"property": "a", "oneOf": 1️⃣[]}"#)))
    expectWarning(
      "template/condition-cycle",
      Self.template(
        properties: Self.input(#""id": "a", "condition": 1️⃣{"property": "b", "isActive": true}"#)
          + ", "
          + Self.input(
            #""id": "b", "condition": {"property": "a", "isActive": true}"#, name: "y")))
    expectWarning(
      "template/condition-cycle",
      Self.template(
        properties: Self.input(
          #""id": "a", "condition": 1️⃣{"allMatch": [{"property": "a", "isActive": true}]}"#)))
  }

  @Test("two properties for one place, unless their conditions differ")
  func bindings() {
    let first = #"{"binding": {"type": "zeebe:input", "name": "x"}}"#
    expectWarning(
      "template/duplicate-binding",
      Self.template(properties: first + #", {"binding": 1️⃣{"type": "zeebe:input", "name": "x"}}"#))
    let apart = ["p", "q"].map {
      Self.input("\"condition\": {\"property\": \"a\", \"equals\": \"\($0)\"}")
    }.joined(separator: ", ")
    let file = Fixture.file(
      Self.template(properties: Self.input(#""id": "a""#, name: "y") + ", " + apart))
    #expect(TemplateValidation(of: [file]).diagnostics.isEmpty)
    expectWarning(
      "template/empty-binding",
      Self.template(properties: #"{"binding": {"type": "zeebe:input", "name": 1️⃣" "}}"#))
  }

  @Test("places that an element does not have")
  func placement() {
    let property = #"{"binding": {"type": 1️⃣"zeebe:input", "name": "x"}}"#
    expectWarning(
      "template/placement",
      Self.template(appliesTo: #"["bpmn:ExclusiveGateway"]"#, properties: property))
    expectWarning(
      "template/placement",
      Self.template(
        #""elementType": {"value": "bpmn:Task"}"#, appliesTo: #"["bpmn:Task"]"#,
        properties: property))
    let file = Fixture.file(
      Self.template(
        appliesTo: #"["bpmn:Task"]"#,
        properties: #"{"binding": {"type": "zeebe:input", "name": "x"}}"#))
    #expect(TemplateValidation(of: [file]).diagnostics.isEmpty)
  }

  @Test("our own templates have no error")
  func ownTemplates() throws {
    for template in TemplateLibrary.builtIn.templates {
      let file = Fixture.file(template.text)
      #expect(TemplateValidation(of: [file]).errors.isEmpty, "\(template.id)")
    }
  }
}
