import Testing

@Suite("Variables named like inputs")
struct VariableNameRuleTests {
  static let lookup = TwilioDiagram.task("getMessage", "method=get", id: "Lookup", mark: "2️⃣")

  func diagram(_ elements: String) -> TwilioDiagram {
    TwilioDiagram("variable-name", elements + Self.lookup)
  }

  @Test("a result expression, result variable or webhook that sets one is a warning")
  func results() {
    let result = diagram(
      TwilioDiagram.task(
        "sendSms", headers: ["resultExpression={sid: 1, 1️⃣headers: 2}"]))
    #expect(result.places == ["w1️⃣"])
    let variable = diagram(TwilioDiagram.webhook("startEvent", "resultVariable=1️⃣queryParameters"))
    #expect(variable.places == ["w1️⃣"])
    #expect(variable.notes == ["2️⃣"])
    #expect(
      diagram(TwilioDiagram.webhook("startEvent", "resultExpression={1️⃣url: request.body.Url}"))
        .places == ["w1️⃣"])
  }

  @Test("so are an output mapping, a script and a decision")
  func mappings() {
    let output = "<zeebe:output source='=1' target='1️⃣authentication.type'/>"
    #expect(
      diagram(TwilioDiagram.task("sendSms", "authentication.type=x", outputs: output)).places == [
        "w1️⃣"
      ])
    for local in ["script", "calledDecision"] {
      let task =
        "<bpmn:task id='T'><bpmn:extensionElements>"
        + "<zeebe:\(local) resultVariable='1️⃣url'/></bpmn:extensionElements></bpmn:task>"
      #expect(diagram(task).places == ["w1️⃣"])
    }
  }

  @Test("a result that mappings keep inside the task is no variable of the process")
  func local() {
    let task = TwilioDiagram.task(
      "sendSms", headers: ["resultVariable=url"],
      outputs: "<zeebe:output source='=url' target='answer'/>")
    #expect(diagram(task).places == [])
    let mapped = TwilioDiagram.task("sendSms", "body.To==to", headers: ["resultVariable=body"])
    #expect(diagram(mapped).places == [])
  }

  @Test("names that no call takes are fine: mapped ones, other ones, and a body for GET")
  func right() {
    #expect(diagram(TwilioDiagram.webhook("startEvent", "resultVariable=method")).places == [])
    #expect(diagram(TwilioDiagram.webhook("startEvent", "resultVariable=body")).places == [])
    #expect(diagram(TwilioDiagram.webhook("startEvent", "resultVariable=order")).places == [])
    let send = TwilioDiagram.task("sendSms", "method=post", id: "Send")
    #expect(
      diagram(send + TwilioDiagram.webhook("startEvent", "resultVariable=1️⃣body")).places == ["w1️⃣"])
  }
}
