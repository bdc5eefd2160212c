import FEEL
import Testing

struct ListTests {
  @Test(
    "picks by index from either end",
    arguments: [
      ("[1, 2, 3][1]", "1"), ("[1, 2, 3][-1]", "3"), ("[1, 2, 3][0]", "null"),
      ("[1, 2, 3][4]", "null"), ("[[1]][1][1]", "1"), ("{i: 2, r: [1, 2, 3][i]}.r", "2"),
      ("[5, 6][count([1, 2])]", "6"),
    ])
  func index(text: String, expected: String) throws { #expect(try evaluate(text) == expected) }

  @Test(
    "filters by a condition over the element and its entries",
    arguments: [
      ("[1, 2, 3][item > 1]", "[2, 3]"), ("[{a: 1}, {a: 2}][a > 1]", "[{a:2}]"),
      ("[{item: 1}][item >= 1]", "[{item:1}]"), ("[{x: 1}, {y: 2}][y > 1]", "[{y:2}]"),
      ("[][item > 1]", "[]"), ("[1, 2, 3][even(item)]", "[2]"),
      ("{n: 2, r: [1, 2, 3][item = n]}.r", "[2]"),
    ])
  func filter(text: String, expected: String) throws { #expect(try evaluate(text) == expected) }

  @Test("takes a scalar for a list of one in the standard only")
  func scalars() throws {
    #expect(try evaluate("100[1]", [:], .dmn) == "100")
    #expect(try evaluate("\"foo\"[false]", [:], .dmn) == "[]")
    #expect(try evaluate("100[1]") == "null")
    #expect(try warnings("x[1]") == [.noVariableFound, .invalidType])
  }

  @Test("projects a path over the elements")
  func projection() throws {
    #expect(try evaluate("[{x: 1}, {x: 2}].x") == "[1, 2]")
    #expect(try evaluate("[{x: 1}, {y: 2}].x") == "[1, null]")
  }

  @Test(
    "has the list functions",
    arguments: [
      ("sublist([1, 2, 3], 2)", "[2, 3]"), ("sublist([1, 2, 3], -2, 1)", "[2]"),
      ("append([1], 2, 3)", "[1, 2, 3]"), ("concatenate([1], [2, 3])", "[1, 2, 3]"),
      ("insert before([1, 3], 2, 2)", "[1, 2, 3]"), ("remove([1, 2, 3], 2)", "[1, 3]"),
      ("reverse([1, 2])", "[2, 1]"), ("index of([1, 2, 1], 1)", "[1, 3]"),
      ("union([1, 2], [2, 3])", "[1, 2, 3]"), ("distinct values([1, 2, 1, null])", "[1, 2, null]"),
      ("duplicate values([1, 2, 1])", "[1]"), ("flatten([1, [2, [3]]])", "[1, 2, 3]"),
      ("sort([3, 1, 2], function(a, b) a > b)", "[3, 2, 1]"), ("is empty([])", "true"),
      ("partition([1, 2, 3], 2)", "[[1, 2], [3]]"), ("partition([1], 0)", "null"),
      ("list contains([1, null], null)", "true"), ("count([1, 2])", "2"),
    ])
  func functions(text: String, expected: String) throws { #expect(try evaluate(text) == expected) }

  @Test(
    "has the functions over numbers in a list or as arguments",
    arguments: [
      ("min(1, 2)", "1"), ("max([1, 2])", "2"), ("sum([1, 2.5])", "3.5"), ("sum([])", "null"),
      ("product([2, 3])", "6"), ("mean(1, 2)", "1.5"), ("median([8, 2, 5])", "5"),
      ("mode([6, 3, 6])", "[6]"), ("mode([])", "[]"), ("all([])", "true"),
      ("any(false, true)", "true"),
      ("and(true, false)", "false"), ("stddev(2, 4, 7, 5)", "2.081665999466132735282297706979931"),
      ("sum([@\"P1D\", @\"P2D\"])", "P3D"), ("min(1, \"a\")", "null"),
    ])
  func aggregates(text: String, expected: String) throws {
    #expect(try evaluate(text) == expected)
  }

  @Test(
    "joins values and lists in Camunda, and a single list is the list of them",
    arguments: [
      ("concatenate([1], 2)", "[1, 2]"), ("concatenate([1], \"a\", null)", "[1, \"a\", null]"),
      ("concatenate(1)", "[1]"), ("concatenate([[1], [2]])", "[1, 2]"),
      ("union(1, 2, 1)", "[1, 2]"),
      ("concatenate()", "null"), ("union()", "null"),
    ])
  func joining(text: String, expected: String) throws { #expect(try evaluate(text) == expected) }

  @Test(
    "cuts positions outside the list in Camunda; only 0 is none",
    arguments: [
      ("insert before([], 1, 4)", "[4]"), ("insert before([1, 2], 10, 4)", "[1, 2, 4]"),
      ("insert before([1, 2], -10, 4)", "[4, 1, 2]"), ("insert before([1, 2], 0, 4)", "null"),
      ("remove([1, 2], 5)", "[1, 2]"), ("remove([1, 2], -5)", "[1, 2]"),
      ("remove([1, 2], 0)", "null"), ("sublist([1, 2, 3], -5)", "[1, 2, 3]"),
      ("sublist([1, 2, 3], -5, 3)", "[1]"), ("sublist([1, 2, 3], 1, -1)", "[]"),
      ("sublist([1, 2, 3], 5)", "[]"), ("sublist([1, 2, 3], 2, 1e30)", "[2, 3]"),
      ("[1, 2, 3][1.5]", "1"), ("[1, 2, 3][1e30]", "null"),
    ])
  func positions(text: String, expected: String) throws {
    #expect(try evaluate(text) == expected)
  }

  @Test(
    "has no result for positions outside the list in the standard",
    arguments: [
      "remove([1, 2], 5)", "insert before([1], 5, 4)", "sublist([1], -2)", "[1, 2][1.5]",
    ])
  func standardPositions(text: String) throws {
    #expect(try evaluate(text, [:], .dmn) == "null")
  }

  @Test(
    "tells apart in sets and duplicates exactly what `=` does", arguments: FEELDialect.allCases,
    [
      ("1", "1.0", true), ("1", "\"1\"", false), ("null", "null", true), ("null", "false", false),
      ("[1, [2]]", "[1.0, [2]]", true), ("[1, 2]", "[2, 1]", false),
      ("{a: 1, b: [2]}", "{b: [2.0], a: 1}", true), ("{a: null}", "{b: null}", false),
      ("@\"P1D\"", "@\"PT24H\"", true), ("@\"2024-01-01\"", "@\"2024-01-01T00:00:00\"", false),
      ("@\"10:00:00\"", "@\"10:00:00Z\"", false), ("true", "[true]", false),
    ])
  func sets(dialect: FEELDialect, test: (String, String, Bool)) throws {
    let list = "[\(test.0), \(test.1)]"
    #expect(try evaluate("count(distinct values(\(list)))", [:], dialect) == (test.2 ? "1" : "2"))
    #expect(
      try evaluate("list contains([\(test.0)], \(test.1))", [:], dialect) == "\(test.2)")
    guard dialect == .camunda else { return }
    #expect(try evaluate("count(duplicate values(\(list)))") == (test.2 ? "1" : "0"))
  }

  @Test("takes moments for one in the standard, whatever their zones")
  func moments() throws {
    let list =
      "[@\"2024-01-01T10:00:00Z\", @\"2024-01-01T11:00:00+01:00\", @\"10:00:00.0001Z\", @\"11:00:00+01:00\"]"
    #expect(try evaluate("count(distinct values(\(list)))", [:], .dmn) == "2")
    #expect(try evaluate("count(distinct values([{t: \(list)}, {t: \(list)}]))", [:], .dmn) == "1")
    #expect(try evaluate("count(distinct values(\(list)))") == "4")
  }

  @Test("gives duplicates in the order of their first places")
  func duplicates() throws {
    #expect(
      try evaluate("duplicate values([3, 1, 2, 1, 3, 3, null, null, {a: 1}, {a: 1.0}])")
        == "[3, 1, null, {a:1}]")
  }
}
