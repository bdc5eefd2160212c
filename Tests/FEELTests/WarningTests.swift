import FEEL
import Testing

struct WarningTests {
  @Test(
    "name the kind of what went wrong",
    arguments: [
      ("x", [FEELWarning.Kind.noVariableFound]), ("1 + x", [.noVariableFound, .invalidType]),
      ("{}.x", [.noContextEntryFound]), ("@\"P1Y\".days", [.noPropertyFound]),
      ("1 < true", [.notComparable]), ("true and 2", [.invalidType]),
      ("nope(1)", [.noFunctionFound]),
      ("number(\"x\")", [.functionInvocationFailure]),
      ("is defined(x.y)", []),
      ("get or else(x + 1, 1)", []),
    ])
  func kinds(text: String, expected: [FEELWarning.Kind]) throws {
    #expect(try warnings(text) == expected)
  }

  @Test(
    "tell in the standard why there is no value",
    arguments: [
      ("[1, 2][3]", [FEELWarning.Kind.unknown]), ("[1, 2][0]", [.unknown]),
      ("[1, 2][item - item]", [.unknown]), ("[1, 2][-2]", []),
      ("median([9e6144, 9e6144])", [.functionInvocationFailure]),
      ("sum([9e6144, 9e6144])", [.functionInvocationFailure]),
      ("mean([@\"P1D\"])", [.functionInvocationFailure]),
      ("product([10 ** 6000, 10 ** 6000])", [.functionInvocationFailure]),
      ("replace(\"abc\", \"b?\", \"x\")", [.functionInvocationFailure]),
      ("replace(\"abc\", \"b+\", \"x\")", []),
    ])
  func standardKinds(text: String, expected: [FEELWarning.Kind]) throws {
    #expect(try warnings(text, [:], .dmn) == expected)
  }

  @Test(
    "show the beginning of what is long",
    arguments: [
      (
        "(for i in 1..1000 return i) < 1", "[1, 2, 3, 4, 5, … 1000 in all] and 1 cannot be compared"
      ),
      ("[[[1]], {a: [2]}] < 1", "[[[…]], {a: […]}] and 1 cannot be compared"),
      (
        "10 ** 100 < \"a\"",
        "1" + String(repeating: "0", count: 59) + "… and \"a\" cannot be compared"
      ),
      (
        "{a: 1, b: 2, c: 3, d: 4, e: 5, f: 6} < true",
        "{a: 1, b: 2, c: 3, d: 4, e: 5, …} and true cannot be compared"
      ),
      (
        "string join(for i in 1..100 return \"x\") < 1",
        "\"" + String(repeating: "x", count: 60) + "…\" and 1 cannot be compared"
      ),
    ])
  func brevity(text: String, expected: String) throws {
    #expect(
      try FEELExpression(parsing: text).evaluate([:]).warnings.map(\.message) == [expected])
  }

  @Test("mark their place, once")
  func places() throws {
    let result = try FEELExpression(parsing: "for i in 1..9 return i + price").evaluate([:])
    #expect(result.warnings.map(\.range) == [25..<30, 21..<30])
    #expect(result.warnings[0].message.contains("price"))
  }

  @Test("a failed assert fails the whole evaluation")
  func assertions() throws {
    let result = try FEELExpression(parsing: "[1, assert(x, x != null, \"x is needed\")]")
      .evaluate(["x": .null])
    #expect(result.failure == "x is needed")
    #expect(result.value == .null)
    #expect(try evaluate("assert(1, false, 1)") == "the condition is not fulfilled")
    for text in ["get or else(assert(1, false), 2)", "is defined(assert(1, false))"] {
      #expect(try warnings(text) == [.assertFailure])
    }
  }
}
