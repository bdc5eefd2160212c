import FEEL
import Testing

struct FunctionTests {
  @Test(
    "calls functions that the expression defines",
    arguments: [
      ("{f: function(a, b) a - b, r: f(5, 3)}.r", "2"),
      ("{f: function(a, b) a - b, r: f(b: 5, a: 3)}.r", "-2"),
      ("(function(a) a + 1)(1)", "2"), ("{f: function(a) function(b) a * b, r: f(2)(3)}.r", "6"),
      ("{f: function(n) if n < 2 then 1 else n * f(n - 1), r: f(5)}.r", "120"),
      ("{a: 1, f: function(x) x + a, r: f(1)}.r", "2"),
      ("{f: function(a) a, r: f(1, 2)}.r", "null"),
    ])
  func userFunctions(text: String, expected: String) throws {
    #expect(try evaluate(text) == expected)
  }

  @Test("finds the overload by the names of arguments")
  func namedArguments() throws {
    #expect(try evaluate("substring(string: \"foobar\", start position: 3)") == "\"obar\"")
    #expect(try evaluate("date(year: 2020, month: 1, day: 2)") == "2020-01-02")
    #expect(try evaluate("abs(number: -1)") == "1")
    #expect(try evaluate("abs(number: -1)", [:], .dmn) == "null")
    #expect(try evaluate("floor(n: 1.56, scala: 1)") == "1.5")
    #expect(try evaluate("extract(string: \"a1\", pattern: \"[0-9]\")") == "[\"1\"]")
    #expect(try evaluate("union(list: [[1], [1, 2]])") == "[1, 2]")
    for dialect in FEELDialect.allCases {
      #expect(try evaluate("before(range: [1..5], point: 10)", [:], dialect) == "true")
      #expect(try evaluate("before(point: 10, range: [1..5])", [:], dialect) == "false")
    }
  }

  @Test("unwraps and wraps lists of one for typed parameters")
  func coercion() throws {
    #expect(try evaluate("(function(a: string) a)([\"x\"])", [:], .dmn) == "\"x\"")
    #expect(try evaluate("(function(a: list<string>) a)(\"x\")", [:], .dmn) == "[\"x\"]")
    #expect(try evaluate("(function(a: number) a)(\"x\")", [:], .dmn) == "null")
    #expect(try evaluate("upper case([\"x\"])", [:], .dmn) == "\"X\"")
    #expect(try evaluate("upper case([\"x\"])") == "null")
  }

  @Test(
    "makes null of what does not conform to a parameter's context",
    arguments: [
      ("{name: \"a\"}", "null"), ("{name: \"a\", age: \"b\"}", "null"), ("{}", "null"),
      ("[{name: \"a\"}]", "null"), ("\"a\"", "null"), ("[]", "null"),
      ("{name: \"a\", age: 1}", "{name:\"a\", age:1}"),
      ("[{name: \"a\", age: 1}]", "{name:\"a\", age:1}"),
      ("{name: \"a\", age: 1, more: 2}", "{name:\"a\", age:1, more:2}"),
    ])
  func contexts(argument: String, expected: String) throws {
    let function = "function(p: context<name: string, age: number>) p"
    #expect(try evaluate("(\(function))(\(argument))", [:], .dmn) == expected)
    #expect(try evaluate("{f: \(function), r: f(p: \(argument))}.r", [:], .dmn) == expected)
    let isNull = expected == "null" ? "true" : "false"
    #expect(try evaluate("(\(function) = null)(\(argument))", [:], .dmn) == isNull)
  }

  @Test("refuses external functions; in Camunda the evaluation fails")
  func external() throws {
    let text = "(function(a) external {java: {class: \"x\"}})(1)"
    #expect(try evaluate(text) == "external functions are not supported")
    #expect(try evaluate(text, [:], .dmn) == "null")
    #expect(try warnings(text, [:], .dmn).contains(.noFunctionFound))
  }

  @Test("lets a host add functions, which may fail")
  func hostFunctions() throws {
    let library = FEELFunctionLibrary.standard.adding("double it", parameters: ["value"]) {
      arguments throws(FEELFunctionFailure) in
      guard case .number(let number) = arguments[0] else { throw FEELFunctionFailure("no number") }
      return .number(number + number)
    }
    #expect(try evaluate("{`x`: `double it`(4)}.x", functions: library) == "8")
    #expect(try evaluate("`double it`(\"a\")", functions: library) == "null")
  }

  @Test("lists every built-in once, with its signatures")
  func catalogue() {
    let names = FEELBuiltins.catalogue.map(\.name)
    #expect(Set(names).count == names.count)
    #expect(names.count > 100)
    let substring = FEELBuiltins.catalogue.first { $0.name == "substring" }
    #expect(substring?.signatures == ["substring(string, start position[, length])"])
    #expect(FEELBuiltins.catalogue.first { $0.name == "from json" }?.since == "8.9")
  }

  @Test("has no function of the other dialect")
  func dialects() throws {
    #expect(try warnings("is(1, 1)") == [.noFunctionFound])
    #expect(try warnings("trim(\" a\")", [:], .dmn) == [.noFunctionFound])
  }

  @Test(
    "refuses in Camunda what the standard takes",
    arguments: [
      ("number(1)", "1"), ("count(1)", "1"), ("count(1, 2)", "2"), ("sort([2, 1])", "[1, 2]"),
      ("date and time(@\"2020-01-01\")", "2020-01-01T00:00:00Z"),
      ("date and time(@\"2020-01-01T00:00:00Z\")", "2020-01-01T00:00:00Z"),
      ("time(@\"10:00:00\")", "10:00:00"), ("duration(@\"P1D\")", "P1D"),
      ("append([1])", "[1]"), ("substring(\"abc\", 2, null)", "\"bc\""),
      ("matches(\"abc\", \"b\", null)", "true"), ("-@\"P1D\"", "-P1D"),
      ("replace(\"abc\", \"b\", \"x\", null)", "\"axc\""),
    ])
  func refusals(text: String, standard: String) throws {
    #expect(try evaluate(text) == "null")
    #expect(try warnings(text).count == 1)
    #expect(try evaluate(text, [:], .dmn) == standard)
  }
}
