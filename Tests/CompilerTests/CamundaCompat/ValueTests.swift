import Diagnostics
import Testing

@Suite("The rules priority-definition, task-schedule, variable-name and version-tag")
struct ValueTests {
  private func task(_ extensions: String) -> String {
    CompatMarks.element("userTask id=\"a\"", extensions)
  }

  @Test(
    "a priority is an expression or a number from 0 to 100",
    arguments: [
      ("0", true), ("100", true), ("007", true), ("=p", true), ("101", false), ("-1", false),
      ("+5", false), ("1.5", false), ("high", false), (" ", false), (" 5", false),
      ("99999999999999999999", false), ("٣", false), ("", true),
    ])
  func priority(value: String, isRight: Bool) {
    let content = task("<zeebe:priorityDefinition 1️⃣priority=\"\(value)\"/>")
    let marks = CompatMarks.of("priority-definition", content, version: "8.6")
    #expect(marks == (isRight ? [] : ["1️⃣"]))
  }

  @Test("a priority that is not given, and one of another element, is not looked at")
  func noPriority() {
    for content in [
      task("<zeebe:priorityDefinition/>"), task(""),
      CompatMarks.element("serviceTask id=\"a\"", "<zeebe:priorityDefinition priority=\"x\"/>"),
    ] {
      #expect(CompatMarks.of("priority-definition", content, version: "8.6") == [])
    }
  }

  @Test(
    "a due date is an expression or a date and time with a zone",
    arguments: [
      ("2022-09-21T00:00:00Z", true), ("=date", true), ("2022-09-21T00:00:00", false),
      ("2022-02-30T00:00:00Z", false), ("2022-09-21", false), ("invalid", false), ("", true),
    ])
  func schedule(value: String, isRight: Bool) {
    for name in ["taskSchedule", "TaskSchedule"] {
      for attribute in ["dueDate", "followUpDate"] {
        let content = task("<zeebe:\(name) 1️⃣\(attribute)=\"\(value)\"/>")
        let marks = CompatMarks.of("task-schedule", content, version: "8.2")
        #expect(marks == (isRight ? [] : ["1️⃣"]))
      }
    }
  }

  @Test("both dates of a task can be wrong; those of another element are not looked at")
  func bothDates() {
    let both = "<zeebe:taskSchedule 1️⃣dueDate=\"x\" 2️⃣followUpDate=\"y\"/>"
    #expect(CompatMarks.of("task-schedule", task(both), version: "8.2") == ["1️⃣", "2️⃣"])
    let other = CompatMarks.element("serviceTask id=\"a\"", both)
    #expect(CompatMarks.of("task-schedule", other, version: "8.2") == [])
  }

  @Test(
    "a variable has a name of letters, digits and _, or several joined by dots",
    arguments: [
      ("a", true), ("_a", true), ("a_1", true), ("a.b.c", true), ("A9", true), ("a-b", false),
      ("1a", false), ("a.", false), (".a", false), ("a..b", false), ("a b", false), ("", false),
      ("ä", false), ("a.1", false), ("`a b`", false), ("a\u{301}", false), ("=a", false),
    ])
  func names(name: String, isRight: Bool) {
    let content = CompatMarks.element(
      "scriptTask id=\"a\"", "<zeebe:script 1️⃣resultVariable=\"\(name)\"/>")
    let marks = CompatMarks.of("variable-name", content, version: "1.0")
    #expect(marks == (isRight ? [] : ["1️⃣"]))
  }

  @Test("every place that names a variable is looked at, and no other")
  func namePlaces() {
    let content = """
      \(CompatMarks.element("task id=\"a\"", """
        <zeebe:ioMapping><zeebe:output 1️⃣target="a-b"/><zeebe:input 2️⃣target="a-b"/><zeebe:input/></zeebe:ioMapping>
        """))
      <bpmn:task id="b"><bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements>
      <zeebe:loopCharacteristics inputCollection="a-b" 3️⃣inputElement="a-b" 4️⃣outputCollection="a-b" outputElement="a-b"/>
      </bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics></bpmn:task>
      \(CompatMarks.element("businessRuleTask id=\"c\"", "<zeebe:calledDecision 5️⃣resultVariable=\"a-b\"/>"))
      \(CompatMarks.element("adHocSubProcess id=\"d\"", "<zeebe:adHoc 6️⃣outputCollection=\"a-b\"/>"))
      \(CompatMarks.element("task id=\"e\"", "<zeebe:script resultVariable=\"a-b\"/><zeebe:adHoc outputCollection=\"a-b\"/>"))
      """
    let marks = CompatMarks.of("variable-name", content, version: "8.10")
    #expect(marks == ["1️⃣", "2️⃣", "3️⃣", "4️⃣", "5️⃣", "6️⃣"])
    let elements = CompatMarks.elements("variable-name", content, version: "8.10")
    #expect(
      elements == [
        "a#extensionElements.values.0.outputParameters.0.target",
        "a#extensionElements.values.0.inputParameters.0.target",
        "b#loopCharacteristics.extensionElements.values.0.inputElement",
        "b#loopCharacteristics.extensionElements.values.0.outputCollection",
        "c#extensionElements.values.0.resultVariable",
        "d#extensionElements.values.0.outputCollection",
      ])
  }

  @Test("a long name is shortened in the message")
  func longName() throws {
    let content = CompatMarks.element(
      "scriptTask id=\"a\"", "<zeebe:script resultVariable=\"inner-outer-name\"/>")
    let finding = try #require(
      Finding.all(of: "camunda-compat/variable-name", in: Finding.process(content)).first)
    #expect(finding.message.contains("'inner-oute…'"))
  }

  @Test(
    "a process tag has a value",
    arguments: [("value=\"1\"", true), ("value=\" \"", false), ("", false)])
  func processTag(attributes: String, isRight: Bool) {
    let mark = attributes.isEmpty ? "" : "1️⃣"
    let content = """
      <bpmn:process id="P" isExecutable="true"><bpmn:extensionElements>\(mark.isEmpty ? "1️⃣" : "")<zeebe:versionTag \(mark)\(attributes)/></bpmn:extensionElements></bpmn:process>
      """
    let marks = CompatMarks.of("version-tag", content, version: "8.6")
    #expect(marks == (isRight ? [] : ["1️⃣"]))
  }

  static let bound = [
    ("businessRuleTask", "calledDecision"), ("callActivity", "calledElement"),
    ("userTask", "formDefinition"),
  ]

  @Test("what is bound by version tag names one", arguments: bound)
  func boundTags(type: String, local: String) {
    let attributes: [(String, Bool)] = [
      ("bindingType=\"versionTag\" versionTag=\"1\"", true), ("bindingType=\"versionTag\"", false),
      ("bindingType=\"versionTag\" versionTag=\" \"", false), ("bindingType=\"latest\"", true),
      ("bindingType=\"deployment\" versionTag=\"\"", true), ("", true),
    ]
    for (text, isRight) in attributes {
      let count = CompatMarks.of(
        "version-tag", CompatMarks.element("\(type) id=\"a\"", "<zeebe:\(local) \(text)/>"),
        version: "8.6"
      ).count
      #expect(count == (isRight ? 0 : 1), "\(text)")
    }
    let other = CompatMarks.element(
      "serviceTask id=\"a\"", "<zeebe:\(local) bindingType=\"versionTag\"/>")
    #expect(CompatMarks.of("version-tag", other, version: "8.6") == [])
  }

  @Test(
    "a tag that is an expression needs 8.10 for a decision, and nothing for the others",
    arguments: bound)
  func expressionTags(type: String, local: String) {
    let content = CompatMarks.element(
      "\(type) id=\"a\"", "<zeebe:\(local) bindingType=\"versionTag\" 1️⃣versionTag=\"=tag\"/>")
    let isDecision = local == "calledDecision"
    for (version, isFound) in [
      ("8.6", isDecision), ("8.9", isDecision), ("8.10", false), (nil, false),
    ] {
      let marks = CompatMarks.of("version-tag", content, version: version)
      #expect(marks == (isFound ? ["1️⃣"] : []))
    }
  }
}
