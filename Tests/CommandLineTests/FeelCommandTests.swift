import JSON
import Testing
import TestSupport

struct FeelCommandTests {
  @Test("feel evaluates, points at faults, and reads rows")
  func feel() throws {
    #expect(try Tool.run("feel", "=x + 1", "--context", "{\"x\": 2}").output == "3\n")
    let faulty = try Tool.run("feel", "1 + * 2")
    #expect(faulty.status == 1 && faulty.errors.contains("    ^"))
    let rows = try Tool.run(
      "feel", "--jsonl",
      input: #"{"id":"a","expression":"x = 2","context":{"x":{"n":"2"}}}"# + "\n"
        + #"{"id":"b","expression":"? > 1","context":{"?":{"n":"1"}},"unary":true}"# + "\n")
    #expect(
      rows.output == """
        {"id":"a","value":true,"warnings":[]}
        {"id":"b","value":false,"warnings":[]}

        """)
  }

  @Test("feel checks where asked, formats files and standard input, lists a dialect's functions")
  func feelTools() throws {
    let checked = try Tool.run("feel", "--check", "x + contans(y)", "--context", "{\"x\": 2}")
    #expect(checked.errors.contains("did you mean `contains`?"))
    #expect(checked.errors.contains("unknown variable `y`"))
    #expect(try Tool.run("feel", "fmt", input: "=1+ 2 // sum\n").output == "=1 + 2 // sum\n")
    #expect(try Tool.run("feel", "fmt", "-", input: "=1+ 2\n").output == "=1 + 2\n")
    #expect(try Tool.run("feel", "fmt", "--unary", "-", input: "=1+ 2\n").output == "-\n")
    #expect(try Tool.run("feel", "fmt", "--file", "missing.feel").status == 2)
    #expect(try Tool.run("feel", "fmt", "1 +").status == 1)
    let functions = try Tool.run("feel", "functions", "--dialect", "dmn").output
    #expect(functions.contains("list replace(") && !functions.contains("trim("))
  }

  @Test("an expression is read from standard input")
  func standardInput() throws {
    #expect(try Tool.run("feel", "--context", "{\"x\": 2}", input: "=x +\n  1\n").output == "3\n")
    #expect(try Tool.run("feel", "-", input: "1 + 1").output == "2\n")
    #expect(try Tool.run("feel", "--unary", "-", input: "1 + 1").output == "true\n")
    let faulty = try Tool.run("feel", input: "=1 +\n  * 2\n")
    #expect(
      faulty.status == 1 && faulty.errors.contains("expression:2:3: error"), "\(faulty.errors)")
    let empty = try Tool.run("feel", input: " \n")
    #expect(empty.status == 64 && empty.errors.contains("contains no expression"))
  }

  @Test("--check fails if it finds something, and prints the value all the same")
  func checkStatus() throws {
    let found = try Tool.run("feel", "--check", "contains(\"a\", b)")
    #expect(found.status == 1 && found.output == "null\n", "\(found.errors)")
    let clean = try Tool.run("feel", "--check", "contains(\"a\", \"a\")")
    #expect(clean.status == 0 && clean.output == "true\n")
  }

  @Test("an expression may begin with a minus sign")
  func minus() throws {
    #expect(try Tool.run("feel", "-5").output == "-5\n")
    #expect(try Tool.run("feel", "-a+h", "--context", "{\"a\": 1, \"h\": 2}").output == "1\n")
    #expect(try Tool.run("feel", "fmt", "-if a then 1 else 2").output == "-if a then 1 else 2\n")
    #expect(try Tool.run("feel", "--", "-5").output == "-5\n")
    #expect(try Tool.run("feel", "-h").output.contains("USAGE"))
  }

  @Test("places count the sign that makes a text an expression")
  func places() throws {
    #expect(try Tool.run("feel", "=x").errors.contains("expression:1:2: warning"))
    #expect(try Tool.run("feel", "fmt", "=1 +").errors.contains("expression:1:5: error"))
  }

  @Test("names with symbols in the context are names for the standard, also where they are deep")
  func names() throws {
    let context = #"{"a-b": 11, "a": 1, "b": {"Full Name": "Ann"}}"#
    #expect(try Tool.run("feel", "a-b", "--context", context, "--dialect", "dmn").output == "11\n")
    #expect(
      try Tool.run("feel", "fmt", "a-b", "--context", context, "--dialect", "dmn").output == "a-b\n"
    )
    #expect(
      try Tool.run("feel", "b.Full  Name", "--context", context, "--dialect", "dmn").output
        == "Ann\n")
  }

  @Test(
    "variables that are none are refused",
    arguments: [
      ("[1]", "must be a JSON object"), ("\"x\"", "must be a JSON object"),
      ("", "is not JSON"), ("{\"a\": 1e7000}", "1e7000 is outside FEEL's number range"),
      ("{\"a\" 1}", "(1:6)"), ("missing.json", "missing.json"),
    ])
  func context(text: String, message: String) throws {
    let outcome = try Tool.run("feel", "a", "--context", text)
    #expect(outcome.status == 2 && outcome.errors.contains(message))
  }

  @Test(
    "a row that is not as it must be is answered with an error",
    arguments: [
      ("{", "the row is not JSON"), ("{}", "must be a string"),
      (#"{"expression":"1","unary":"true"}"#, "must be true or false"),
      (#"{"expression":"1","context":[1]}"#, "must be an object"),
      (#"{"expression":"x","context":{"x":{"dtd":"P1Y"}}}"#, "'x' is not a typed value"),
      (#"{"expression":"x","context":{"x":{"dt":"2020-01-01"}}}"#, "'x' is not a typed value"),
      (#"{"expression":"x","context":{"x":{"range":{}}}}"#, "'x' is not a typed value"),
    ])
  func rows(row: String, message: String) throws {
    let outcome = try Tool.run("feel", "--jsonl", input: row + "\n")
    #expect(outcome.status == 1)
    #expect(try JSONValue(parsing: outcome.output)["error"]?.string?.contains(message) == true)
  }

  @Test("what rows don't say is as the options have it")
  func defaults() throws {
    let rows = """
      {"id":"a","expression":"> x","context":{"?":{"n":"3"}}}
      {"id":"b","expression":"x","context":{"x":{"n":"1"}},"unary":false}

      """
    #expect(
      try Tool.run("feel", "--jsonl", "--unary", "--context", "{\"x\": 2}", input: rows).output
        == """
        {"id":"a","value":true,"warnings":[]}
        {"id":"b","value":{"n":"1"},"warnings":[]}

        """)
  }

  @Test("options that don't go together are bad usage")
  func usage() throws {
    for arguments in [
      ["--jsonl", "--check"], ["--jsonl", "1"], [],
      ["1", "--platform", "8.9"],
    ] {
      #expect(try Tool.run(Tool.process(["feel"] + arguments)).status == 64)
    }
  }

  @Test("the checker looks for a platform version where one is named")
  func platform() throws {
    let outcome = try Tool.run("feel", "--check", "--platform", "8.5", "trim(\" a \")")
    #expect(outcome.errors.contains("`trim` requires Camunda 8.6"))
    #expect(outcome.output == "a\n")
  }
}
