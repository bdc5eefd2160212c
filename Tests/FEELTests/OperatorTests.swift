import FEEL
import Testing

struct OperatorTests {
  @Test(
    "computes with the precedence of the language",
    arguments: [
      ("1 + 2 * 3", "7"), ("(1 + 2) * 3", "9"), ("-3 ** 2", "9"), ("3 ** 4 ** 5", "3486784401"),
      ("2 ** -1", "0.5"), ("--10", "10"), ("10 / 4", "2.5"), ("1 / 0", "null"),
      ("\"a\" + \"b\"", "\"ab\""), ("1 + \"a\"", "null"), ("0.1 + 0.2 = 0.3", "true"),
      ("10 + 20 / -5 - 3", "3"),
    ])
  func arithmetic(text: String, expected: String) throws {
    #expect(try evaluate(text) == expected)
  }

  @Test(
    "compares values of one kind; across kinds there is no answer",
    arguments: [
      ("1 = 1.0", "true"), ("1 = \"1\"", "null"), ("1 = null", "false"), ("null = null", "true"),
      ("1 < 2", "true"), ("1 < true", "null"), ("\"a\" < \"b\"", "true"), ("[1] = [true]", "false"),
      ("[1, 2] = [1, 2]", "true"), ("{a: 1, b: 2} = {b: 2, a: 1}", "true"), ("{} = []", "null"),
      ("1 != 2", "true"), ("5 between 1 and 5", "true"), ("null between 1 and 5", "null"),
    ])
  func comparison(text: String, expected: String) throws {
    #expect(try evaluate(text) == expected)
  }

  @Test(
    "knows three truth values",
    arguments: [
      ("true and null", "null"), ("false and null", "false"), ("null or true", "true"),
      ("null or false", "null"), ("true and 1", "null"), ("not(null)", "null"),
      ("not(true)", "false"), ("true or 1 / 0 > 1", "true"),
    ])
  func logic(text: String, expected: String) throws {
    #expect(try evaluate(text) == expected)
  }

  @Test(
    "tests membership in lists, ranges and lists of tests",
    arguments: [
      ("5 in [1..10]", "true"), ("1 in (1..10]", "false"), ("1 in ]1..10[", "false"),
      ("5 in (< 3, > 4)", "true"), ("\"b\" in (\"a\", \"b\")", "true"), ("5 in [1, 5]", "true"),
      ("5 in > 4", "true"), ("1 in [[2..4], [1..3]]", "true"), ("5 in [1..10] and true", "true"),
      ("null in < 10", "null"), ("x between 1 and 5 and true", "null"),
    ])
  func membership(text: String, expected: String) throws {
    #expect(try evaluate(text) == expected)
  }

  @Test("takes else for whatever is not true")
  func conditional() throws {
    #expect(try evaluate("if 1 > 0 then \"y\" else \"n\"") == "\"y\"")
    #expect(try evaluate("if null then 1 else 2") == "2")
    #expect(try evaluate("if \"x\" then 1 else 2") == "2")
    #expect(try warnings("if \"x\" then 1 else 2") == [.invalidType])
  }

  @Test(
    "tests types, Camunda over the whole comparison operand",
    arguments: [
      ("2 * 3 instance of number", FEELDialect.camunda, "true"),
      ("null instance of Any", .dmn, "false"),
      ("[1, 2] instance of list<number>", .dmn, "true"),
      ("[1, \"a\"] instance of list<number>", .dmn, "false"),
      ("{a: 1, b: 2} instance of context<a: number>", .dmn, "true"),
      ("[1..3] instance of range<number>", .dmn, "true"),
      ("(function(a) a) instance of function<Any>->Any", .dmn, "true"),
      ("@\"P1D\" instance of days and time duration", .camunda, "true"),
    ])
  func types(text: String, dialect: FEELDialect, expected: String) throws {
    #expect(try evaluate(text, [:], dialect) == expected)
  }
}
