import FEEL
import Testing

struct ZeebeExpressionTests {
  private func value(_ text: String, _ context: FEELContext = [:]) throws -> FEELValue {
    try ZeebeExpression(text).evaluate(context).value
  }

  @Test("is FEEL behind an equals sign, else a number or a text")
  func kinds() throws {
    #expect(try value("= 1 + x", ["x": .n(2)]) == .n(3))
    #expect(try value("3") == .n(3))
    #expect(try value("hello") == "hello")
    #expect(try value("=") == "=")
    #expect(try value(" =1") == " =1")
    #expect(try value("") == "")
  }

  @Test("adds the engine's functions")
  func cycle() throws {
    #expect(try value("=cycle(duration(\"PT1H\"))") == "R/PT1H")
    #expect(try value("=cycle(3, duration(\"PT1H\"))") == "R3/PT1H")
    #expect(try value("=cycle(null, duration(\"PT1H\"))") == "R/PT1H")
    #expect(
      try value("=fromAi(toolCall.x, \"what\")", ["toolCall": .context(["x": .n(1)])]) == .n(1))
  }

  @Test("has the connectors' functions in their profile only")
  func connectors() throws {
    let error = "bpmnError(\"E\", \"bad\", {a: 1})"
    #expect(
      try evaluate(error)
        == "{errorType:\"bpmnError\", errorCode:\"E\", errorMessage:\"bad\", variables:{a:1}}")
    #expect(try evaluate(error, functions: .zeebe) == "null")
    #expect(try evaluate("jobError(\"bad\").retries") == "0")
    #expect(try evaluate("ignoreError({a: 1}).errorType") == "\"ignoreError\"")
  }

  @Test(
    "fails where a connector's function is called with what does not fit, instead of giving null",
    arguments: [
      ("bpmnError(1)", "bpmnError() expects string for `errorCode`, found number"),
      ("bpmnError(null)", "bpmnError() expects string for `errorCode`, found null"),
      ("jobError(\"m\", null, 2)", "jobError() expects context for `variables`, found null"),
      (
        "jobError(\"m\", {}, 2, \"PT5S\")",
        "jobError() expects days and time duration for `retryBackoff`, found string"
      ),
      (
        "if 1 > 0 then ignoreError(5) else null",
        "ignoreError() expects context for `variables`, found number"
      ),
      ("backoff(0)", "backoff() requires a whole number of at least 1 as `attempt`"),
    ])
  func strict(_ text: String, _ failure: String) throws {
    #expect(try evaluate(text) == failure)
  }

  @Test("fails where a connector's function gets too many or unknown arguments")
  func strictCounts() throws {
    #expect(try evaluate("bpmnError()").hasPrefix("bpmnError() does not take 0 arguments"))
    #expect(try evaluate("bpmnError(kode: \"E\")").hasPrefix("bpmnError() has no parameters"))
  }

  @Test("computes the delay before a retry")
  func backoff() throws {
    let middle = FEELEnvironment(random: { 0.5 })
    #expect(try evaluate("backoff(1)", in: middle) == "PT0.05S")
    #expect(try evaluate("backoff(3)", in: middle) == "PT0.128S")
    #expect(try evaluate("backoff(50)", in: middle) == "PT5S")
    #expect(try evaluate("backoff(2, @\"PT1S\", 3, @\"PT1M\", 0)", in: middle) == "PT3S")
  }
}
