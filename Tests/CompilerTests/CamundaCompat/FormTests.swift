import JSON
import Testing
import TestSupport

@Suite("The rules about forms")
struct FormTests {
  private func form(_ type: String, _ attributes: String, userTask: Bool = false) -> String {
    CompatMarks.element(
      "\(type) id=\"element\"",
      "\(userTask ? "<zeebe:userTask/>" : "")1️⃣<zeebe:formDefinition \(attributes)/>")
  }

  @Test(
    "a user task of jobs names its form by key, or by id where the version allows it",
    arguments: [
      ("8.3", "formKey='a'", []), ("8.3", "", ["1️⃣"]), ("8.3", "formKey=' '", ["1️⃣"]),
      ("8.4", "formKey='a'", []), ("8.4", "formId='a'", []), ("8.4", "", ["1️⃣"]),
      ("8.4", "formKey='a' formId='b'", ["1️⃣"]), ("8.4", "formId=''", ["1️⃣"]),
      ("8.4", "formKey='' formId='b'", []), ("8.10", "formId='a'", []), ("8.10", "", ["1️⃣"]),
    ])
  func jobBased(version: String, attributes: String, marks: [String]) throws {
    let content = form("userTask", attributes)
    #expect(CompatMarks.of("user-task-form", content, version: version) == marks)
  }

  @Test("a form id is found where the version or the modeler does not allow it")
  func formID() throws {
    let content = CompatMarks.element(
      "userTask id=\"a\"", "<zeebe:formDefinition 1️⃣formId=\"a\"/>")
    let versions: [(String, JSONValue, [String])] = [
      ("1.0", [:], ["1️⃣"]), ("8.3", [:], ["1️⃣"]), ("8.3", ["modeler": "desktop"], ["1️⃣"]),
      ("8.4", [:], []), ("1.3", ["modeler": "web"], ["1️⃣"]), ("8.0", ["modeler": "web"], []),
      ("8.3", ["modeler": "web"], []),
    ]
    for (version, options, marks) in versions {
      #expect(
        CompatMarks.of("user-task-form", content, version: version, options: options) == marks)
    }
    #expect(CompatMarks.of("user-task-form", content, version: nil) == [])
  }

  @Test(
    "a Camunda user task names its form by id or by external reference",
    arguments: [
      ("8.5", "formId='a'", []), ("8.5", "externalReference='a'", []), ("8.5", "", ["1️⃣"]),
      ("8.5", "formKey='a'", ["1️⃣"]), ("8.5", "formId='a' externalReference='b'", ["1️⃣"]),
      ("8.10", "formKey='a'", ["1️⃣"]), ("8.4", "", []), ("8.4", "formKey='a'", []),
    ])
  func userTask(version: String, attributes: String, marks: [String]) throws {
    let content = form("userTask", attributes, userTask: true)
    #expect(CompatMarks.of("user-task-form", content, version: version) == marks)
  }

  @Test("a task without a form definition, and one of another type, are not looked at")
  func others() throws {
    for content in ["<bpmn:userTask id=\"a\"/>", form("serviceTask", "")] {
      #expect(CompatMarks.of("user-task-form", content, version: "8.4") == [])
      #expect(CompatMarks.of("start-event-form", content, version: "8.4") == [])
    }
  }

  @Test(
    "a start event has a form from 8.3 on, and names exactly one",
    arguments: [
      ("1.0", "formKey='a'", ["1️⃣"]), ("8.2", "formId='a'", ["1️⃣"]), ("8.2", "", ["1️⃣"]),
      ("8.3", "formKey='a'", []), ("8.3", "formId='a'", []), ("8.3", "", ["1️⃣"]),
      ("8.3", "formKey=''", ["1️⃣"]), ("8.3", "formId=' '", ["1️⃣"]),
      ("8.3", "formKey='a' formId='b'", ["1️⃣"]), ("8.10", "formId='a'", []),
    ])
  func startEvent(version: String, attributes: String, marks: [String]) throws {
    let content = form("startEvent", attributes)
    #expect(CompatMarks.of("start-event-form", content, version: version) == marks)
  }

  @Test(
    "a form that stands in the diagram has a content",
    arguments: [
      ("userTask", "user-task-form", "8.3"), ("userTask", "user-task-form", "8.4"),
      ("userTask", "user-task-form", "8.10"), ("startEvent", "start-event-form", "8.3"),
    ])
  func embedded(type: String, rule: String, version: String) throws {
    for (body, marks) in [("{}", []), ("", ["1️⃣"]), (" \n", ["1️⃣"])] {
      let content = """
        <bpmn:process id="p" isExecutable="true">
        <bpmn:extensionElements>1️⃣<zeebe:userTaskForm id="f">\(body)</zeebe:userTaskForm></bpmn:extensionElements>
        \(CompatMarks.element("\(type) id=\"element\"", "<zeebe:formDefinition formKey=\"camunda-forms:bpmn:f\"/>"))
        </bpmn:process>
        """
      #expect(CompatMarks.of(rule, content, version: version) == marks)
      let elements = CompatMarks.elements(rule, content, version: version)
      #expect(
        elements == marks.map { _ in "element#rootElements.0.extensionElements.values.0.body" })
    }
  }

  @Test("an embedded form of a start event is deprecated; other keys are not")
  func deprecated() throws {
    let embedded = CompatMarks.element(
      "startEvent id=\"a\"", "<zeebe:formDefinition 1️⃣formKey=\"camunda-forms:bpmn:f\"/>")
    #expect(CompatMarks.of("start-event-form-embedded", embedded, version: "8.9") == ["1️⃣"])
    for attributes in ["formKey='other'", "formId='camunda-forms:bpmn:f'", ""] {
      let content = form("startEvent", attributes)
      #expect(CompatMarks.of("start-event-form-embedded", content, version: "8.9") == [])
    }
    let task = embedded.replacing("startEvent", with: "userTask")
    #expect(CompatMarks.of("start-event-form-embedded", task, version: "8.9") == [])
  }
}
