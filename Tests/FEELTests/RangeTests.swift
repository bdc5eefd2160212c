import FEEL
import Testing

struct RangeTests {
  @Test(
    "are values with properties in the standard",
    arguments: [
      ("[1..10].start", "1"), ("(1..10].start included", "false"), ("(< 10).end", "10"),
      ("(< 10) = (null..10)", "false"), ("(= 10) = (= 10)", "true"),
      ("[1..10[.end included", "false"),
      ("[1..10] = [1..10]", "true"), ("5 in (!= 5)", "false"), ("[1..\"a\"]", "null"),
      ("range(\"[1..3]\") = [1..3]", "true"), ("range(\"[3..1]\")", "null"),
      ("range(\"[1..x]\")", "null"), ("range(\"[2..)\") = (>= 2)", "true"),
      ("range(\"(..2)\") = (< 2)", "true"),
      ("range(\" ]@\\\"P1D\\\".. [\") = (> @\"P1D\")", "true"),
      ("range(\"(...5]\") = (<= 0.5)", "true"), ("range(\"[..2]\")", "null"),
      ("range(\"[2..]\")", "null"), ("range(\"(..)\")", "null"), ("range(\"(..null)\")", "null"),
      ("[]1..3], (1..2)]", "[(1..3], (1..2)]"),
    ])
  func values(text: String, expected: String) throws {
    #expect(try evaluate(text, [:], .dmn) == expected)
  }

  @Test(
    "are comparisons without a left side, anywhere in the standard",
    arguments: [
      ("1 in [< 2, > 3]", "true"), ("2.5 in [< 2, > 3]", "false"), ("> 5", "> 5"),
      ("before(< 5, 6)", "true"), ("{a: <5}.a.end", "5"), ("if true then <5 else 6", "< 5"),
      ("((<5)) = (<5)", "true"), ("for r in [<2] return 1 in r", "[true]"),
    ])
  func comparisons(text: String, expected: String) throws {
    #expect(try evaluate(text, [:], .dmn) == expected)
  }

  @Test(
    "hold nothing that can be told where an end is null",
    arguments: [
      "5 in (null..10]", "5 in [1..null)", "5 in [1..null]", "5 in [null..10]", "15 in (null..10]",
      "5 in (null..null)", "{r: (null..10], b: 5 in r}.b", "{e: null, b: 5 in [e..10]}.b",
    ])
  func nullEnds(text: String) throws {
    #expect(try evaluate(text, [:], .dmn) == "null")
    #expect(try warnings(text, [:], .dmn) == [.notComparable])
  }

  @Test("are comparisons in lists of a cell's tests")
  func tests() throws {
    #expect(try evaluate("[<5]", ["?": .n(3)], .dmn, mode: .unaryTests) == "true")
  }

  @Test("have values as ends")
  func ends() throws {
    #expect(problems("[1..<5]", .dmn) == ["]: a comparison cannot be the end of a range"])
    #expect(problems("(<1..5]", .dmn) == [".: a comparison cannot be the end of a range"])
    #expect(problems("[<5]") == ["<: unexpected `<`"])
    #expect(try warnings("1 in [1..null]") == [.notComparable])
    #expect(try warnings("[null..2]") == [.invalidType])
  }

  @Test(
    "relate to points and ranges",
    arguments: [
      ("before(1, 2)", "true"), ("before([1..5), 5)", "true"), ("after(12, [1..10])", "true"),
      ("meets([1..5], [5..10])", "true"), ("met by([5..10], [1..5])", "true"),
      ("overlaps([1..5], [3..8])", "true"), ("overlaps before([1..5], [3..8])", "true"),
      ("overlaps after([3..8], [1..5])", "true"), ("finishes(10, [1..10])", "true"),
      ("finished by([1..10], [5..10])", "true"), ("includes([1..10], 5)", "true"),
      ("during(5, [1..10])", "true"), ("starts(1, [1..10])", "true"),
      ("started by([1..10], [1..5])", "true"), ("coincides([1..5], [1..5])", "true"),
      ("before(1, \"a\")", "null"),
    ])
  func relations(text: String, expected: String) throws { #expect(try evaluate(text) == expected) }
}
