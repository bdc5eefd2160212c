import Testing

@Suite("Messages and webhooks across the files of a project")
struct ProjectMessageTests {
  private func message(_ name: String) -> String {
    "1️⃣<bpmn:message id=\"m\" name=\"\(name)\"/>"
  }

  private static let definition = "<bpmn:messageEventDefinition messageRef=\"m\"/>"

  private func thrower(_ name: String) -> String {
    ProjectFinding.diagram(
      "p", roots: "<bpmn:message id=\"m\" name=\"\(name)\"/>",
      "1️⃣<bpmn:endEvent id=\"e\"><bpmn:messageEventDefinition messageRef=\"m\">"
        + "<bpmn:extensionElements><zeebe:publishMessage correlationKey=\"=k\"/>"
        + "</bpmn:extensionElements></bpmn:messageEventDefinition></bpmn:endEvent>")
  }

  private func catcher(_ name: String) -> String {
    ProjectFinding.diagram(
      "q", roots: message(name), "<bpmn:startEvent id=\"s\">\(Self.definition)</bpmn:startEvent>")
  }

  @Test("a message that is published and never caught is found")
  func neverCaught() {
    let rule = "project/message-never-caught"
    #expect(
      ProjectFinding.marks(of: rule, in: ["a.bpmn": thrower("paid"), "b.bpmn": catcher("other")])
        == ["a.bpmn 1️⃣"])
    #expect(
      ProjectFinding.marks(of: rule, in: ["a.bpmn": thrower("paid"), "b.bpmn": catcher("paid")])
        == [])
    // Its receiver may be in another project; and a worker may do anything.
    #expect(ProjectFinding.marks(of: rule, in: ["a.bpmn": thrower("paid")]) == [])
    let job = ProjectFinding.diagram(
      "p", roots: message("paid"),
      "<bpmn:endEvent id=\"e\"><bpmn:extensionElements><zeebe:taskDefinition type=\"x\"/>"
        + "</bpmn:extensionElements>\(Self.definition)</bpmn:endEvent>")
    #expect(ProjectFinding.marks(of: rule, in: ["a.bpmn": job, "b.bpmn": catcher("other")]) == [])
  }

  @Test("names that differ in case, blanks and punctuation only are found")
  func similar() {
    let rule = "project/message-name"
    #expect(
      ProjectFinding.marks(
        of: rule,
        in: [
          "a.bpmn": catcher("OrderPaid"), "b.bpmn": catcher("OrderPaid"),
          "c.bpmn": catcher("order paid"),
        ]) == ["c.bpmn 1️⃣"])
    #expect(
      ProjectFinding.marks(of: rule, in: ["a.bpmn": catcher("paid"), "b.bpmn": catcher("paid")])
        == [])
  }

  private func hook(_ process: String, _ id: String, message: String) -> String {
    ProjectFinding.diagram(
      process, roots: self.message(message),
      "2️⃣<bpmn:startEvent id=\"s\">\(ProjectFinding.webhook(id))\(Self.definition)</bpmn:startEvent>"
    )
  }

  @Test("one message name behind different webhooks is found at each")
  func sharedMessage() {
    let rule = "webhook/shared-message"
    #expect(
      ProjectFinding.marks(
        of: rule,
        in: ["a.bpmn": hook("p", "one", message: "x"), "b.bpmn": hook("q", "two", message: "x")])
        == ["a.bpmn 2️⃣", "b.bpmn 2️⃣"])
    #expect(
      ProjectFinding.marks(
        of: rule,
        in: ["a.bpmn": hook("p", "one", message: "x"), "b.bpmn": hook("q", "two", message: "y")])
        == [])
  }

  @Test("a webhook of a process that is not executable is found")
  func notExecutable() {
    let text = FlowDiagram.definitions(
      "<bpmn:process id=\"p\">1️⃣<bpmn:startEvent id=\"s\">\(ProjectFinding.webhook("one"))"
        + "</bpmn:startEvent></bpmn:process>")
    #expect(
      ProjectFinding.marks(of: "webhook/not-executable", in: ["a.bpmn": text]) == ["a.bpmn 1️⃣"])
  }

  /// A start event and a receive task on one webhook with these conditions.
  private func shared(
    _ start: String?, _ receive: String?, mode: [String: String] = ["deduplicationMode": "AUTO"]
  ) -> [String] {
    func properties(_ condition: String?) -> [String: String] {
      mode.merging(condition.map { ["activationCondition": $0] } ?? [:]) { $1 }
    }
    let text = ProjectFinding.diagram(
      "p",
      "1️⃣<bpmn:startEvent id=\"s\">\(ProjectFinding.webhook("one", properties(start)))"
        + "</bpmn:startEvent><bpmn:receiveTask id=\"r\">"
        + "\(ProjectFinding.webhook("one", properties(receive)))</bpmn:receiveTask>")
    return ProjectFinding.marks(of: "webhook/ambiguous", in: ["a.bpmn": text])
  }

  @Test("a request that fits two events of one webhook is found")
  func ambiguous() {
    #expect(shared(nil, nil) == ["a.bpmn 1️⃣"])
    #expect(shared(nil, "=request.body.a = 1") == ["a.bpmn 1️⃣"])
    #expect(shared("=request.body.a = 1", "= request.body.a = 1") == ["a.bpmn 1️⃣"])
    // Whether different conditions hold at once cannot be told.
    #expect(shared("=request.body.a = 1", "=request.body.b = 1") == [])
    // Without a shared endpoint it is webhook/duplicate-path.
    #expect(shared(nil, nil, mode: [:]) == [])
  }

  @Test("two events that wait for one message with equal settings fit each other")
  func compatible() {
    let hook = ProjectFinding.webhook("one", ["deduplicationMode": "AUTO"])
    func text(_ second: String) -> String {
      ProjectFinding.diagram(
        "p",
        roots: "<bpmn:message id=\"m\" name=\"x\"/><bpmn:message id=\"n\" name=\"y\"/>",
        "1️⃣<bpmn:receiveTask id=\"r\" messageRef=\"m\">\(hook)</bpmn:receiveTask>"
          + "<bpmn:receiveTask id=\"t\" messageRef=\"\(second)\">\(hook)</bpmn:receiveTask>")
    }
    #expect(ProjectFinding.marks(of: "webhook/ambiguous", in: ["a.bpmn": text("m")]) == [])
    #expect(
      ProjectFinding.marks(of: "webhook/ambiguous", in: ["a.bpmn": text("n")]) == ["a.bpmn 1️⃣"])
  }
}
