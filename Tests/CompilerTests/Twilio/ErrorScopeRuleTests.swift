import Diagnostics
import Testing

@Suite("What an error expression sees")
struct ErrorScopeRuleTests {
  func diagram(_ headers: String...) -> TwilioDiagram {
    TwilioDiagram("error-scope", TwilioDiagram.task("sendSms", headers: headers))
  }

  @Test(
    "the raw response behind a result mapping is a warning at its place",
    arguments: [
      "=if 1️⃣response.status = 201 then null else bpmnError(\"E\", \"m\")", "=1️⃣status = 500",
      "=1️⃣response.body.status = \"failed\"",
    ])
  func raw(expression: String) {
    let error = "errorExpression=" + expression
    #expect(diagram("resultExpression={sid: body.sid}", error).places == ["w1️⃣"])
    let variable = diagram("resultVariable=answer", error)
    #expect(variable.places == ["w1️⃣"])
    #expect(variable.findings[0].help?.contains("answer.") == true)
    #expect(diagram(error.split(separator: "1️⃣").joined()).places == [])
  }

  @Test("mapped variables and the error are there")
  func mapped() {
    #expect(
      diagram(
        "resultExpression={status: response.status}", "errorExpression=response.status = 500"
      ).places == [])
    #expect(diagram("resultVariable=body", "errorExpression=body.status = 500").places == [])
    #expect(
      diagram(
        "resultExpression={sid: body.sid}",
        "errorExpression=error.variables.response.body.code = response.sid"
      ).places == [])
  }
}
