import Testing

@Suite("The rule of the Camunda plugin about implementations")
struct ImplementationRuleTests {
  private static let job = "<zeebe:taskDefinition type=\"t\"/>"
  private static let script = "<zeebe:script expression=\"=1\" resultVariable=\"r\"/>"
  private static let decision = "<zeebe:calledDecision decisionId=\"d\" resultVariable=\"r\"/>"
  private static let message = "<bpmn:messageEventDefinition/>"

  private static func marks(
    _ tag: String, _ extensions: String, _ version: String?, _ content: String = ""
  ) -> [String] {
    let element = "1️⃣" + CompatMarks.element(tag + " id=\"a\"", "2️⃣" + extensions, content)
    return CompatMarks.of("implementation", element, version: version)
  }

  @Test(
    "asks for something that runs the element, from the version that runs the element",
    arguments: [
      ("serviceTask", "", "1.0"), ("sendTask", "", "1.1"), ("scriptTask", "", "1.1"),
      ("businessRuleTask", "", "1.1"), ("intermediateThrowEvent", message, "1.2"),
      ("endEvent", message, "1.2"),
    ])
  func required(tag: String, content: String, first: String) {
    for version in ["1.0", "1.1", "1.2", "8.2", "8.10"] {
      let expected = version < first ? [] : ["1️⃣"]
      #expect(Self.marks(tag, "", version, content) == expected, "\(version)")
    }
    #expect(Self.marks(tag, "", nil, content) == ["1️⃣"])
    #expect(Self.marks(tag, Self.job, "8.2", content) == [])
  }

  @Test(
    "asks nothing of elements that run by themselves",
    arguments: [
      ("task", ""), ("userTask", ""), ("receiveTask", ""), ("manualTask", ""), ("endEvent", ""),
      ("intermediateThrowEvent", ""), ("endEvent", "<bpmn:terminateEventDefinition/>"),
      ("intermediateThrowEvent", "<bpmn:linkEventDefinition/>"), ("startEvent", message),
      ("adHocSubProcess", ""), ("transaction", ""),
    ])
  func free(tag: String, content: String) {
    #expect(Self.marks(tag, "", "8.8", content) == [])
  }

  @Test(
    "finds implementations that come later, at the implementation",
    arguments: [
      ("businessRuleTask", decision, "1.2", "1.3"), ("scriptTask", script, "8.1", "8.2"),
      ("adHocSubProcess", job, "8.7", "8.8"),
    ])
  func later(tag: String, implementation: String, last: String, first: String) {
    #expect(Self.marks(tag, implementation, last) == ["2️⃣"])
    #expect(Self.marks(tag, implementation, first) == [])
    #expect(Self.marks(tag, implementation, nil) == [])
  }

  @Test(
    "finds implementations on elements that never have them",
    arguments: [
      ("serviceTask", script), ("serviceTask", decision), ("scriptTask", decision),
      ("businessRuleTask", script), ("userTask", job), ("receiveTask", job), ("startEvent", job),
      ("subProcess", job), ("adHocSubProcess", script), ("exclusiveGateway", job),
    ])
  func never(tag: String, implementation: String) {
    #expect(Self.marks(tag, implementation, "8.8") == ["2️⃣"])
  }

  @Test("leaves elements to the rule about their type that the version does not run")
  func unknown() {
    #expect(Self.marks("adHocSubProcess", Self.job, "8.6") == [])
    #expect(Self.marks("transaction", Self.job, "8.8") == [])
    #expect(Self.marks("endEvent", Self.job, "1.1", Self.message) == [])
    #expect(Self.marks("endEvent", Self.job, "8.8") == [])
  }

  @Test(
    "asks for what an implementation needs",
    arguments: [
      ("serviceTask", "taskDefinition", ["type"]),
      ("endEvent", "taskDefinition", ["type"]), ("adHocSubProcess", "taskDefinition", ["type"]),
      ("scriptTask", "script", ["expression", "resultVariable"]),
      ("businessRuleTask", "calledDecision", ["decisionId", "resultVariable"]),
    ])
  func properties(tag: String, implementation: String, names: [String]) {
    let path = "a#extensionElements.values.0."
    func missing(_ attributes: String) -> [String] {
      CompatMarks.elements(
        "implementation",
        CompatMarks.element(
          tag + " id=\"a\"", "<zeebe:\(implementation) \(attributes)/>", Self.message),
        version: "8.8")
    }
    #expect(missing("") == names.map { path + $0 })
    #expect(missing(names.map { "\($0)=\" \"" }.joined(separator: " ")) == names.map { path + $0 })
    #expect(missing(names.map { "\($0)=\"x\"" }.joined(separator: " ")) == [])
  }

  @Test("asks for exactly one")
  func one() {
    #expect(Self.marks("scriptTask", Self.script + Self.job, "8.2") == ["1️⃣"])
    #expect(Self.marks("businessRuleTask", Self.decision + Self.job, "8.2") == ["1️⃣"])
    #expect(Self.marks("serviceTask", Self.job + Self.job, "8.2") == ["1️⃣"])
    // Only one of the two is known to the version, so it counts as the only one.
    #expect(Self.marks("scriptTask", Self.script + Self.job, "8.1") == [])
    #expect(Self.marks("adHocSubProcess", Self.job + Self.job, "8.8") == [])
    #expect(Self.marks("userTask", Self.script + Self.job, "8.8") == [])
  }
}
