import Testing

@Suite("Comparing error codes")
struct ErrorCodeRuleTests {
  func diagram(_ condition: String) -> TwilioDiagram {
    let header = "errorExpression=if \(condition) then bpmnError(\"E\", \"m\") else null"
    return TwilioDiagram("error-code", TwilioDiagram.task("sendSms", headers: [header]))
  }

  @Test(
    "a number for a code is an error at the number, which gets quotes",
    arguments: [
      ("error.code = 1️⃣404", "error.code = \"404\""), ("1️⃣404 = error.code", "\"404\" = error.code"),
      ("error.code in [1️⃣404]", "in [\"404\"]"), ("response.error.code != (1️⃣404)", "(\"404\")"),
      ("list contains([1️⃣404], error.code)", "[\"404\"]"),
    ])
  func number(condition: String, fixed: String) {
    let found = diagram(condition)
    #expect(found.places == ["e1️⃣"])
    let text = found.fixed.split(separator: "&#34;", omittingEmptySubsequences: false)
      .joined(separator: "\"")
    #expect(text.contains(fixed))
  }

  @Test(
    "for more or less there is advice and no fix",
    arguments: ["error.code &gt;= 1️⃣500", "error.code in 1️⃣500", "error.code in (&gt;= 1️⃣500)"])
  func order(condition: String) {
    #expect(diagram(condition).places == ["e1️⃣"])
  }

  @Test("both ends of a range are errors")
  func range() {
    #expect(diagram("error.code between 1️⃣400 and 2️⃣499").places == ["e1️⃣", "e2️⃣"])
    #expect(diagram("error.code in [1️⃣400..2️⃣499]").places == ["e1️⃣", "e2️⃣"])
  }

  @Test("Twilio's own code is a number")
  func twilioCode() {
    let found = diagram("error.variables.response.body.code = 1️⃣\"21211\"")
    #expect(found.places == ["e1️⃣"])
    #expect(found.fixed.contains("body.code = 21211 then"))
    #expect(diagram("error.variables.response.body.code = 21211").places == [])
  }

  @Test(
    "strings, and codes turned into numbers, are right",
    arguments: [
      "error.code = \"404\"", "number(error.code) &gt;= 500", "error.retries = 1", "code = 404",
      "error.code = null", "error.code = expected",
    ])
  func right(condition: String) {
    #expect(diagram(condition).places == [])
  }
}
