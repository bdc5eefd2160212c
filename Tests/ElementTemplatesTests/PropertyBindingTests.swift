import BPMN
import Diagnostics
import ElementTemplates
import Testing
import XML

@Suite("What an element holds for a binding")
struct PropertyBindingTests {
  /// A binding in JSON, an element with the id `A`, the text that it holds and the bytes to point
  /// at.
  struct Example: Sendable, CustomTestStringConvertible {
    var binding: String
    var content: String
    var roots = ""
    var text: String?
    var place: String?
    var testDescription: String { binding }

    /// A value in an extension element of a service task.
    static func inside(
      _ binding: String, _ extensions: String, _ text: String?, _ place: String? = nil
    ) -> Example {
      Example(
        binding: binding,
        content: """
          <bpmn:serviceTask id="A"><bpmn:extensionElements>\(extensions)\
          </bpmn:extensionElements></bpmn:serviceTask>
          """, text: text, place: place ?? text)
    }

    /// An attribute of an extension element.
    static func attribute(_ name: String, of element: String) -> Example {
      .inside(
        "\"zeebe:\(element)\", \"property\": \"\(name)\"", "<zeebe:\(element) \(name)=\"v\"/>", "v")
    }
  }

  static let examples: [Example] = [
    .inside(
      #""zeebe:taskDefinition", "property": "retries""#, "<zeebe:taskDefinition retries='3'/>", "3"),
    .inside(#""zeebe:taskDefinition:type""#, "<zeebe:taskDefinition type='job'/>", "job"),
    .inside(
      #""zeebe:input", "name": "x""#,
      "<zeebe:ioMapping><zeebe:input source='1st' target='x'/><zeebe:input source='2nd' target='x'/></zeebe:ioMapping>",
      "1st"),
    .inside(
      #""zeebe:input", "name": "x""#,
      "<zeebe:ioMapping><zeebe:input target='x'/></zeebe:ioMapping>",
      nil, "<zeebe:input target='x'/>"),
    .inside(
      #""zeebe:output", "source": "=x""#,
      "<zeebe:ioMapping><zeebe:output source='=x' target='y'/></zeebe:ioMapping>", "y"),
    .inside(
      #""zeebe:taskHeader", "key": "k""#,
      "<zeebe:taskHeaders><zeebe:header key='k' value='a &amp; b'/></zeebe:taskHeaders>", "a & b",
      "a &amp; b"),
    .inside(
      #""zeebe:property", "name": "n""#,
      "<zeebe:properties><zeebe:property name='n'/><zeebe:property name='n' value='v'/></zeebe:properties>",
      "v"),
    .inside(
      #""zeebe:linkedResource", "linkName": "l", "property": "resourceId""#,
      "<zeebe:linkedResources><zeebe:linkedResource linkName='m' resourceId='no'/><zeebe:linkedResource linkName='l' resourceId='r'/></zeebe:linkedResources>",
      "r"),
    .inside(#""zeebe:userTask""#, "<zeebe:userTask/>", "true", "<zeebe:userTask/>"),
    .attribute("processId", of: "calledElement"),
    .attribute("formId", of: "formDefinition"),
    .attribute("assignee", of: "assignmentDefinition"),
    .attribute("priority", of: "priorityDefinition"),
    .attribute("dueDate", of: "taskSchedule"),
    .attribute("decisionId", of: "calledDecision"),
    .attribute("expression", of: "script"),
    .attribute("priority", of: "jobPriorityDefinition"),
    .attribute("outputElement", of: "adHoc"),
    .attribute("agentType", of: "agentDefinition"),
    .inside(
      #""zeebe:calledElement", "property": "bindingType""#, "<zeebe:calledElement/>", "latest",
      "<zeebe:calledElement/>"),
    .inside(
      #""zeebe:executionListener", "eventType": "end""#,
      "<zeebe:executionListeners><zeebe:executionListener eventType='start' type='s'/><zeebe:executionListener eventType='end' type='e'/></zeebe:executionListeners>",
      "e"),
    .inside(
      #""zeebe:taskListener", "eventType": "creating""#,
      "<zeebe:taskListeners><zeebe:taskListener eventType='creating' type='t'/></zeebe:taskListeners>",
      "t"),
    Example(
      binding: #""property", "name": "name""#, content: "<bpmn:task id='A' name='Ask'/>",
      text: "Ask", place: "Ask"),
    Example(
      binding: #""property", "name": "completionCondition""#,
      content:
        "<bpmn:adHocSubProcess id='A'><bpmn:completionCondition>=done</bpmn:completionCondition></bpmn:adHocSubProcess>",
      text: "=done", place: "=done"),
    Example(
      binding: #""property", "name": "isInterrupting""#, content: "<bpmn:startEvent id='A'/>",
      text: "true", place: "<bpmn:startEvent id='A'/>"),
    Example(
      binding: #""bpmn:Message#property", "name": "name""#,
      content: "<bpmn:receiveTask id='A' messageRef='M'/>",
      roots: "<bpmn:message id='M' name='Hello'/>", text: "Hello", place: "Hello"),
    Example(
      binding: #""bpmn:Message#zeebe:subscription#property", "name": "correlationKey""#,
      content:
        "<bpmn:boundaryEvent id='A'><bpmn:messageEventDefinition messageRef='M'/></bpmn:boundaryEvent>",
      roots:
        "<bpmn:message id='M'><bpmn:extensionElements><zeebe:subscription correlationKey='=k'/></bpmn:extensionElements></bpmn:message>",
      text: "=k", place: "=k"),
    Example(
      binding: #""bpmn:Signal#property", "name": "name""#,
      content:
        "<bpmn:endEvent id='A'><bpmn:signalEventDefinition signalRef='S'/></bpmn:endEvent>",
      roots: "<bpmn:signal id='S' name='Bell'/>", text: "Bell", place: "Bell"),
    Example(
      binding: #""bpmn:TimerEventDefinition#property", "name": "timeDuration""#,
      content:
        "<bpmn:boundaryEvent id='A'><bpmn:timerEventDefinition><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>",
      text: "PT1H", place: "PT1H"),
    Example(
      binding: #""bpmn:ConditionalEventDefinition#property", "name": "condition""#,
      content:
        "<bpmn:startEvent id='A'><bpmn:conditionalEventDefinition><bpmn:condition>=x</bpmn:condition></bpmn:conditionalEventDefinition></bpmn:startEvent>",
      text: "=x", place: "=x"),
    Example(
      binding:
        #""bpmn:ConditionalEventDefinition#zeebe:conditionalFilter#property", "name": "variableEvents""#,
      content:
        "<bpmn:startEvent id='A'><bpmn:conditionalEventDefinition><bpmn:extensionElements><zeebe:conditionalFilter variableEvents='create'/></bpmn:extensionElements></bpmn:conditionalEventDefinition></bpmn:startEvent>",
      text: "create", place: "create"),
  ]

  func binding(_ example: Example) throws -> PropertyBinding {
    let text = Fixture.template(#"{"binding": {"type": \#(example.binding)}}"#)
    return try Fixture.read(text).properties[0].binding
  }

  @Test("the value is read with its place", arguments: examples)
  func value(_ example: Example) throws {
    let element = try Fixture.element(example.content, roots: example.roots)
    let value = try #require(try binding(example).value(in: element))
    #expect(value.text == example.text)
    #expect(element.model.source.text(value.range) == example.place)
  }

  @Test("an element without the place holds nothing", arguments: examples)
  func nothing(_ example: Example) throws {
    let binding = try binding(example)
    let value = binding.value(in: try Fixture.element("<bpmn:task id='A'/>"))
    #expect(value?.attribute == nil && (value == nil || binding.type == .property))
  }

  @Test("there is an example of every type of binding")
  func everyType() throws {
    let types = try Set(Self.examples.map { try binding($0).type })
    #expect(types == Set(BindingType.allCases) && types.count == 27)
  }
}
