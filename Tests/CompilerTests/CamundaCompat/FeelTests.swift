import Testing

@Suite("The rules feel and feel-compatibility")
struct FeelTests {
  /// Where an expression is looked at, and the element that the finding belongs to.
  static let places: [(content: String, element: String)] = [
    (CompatMarks.element("scriptTask id=\"a\"", "<zeebe:script expression=\"=X\"/>"), "a"),
    (
      CompatMarks.element(
        "task id=\"a\"", "<zeebe:ioMapping><zeebe:input source=\"=X\"/></zeebe:ioMapping>"), "a"
    ),
    (
      CompatMarks.element(
        "task id=\"a\"", "<zeebe:ioMapping><zeebe:output source=\"=X\"/></zeebe:ioMapping>"), "a"
    ),
    (CompatMarks.element("serviceTask id=\"a\"", "<zeebe:taskDefinition retries=\"=X\"/>"), "a"),
    (CompatMarks.element("userTask id=\"a\"", "<zeebe:TaskSchedule dueDate=\"=X\"/>"), "a"),
    (
      """
      <bpmn:startEvent id="a"><bpmn:timerEventDefinition><bpmn:timeCycle>=X</bpmn:timeCycle></bpmn:timerEventDefinition></bpmn:startEvent>
      """, "a"
    ),
    (
      """
      <bpmn:startEvent id="s"/><bpmn:endEvent id="e"/>
      <bpmn:sequenceFlow id="a" sourceRef="s" targetRef="e"><bpmn:conditionExpression>=X</bpmn:conditionExpression></bpmn:sequenceFlow>
      """, "a"
    ),
    (
      """
      <bpmn:task id="a"><bpmn:multiInstanceLoopCharacteristics>
      <bpmn:completionCondition>=X</bpmn:completionCondition>
      </bpmn:multiInstanceLoopCharacteristics></bpmn:task>
      """, "a"
    ),
    (
      """
      <bpmn:process id="a" isExecutable="true"><bpmn:extensionElements><zeebe:executionListeners>
      <zeebe:executionListener type="=X"/>
      </zeebe:executionListeners></bpmn:extensionElements></bpmn:process>
      """, "a"
    ),
    (
      "<bpmn:subProcess id=\"s\"><bpmn:subProcess id=\"a\"><bpmn:extensionElements>"
        + "<zeebe:x y=\"=X\"/></bpmn:extensionElements></bpmn:subProcess></bpmn:subProcess>", "a"
    ),
  ]

  @Test("an expression that cannot be read is found at the fault", arguments: places)
  func faults(content: String, element: String) {
    let wrong = content.replacing("=X", with: "=a + 1️⃣)")
    #expect(CompatMarks.of("feel", wrong, version: "8.10") == ["1️⃣"])
    #expect(CompatMarks.of("feel", wrong, version: nil) == ["1️⃣"])
    #expect(CompatMarks.elements("feel", wrong).map { $0.prefix { $0 != "#" } } == ["a"])
    let right = content.replacing("=X", with: "=a + b")
    #expect(CompatMarks.of("feel", right, version: "8.10") == [])
  }

  @Test(
    "text is no expression where it may begin with =, or stands outside of processes",
    arguments: [
      "<bpmn:task id=\"a\" name=\"==...\"/>",
      CompatMarks.element(
        "task id=\"a\"", "<zeebe:ioMapping><zeebe:input target=\"==\"/></zeebe:ioMapping>"),
      CompatMarks.element(
        "task id=\"a\"", "<zeebe:ioMapping><zeebe:output target=\"==\"/></zeebe:ioMapping>"),
      CompatMarks.element(
        "task id=\"a\"",
        "<zeebe:taskHeaders><zeebe:header key=\"==\" value=\"==\"/></zeebe:taskHeaders>"),
      CompatMarks.element(
        "task id=\"a\"",
        "<zeebe:taskHeaders><zeebe:header key=\"resultExpression\" value=\"==\"/></zeebe:taskHeaders>"
      ),
      CompatMarks.element(
        "task id=\"a\"",
        "<zeebe:properties><zeebe:property name=\"==\" value=\"==\"/></zeebe:properties>"),
      CompatMarks.element("scriptTask id=\"a\"", "<zeebe:script resultVariable=\"==\"/>"),
      CompatMarks.element(
        "businessRuleTask id=\"a\"", "<zeebe:calledDecision resultVariable=\"==\"/>"),
      CompatMarks.element("task id=\"a\"", "<zeebe:taskDefinition retries=\"5 +\"/>"),
      """
      <bpmn:process id="p" isExecutable="true"/>
      <bpmn:message id="m"><bpmn:extensionElements><zeebe:subscription correlationKey="=="/></bpmn:extensionElements></bpmn:message>
      """,
    ])
  func texts(content: String) {
    #expect(CompatMarks.of("feel", content, version: "8.10") == [])
  }

  @Test("each expression of an element is a finding of its own")
  func several() {
    let content = CompatMarks.element(
      "userTask id=\"a\"", "<zeebe:taskSchedule dueDate=\"=a +1️⃣\" followUpDate=\"=b +2️⃣\"/>")
    #expect(CompatMarks.of("feel", content, version: "8.10") == ["1️⃣", "2️⃣"])
  }

  @Test(
    "a function is found in every version before the one that brought it",
    arguments: [
      ("context merge([{}])", "8.2"), ("random number()", "8.2"),
      ("last day of month(d)", "8.2"), ("get or else(a, b)", "8.3"), ("assert(a, b)", "8.3"),
      ("duplicate values(l)", "8.3"), ("is empty(l)", "8.6"), ("trim(s)", "8.6"),
      ("uuid()", "8.6"), ("to base64(s)", "8.6"), ("partition(l, 2)", "8.7"),
      ("is blank(s)", "8.8"), ("fromAi(toolCall.a)", "8.8"), ("from json(s)", "8.9"),
      ("to json(v)", "8.9"),
    ])
  func functions(call: String, first: String) {
    let versions = [
      "1.0", "1.3", "8.0", "8.1", "8.2", "8.3", "8.4", "8.5", "8.6", "8.7", "8.8", "8.9", "8.10",
    ]
    let content = CompatMarks.element(
      "scriptTask id=\"a\"", "<zeebe:script expression=\"=1 + 1️⃣\(call)\"/>")
    let known = versions.firstIndex(of: first) ?? 0
    for (index, version) in versions.enumerated() {
      let marks = CompatMarks.of("feel-compatibility", content, version: version)
      #expect(marks == (index < known ? ["1️⃣"] : []), "\(call) in \(version)")
    }
    #expect(CompatMarks.of("feel-compatibility", content, version: nil) == [])
  }

  @Test("an expression is found once; what cannot be read, old functions and own ones are not")
  func versionBranches() {
    func script(_ expression: String) -> String {
      CompatMarks.element(
        "scriptTask id=\"a\"", "<zeebe:script expression=\"=\(expression)\"/>")
    }
    let twice = script("1️⃣trim(a) + uuid()")
    #expect(CompatMarks.of("feel-compatibility", twice, version: "8.5") == ["1️⃣"])
    for expression in [
      "trim(", "upper case(a)", "{trim: function(x) x, y: trim(1)}.y", "unknown()",
    ] {
      #expect(CompatMarks.of("feel-compatibility", script(expression), version: "8.5") == [])
    }
  }

  @Test("a code that is an expression is found where the engine takes it as text")
  func codes() {
    func event(_ type: String, _ kind: String) -> String {
      """
      <bpmn:process id="P" isExecutable="true">
      1️⃣<bpmn:\(type) id="a"><bpmn:\(kind)EventDefinition \(kind)Ref="r"/></bpmn:\(type)>
      </bpmn:process>
      <bpmn:\(kind) id="r" \(kind)Code="=code"/>
      """
    }
    let versions: [(String?, error: Bool, catching: Bool)] = [
      ("1.0", true, true), ("8.0", true, true), ("8.1", true, true), ("8.2", false, true),
      ("8.3", false, true), ("8.4", false, false), ("8.10", false, false), (nil, false, false),
    ]
    for (version, isThrowFound, isCatchFound) in versions {
      for type in ["endEvent", "startEvent", "boundaryEvent"] {
        let isFound = type == "endEvent" ? isThrowFound : isCatchFound
        let marks = CompatMarks.of("no-expression", event(type, "error"), version: version)
        #expect(marks == (isFound ? ["1️⃣"] : []), "\(type) in \(version ?? "none")")
      }
      let isEscalationFound = version == "8.2" || version == "8.3"
      let caught = CompatMarks.of(
        "no-expression", event("boundaryEvent", "escalation"), version: version)
      #expect(caught == (isEscalationFound ? ["1️⃣"] : []), "\(version ?? "none")")
      let thrown = CompatMarks.of(
        "no-expression", event("endEvent", "escalation"), version: version)
      #expect(thrown == [])
    }
  }

  @Test(
    "a code that is text, a missing code and a missing reference are in order",
    arguments: [
      "<bpmn:error id=\"r\" errorCode=\"code\"/>", "<bpmn:error id=\"r\"/>", "",
    ])
  func textCodes(error: String) {
    let content = """
      <bpmn:process id="P" isExecutable="true">
      <bpmn:endEvent id="a"><bpmn:errorEventDefinition errorRef="r"/></bpmn:endEvent>
      </bpmn:process>\(error)
      """
    #expect(CompatMarks.of("no-expression", content, version: "8.1") == [])
  }
}
