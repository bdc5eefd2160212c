import Diagnostics
import ElementTemplates
import Testing
import TestSupport

@Suite("Conditions as the schema has them")
struct ConditionFaultTests {
  private static func errors(_ condition: String) -> [String] {
    let property =
      "{\"condition\": \(condition), \"binding\": {\"type\": \"zeebe:input\", \"name\": \"x\"}}"
    return TemplateValidation(of: [Fixture.file(Fixture.template(property))]).errors
      .map { ($0.path ?? "").replacing("/properties/0/condition", with: "") }
  }

  @Test(
    "these can be used",
    arguments: [
      #"{"property": "a", "equals": true}"#, #"{"property": "a", "oneOf": []}"#,
      #"{"property": "a", "isActive": false}"#, #"{"property": "a", "isEmpty": true}"#,
      #"{"type": "simple", "property": "a", "equals": 1}"#,
      #"{"allMatch": [{"property": "a", "equals": 1}, {"property": "b", "isEmpty": true}]}"#,
      // A faulty test beside one that is in order does not count.
      #"{"property": "a", "equals": 1, "oneOf": true}"#,
      #"{"property": "a", "equals": 1, "allMatch": []}"#,
    ])
  func usable(_ condition: String) {
    #expect(Self.errors(condition) == [])
    let property =
      "{\"condition\": \(condition), \"binding\": {\"type\": \"zeebe:input\", \"name\": \"x\"}}"
    #expect(Fixture.file(Fixture.template(property)).diagnostics.isEmpty)
  }

  @Test(
    "these cannot, and the place tells why",
    arguments: [
      (#""a""#, [""]),
      (#"{"equals": 1}"#, [""]),
      (#"{"property": "a"}"#, [""]),
      (#"{"property": "a", "equals": 1, "isActive": true}"#, [""]),
      (#"{"property": "a", "equals": null}"#, ["", "/equals"]),
      (#"{"property": "a", "oneOf": [true]}"#, ["", "/oneOf/0"]),
      (#"{"property": 1, "equals": 1}"#, ["", "/property"]),
      (#"{"type": "other", "property": "a", "equals": 1}"#, ["", "/type"]),
      (#"{"allMatch": []}"#, ["", "/allMatch"]),
      (#"{"allMatch": [{"property": "a"}]}"#, ["", "/allMatch/0"]),
      (#"{"allMatch": [{"allMatch": [{"property": "a", "equals": 1}]}]}"#, ["", "/allMatch/0"]),
      (
        #"{"property": "a", "equals": 1, "allMatch": [{"property": "a", "equals": 1}]}"#, [""]
      ),
    ])
  func unusable(_ condition: String, _ places: [String]) {
    #expect(Set(Self.errors(condition)) == Set(places))
  }
}
