import Testing

@Suite("Where the answer is read")
struct ResponsePathRuleTests {
  func diagram(_ headers: String...) -> TwilioDiagram {
    TwilioDiagram("response-path", TwilioDiagram.task("sendSms", headers: headers))
  }

  @Test(
    "what is not in the response is an error at its place, with the path that was meant",
    arguments: [
      ("={s: 1️⃣response.sid}", "={s: response.body.sid}"),
      ("={s: 1️⃣response.response.sid}", "={s: response.body.sid}"),
      ("={s: 1️⃣response.response.body.sid}", "={s: response.body.sid}"),
      ("{s: 1️⃣sid}", "{s: body.sid}"),
      (" = {a: body.sid, t: upper case(1️⃣response.to)}", "upper case(response.body.to)}"),
    ])
  func misread(expression: String, fixed: String) {
    let found = diagram("resultExpression=" + expression)
    #expect(found.places == ["e1️⃣"])
    #expect(found.fixed.contains(fixed))
  }

  @Test(
    "what is there is right",
    arguments: [
      "={s: response.body.sid, status: response.status, h: headers, b: body.sid}",
      "={sid: 1, b: sid}", "=response.body.messages[sid = \"x\"][1]", "={d: response.document}",
    ])
  func right(expression: String) {
    #expect(diagram("resultExpression=" + expression).places == [])
  }

  @Test("an error expression sees the response as long as nothing is mapped")
  func errorExpression() {
    #expect(diagram("errorExpression=if 1️⃣response.sid = null then null else {}").places == ["e1️⃣"])
    #expect(diagram("errorExpression=response.error.code", "resultVariable=").places == [])
    #expect(
      diagram("resultExpression={sid: body.sid}", "errorExpression=response.sid").places == [])
  }

  @Test("Twilio's own error is in the body of the error's response")
  func errorBody() {
    let found = diagram("errorExpression=1️⃣error.variables.response.code = 21211")
    #expect(found.places == ["e1️⃣"])
    #expect(found.fixed.contains("error.variables.response.body.code = 21211"))
    #expect(diagram("errorExpression=error.variables.response.body.code").places == [])
  }
}
