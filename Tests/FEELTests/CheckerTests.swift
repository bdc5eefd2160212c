import FEEL
import Testing

struct CheckerTests {
  /// Each finding as its kind, the text it marks, and its message.
  private func findings(
    _ text: String, _ environment: FEELTypeEnvironment = FEELTypeEnvironment(),
    _ dialect: FEELDialect = .camunda, version: CamundaVersion? = nil
  ) throws -> [String] {
    let expression = try FEELExpression(parsing: text, dialect: dialect, functions: .zeebe)
    return FEELChecker.check(expression, against: environment, version: version).map {
      "\($0.kind.rawValue) \(String(decoding: Array(text.utf8)[$0.range], as: UTF8.self)): "
        + $0.message
    }
  }

  @Test(
    "names unknown functions, and what was probably meant",
    arguments: [
      ("contans(a, b)", "contans: unknown function `contans`: did you mean `contains`?"),
      (
        "upperCase(a)",
        "upperCase: unknown function `upperCase`: did you mean `upper case`?"
      ),
      ("is(a, b)", "is: unknown function `is` in Camunda: it exists only in the DMN standard"),
      (
        "bpmnError(a)",
        "bpmnError: `bpmnError` is available only in result and error expressions of connectors"
      ),
      ("frobnicate(1)", "frobnicate: unknown function `frobnicate`"),
      (
        "string lenght(a)",
        "string lenght: unknown function `string lenght`: did you mean `string length`?"
      ),
      (
        "last day of the month(a)",
        "last day of the month: unknown function `last day of the month`: did you mean "
          + "`last day of month`?"
      ),
    ])
  func unknownFunctions(text: String, expected: String) throws {
    #expect(try findings(text) == ["unknown-function \(expected)"])
  }

  @Test(
    "compares arguments with the forms of a function",
    arguments: [
      (
        "contains(\"a\")",
        "contains: `contains` does not take 1 arguments: contains(string, match)"
      ),
      (
        "contains(a, 5)",
        "5: `contains` expects string for `match`, but this is always number"
      ),
      (
        "contains(string: a, mach: b)",
        "contains(string: a, mach: b): `contains` has no parameter `mach`: did you mean `match`? "
          + "(contains(string, match))"
      ),
      (
        "string length(count(a))",
        "count(a): `string length` expects string for `string`, but this is always number"
      ),
      ("number(1)", "1: `number` expects string for `from`, but this is always number"),
      ("sort([1])", "sort: `sort` does not take 1 arguments: sort(list, precedes)"),
      ("append([1])", "append: `append` does not take 1 arguments: append(list, item…)"),
      ("not(1)", "1: `not` expects boolean for `negand`, but this is always number"),
      ("any(true, 1)", "1: `any` expects boolean for `list…`, but this is always number"),
      (
        "string length(string: 1)",
        "1: `string length` expects string for `string`, but this is always number"
      ),
      (
        "date(year: 2020, month: 1)",
        "date(year: 2020, month: 1): `date` requires `day`: date(from) or date(year, month, day)"
      ),
      ("abs(n: 1, n: 2)", "2: `n` is passed twice; the last one is used"),
      (
        "date(from: a, day: 1)",
        "date(from: a, day: 1): `date` does not take from, day together: "
          + "date(from) or date(year, month, day)"
      ),
    ])
  func arguments(text: String, expected: String) throws {
    #expect(try findings(text) == ["arguments \(expected)"])
  }

  @Test(
    "knows which version brought a function",
    arguments: [
      ("trim(a)", CamundaVersion(8, 5), 1), ("trim(a)", .init(8, 6), 0),
      ("is blank(a)", .init(8, 7), 1), ("from json(a)", .init(8, 8), 1),
      ("date and time(now(), \"Z\")", .init(8, 1), 1), ("date and time(a, b)", .init(8, 1), 0),
      ("is defined(a.b)", .init(8, 2), 1), ("is defined(a)", .init(8, 2), 0),
      ("get value(a, [\"b\"])", .init(8, 1), 1),
      ("abs(a)", .init(8, 0), 0),
    ])
  func versions(text: String, version: CamundaVersion, count: Int) throws {
    #expect(try findings(text, version: version).count == count)
  }

  @Test(
    "finds operands that never go together",
    arguments: [
      (
        "1 + \"a\"",
        "`+` is not defined for number and string: convert the other operand with string(…)"
      ),
      ("a = 1 and (\"x\" = 1)", "string and number cannot be compared: the result is always null"),
      ("if \"a\" then 1 else 2", "`if` requires a boolean, but this is always string"),
      ("not(a) and 1", "`and` and `or` require a boolean, but this is always number"),
      ("-\"a\"", "`-` is not defined for string"), ("-[1]", "`-` is not defined for list"),
      ("-@\"P1D\"", "`-` is not defined for days and time duration"),
      ("for x in \"abc\" return x", "expected a list, but this is always string"),
      ("some x in 5 satisfies x > 1", "expected a list, but this is always number"),
      ("\"abc\"[1]", "expected a list, but this is always string"),
      ("[1, 2][\"x\"]", "a filter requires a condition or an index, but this is always string"),
      ("today().yer", "a date has no `yer`; it has year, month, day, weekday"),
      ("a instance of nmber", "unknown type `nmber`: did you mean `number`?"),
      ("{ab: 1}.ac", "unknown entry `ac`: did you mean `ab`?"),
      ("[{ab: 1}].ac", "unknown entry `ac`: did you mean `ab`?"),
    ])
  func types(text: String, message: String) throws {
    #expect(try findings(text).map { $0.hasSuffix(message) } == [true])
  }

  @Test(
    "is silent about what may be right",
    arguments: [
      "a + 1 + \"x\"", "a.b[c > 1].d", "date(a) - @\"P1D\" > today()", "a = null or null = 1",
      "@\"2024-01-01\" + duration(a)", "{f: function(x) x + 1, y: f(2)}.y",
      "for x in [1, 2] return x + 1", "[{x: 1}][x > 0].x", "list[item.a = b]", "{} = a",
      "is defined(a.b)", "get or else(a.b, 1)", "if a then 1 else \"b\"",
      "sort(a, function(x, y) x < y)",
      "count([1]) > 0 and min(1, 2) < 3", "now() - @\"PT1H\" < now()", "\"a\" in [\"b\"]",
      "5 in [1..3]", "5 in ([1..3], 7)", "includes([1..3], 2)", "append(list: [1], item: 2)",
      "any(true, null)", "concatenate(1, [2])", "not(null)", "string length(a[1])",
      "cycle(3, @\"PT1H\")",
    ])
  func silence(text: String) throws { #expect(try findings(text) == []) }

  @Test("knows the variables of a closed environment")
  func variables() throws {
    let request = FEELStaticType.context(["body": .any, "headers": .any], isOpen: false)
    let closed = FEELTypeEnvironment(["request": request], isOpen: false)
    #expect(
      try findings("requst.body", closed)
        == ["types requst: unknown variable `requst`: did you mean `request`?"])
    #expect(
      try findings("request.boddy.From = 1", closed)
        == ["types boddy: unknown entry `boddy`: did you mean `body`?"])
    #expect(try findings("if is defined(zzz) then zzz.a else 2", closed) == [])
    #expect(try findings("if zzz = null then 1 else zzz", closed) == [])
    #expect(try findings("request.body.From = request.headers.x", closed) == [])
    #expect(try findings("is defined(request.boddy) and is defined(other)", closed) == [])
    let values: FEELContext = ["n": 1, "list": .list([["k": "v"]])]
    #expect(
      try findings("n + list[1].k", FEELTypeEnvironment(of: values)).map { $0.prefix(7) }
        == ["types n"])
  }

  @Test(
    "tells where Camunda has no range",
    arguments: ["{r: [1..3]}", "[1..3] = a", "for x in [1..3] return x", "[[1..2]]"])
  func ranges(text: String) throws {
    #expect(
      try findings(text).map {
        $0.hasSuffix("Camunda supports ranges only after `in`, in tests and as arguments")
      }
        == [true])
  }

  @Test(
    "tells where Camunda has another name for a parameter",
    arguments: ["floor(n: 1.5, scale: 0)", "floor(n: 1.5, scala: 0)", "sublist(list: a, start: 1)"])
  func parameterNames(text: String) throws {
    #expect(
      try findings(text).map { $0.contains("Camunda calls this parameter `s") } == [true])
  }

  @Test("knows the standard's ranges and lists of one")
  func standard() throws {
    for text in ["[1..3].start included", "{r: [1..3]}", "\"abc\"[1]", "-[1]"] {
      let expression = try FEELExpression(parsing: text, dialect: .dmn)
      #expect(FEELChecker.check(expression, against: FEELTypeEnvironment()) == [])
    }
  }

  @Test("tells what Camunda reads differently")
  func camunda() throws {
    #expect(
      try findings("for x in 1..3, y in 1..x return y").map { $0.hasPrefix("camunda-reads") }
        == [true])
    #expect(try findings("x in list and y").map { $0.prefix(24) } == ["camunda-reads-differentl"])
    #expect(
      try findings("for x in a, y in x.b return y").map { $0.hasPrefix("camunda-reads") } == [true])
    #expect(try findings("for x in a, y in x.b return y", .init(), .dmn) == [])
  }
}
