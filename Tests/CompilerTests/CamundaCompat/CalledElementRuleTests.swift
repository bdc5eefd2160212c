import Testing

@Suite("The rules of the Camunda plugin about what is called, bound and connected")
struct CalledElementRuleTests {
  private static func call(_ extensions: String) -> String {
    "1️⃣" + CompatMarks.element("callActivity id=\"a\"", extensions)
  }

  @Test("ask a call activity for one called element with the id of a process")
  func called() {
    let rule = "called-element"
    let one = "<zeebe:calledElement processId=\"p\"/>"
    #expect(CompatMarks.of(rule, Self.call("")) == ["1️⃣"])
    #expect(CompatMarks.of(rule, Self.call(one)) == [])
    #expect(CompatMarks.of(rule, Self.call(one + "2️⃣" + one)) == ["2️⃣"])
    #expect(CompatMarks.of(rule, Self.call("2️⃣<zeebe:calledElement/>")) == ["2️⃣"])
    #expect(CompatMarks.of(rule, Self.call("<zeebe:calledElement 2️⃣processId=\" \"/>")) == ["2️⃣"])
    #expect(
      CompatMarks.elements(rule, Self.call("<zeebe:calledElement/>"))
        == ["a#extensionElements.values.0.processId"])
  }

  @Test(
    "bound the length of a literal business id from 8.10 on",
    arguments: [
      (255, "8.10", []), (256, "8.10", ["1️⃣"]), (256, "8.10.1", ["1️⃣"]), (256, "8.9", []),
      (256, nil, []),
    ])
  func businessID(length: Int, version: String?, marks: [String]) {
    func content(_ id: String) -> String {
      CompatMarks.element(
        "callActivity", "<zeebe:calledElement processId=\"p\" 1️⃣businessId=\"\(id)\"/>")
    }
    let id = String(repeating: "x", count: length)
    #expect(CompatMarks.of("called-element", content(id), version: version) == marks)
    #expect(CompatMarks.of("called-element", content("=" + id), version: version) == [])
  }

  @Test(
    "find a binding other than latest of a decision, a process and a form of a user task",
    arguments: [
      ("businessRuleTask", "calledDecision", ["1️⃣"]), ("callActivity", "calledElement", ["1️⃣"]),
      ("userTask", "formDefinition", ["1️⃣"]), ("startEvent", "formDefinition", []),
      ("serviceTask", "linkedResource", []),
    ])
  func binding(tag: String, name: String, marks: [String]) {
    func content(_ binding: String) -> String {
      CompatMarks.element(tag, "<zeebe:\(name) \(binding)/>")
    }
    let rule = "no-binding-type"
    for binding in ["deployment", "versionTag"] {
      let attribute = "1️⃣bindingType=\"\(binding)\""
      #expect(CompatMarks.of(rule, content(attribute), version: "8.5") == marks)
    }
    #expect(CompatMarks.of(rule, content("bindingType=\"latest\""), version: "8.5") == [])
    #expect(CompatMarks.of(rule, content("bindingType=\"\""), version: "8.5") == [])
    #expect(CompatMarks.of(rule, content(""), version: "8.5") == [])
  }

  @Test("let a call pass all variables")
  func propagation() {
    for attribute in ["propagateAllParentVariables=\"true\"", ""] {
      let content = Self.call("<zeebe:calledElement \(attribute)/>")
      #expect(CompatMarks.of("no-propagate-all-parent-variables", content, version: "8.1") == [])
    }
  }

  @Test(
    "look for what is new on the elements that can have it",
    arguments: [
      ("no-business-id", "task", "<zeebe:calledElement businessId=\"b\"/>", "8.9"),
      (
        "no-propagate-all-parent-variables", "task",
        "<zeebe:calledElement propagateAllParentVariables=\"false\"/>", "8.1"
      ),
      ("no-candidate-users", "task", "<zeebe:assignmentDefinition candidateUsers=\"a\"/>", "8.1"),
      ("no-candidate-users", "userTask", "<zeebe:assignmentDefinition assignee=\"a\"/>", "8.1"),
      ("no-zeebe-user-task", "task", "<zeebe:userTask/>", "8.4"),
      ("no-version-tag", "task", "<zeebe:versionTag value=\"1\"/>", "8.5"),
      ("no-execution-listener-headers", "task", "<zeebe:taskHeaders/>", "8.9"),
    ])
  func elsewhere(rule: String, tag: String, extensions: String, version: String) {
    #expect(CompatMarks.of(rule, CompatMarks.element(tag, extensions), version: version) == [])
  }

  private static let connectors = [
    "webhook", "connector-rabbitmq-inbound", "http-polling", "connector-kafka-inbound",
    "slack-webhook", "aws-sqs-inbound", "aws-sns-webhook",
  ]

  @Test("find properties that connectors read from 8.6 on", arguments: connectors)
  func connector(name: String) {
    func content(_ type: String) -> String {
      CompatMarks.element(
        "startEvent id=\"a\"",
        """
        <zeebe:properties>
          <zeebe:property name="inbound.type" value="\(type)"/>
          <zeebe:property 1️⃣name="messageTtl"/><zeebe:property 2️⃣name="consumeUnmatchedEvents"/>
          <zeebe:property 3️⃣name="deduplicationModeManualFlag"/><zeebe:property name="other"/>
        </zeebe:properties>
        """)
    }
    let rule = "connector-properties"
    let isWebhook = name.hasSuffix("webhook")
    let type = "io.camunda:\(name):1"
    #expect(
      CompatMarks.of(rule, content(type), version: "8.5")
        == (isWebhook ? ["1️⃣", "2️⃣"] : ["1️⃣", "2️⃣", "3️⃣"]))
    #expect(CompatMarks.of(rule, content(type), version: "8.6") == [])
    #expect(CompatMarks.of(rule, content("io.camunda:other:1"), version: "8.5") == [])
    #expect(
      CompatMarks.elements(rule, content(type), version: "8.5").first
        == "a#extensionElements.values.0.properties.1.name")
  }

  @Test("leave properties alone that belong to no connector")
  func noConnector() {
    let content = CompatMarks.element(
      "startEvent", "<zeebe:properties><zeebe:property name=\"messageTtl\"/></zeebe:properties>")
    #expect(CompatMarks.of("connector-properties", content, version: "8.5") == [])
  }
}
