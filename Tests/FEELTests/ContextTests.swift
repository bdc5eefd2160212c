import FEEL
import Testing

struct ContextTests {
  @Test("keeps entries in order, each name once")
  func order() {
    var context: FEELContext = ["b": .n(1), "a": .n(2)]
    context["b"] = .n(3)
    #expect(context.keys == ["b", "a"])
    #expect(context["b"] == .n(3))
    context["b"] = nil
    #expect(context.keys == ["a"])
  }

  @Test("finds entries of large contexts, also after removal")
  func large() {
    var context = FEELContext((0..<100).map { ("key\($0)", .n($0)) })
    context["key50"] = nil
    #expect(context.count == 99)
    #expect(context["key50"] == nil)
    #expect(context["key99"] == .n(99))
  }

  @Test("is a value: copies don't share changes")
  func copies() {
    let first: FEELContext = ["a": .n(1)]
    var second = first
    second["a"] = .n(2)
    #expect(first["a"] == .n(1))
  }

  @Test(
    "sees earlier entries in later ones",
    arguments: [
      ("{a: 1, b: a + 1}", "{a:1, b:2}"), ("{a: 1, b: {a: 2, c: a}}", "{a:1, b:{a:2, c:2}}"),
      ("{\"a b\": 1}.`a b`", "1"), ("{a: 1, a: 2}", "{a:2}"), ("{}.x", "null"), ("null.x", "null"),
    ])
  func entries(text: String, expected: String) throws { #expect(try evaluate(text) == expected) }

  @Test("refuses a key twice in the standard")
  func duplicates() throws { #expect(try evaluate("{a: 1, a: 2}", [:], .dmn) == "null") }

  @Test("takes words of the language for keys in Camunda, where they stay words elsewhere")
  func words() throws {
    #expect(try evaluate("{in: 1, and: 2}") == "{in:1, and:2}")
    #expect(
      try evaluate("{true: 1, b: true, null: 2, c: null}") == "{true:1, b:true, null:2, c:null}")
    #expect(
      problems("{in: 1}", .dmn) == ["in: `in` is a reserved word; put the key in quotes"])
  }

  @Test(
    "has the context functions",
    arguments: [
      ("get value({a: 1}, \"a\")", "1"), ("get value({a: {b: 2}}, [\"a\", \"b\"])", "2"),
      ("get entries({a: 1})", "[{key:\"a\", value:1}]"),
      ("context([{key: \"a\", value: 1}])", "{a:1}"), ("context put({a: 1}, \"a\", 2)", "{a:2}"),
      ("context put({x: 1}, [\"y\", \"z\"], 2)", "{x:1, y:{z:2}}"),
      ("context merge({a: 1}, {b: 2})", "{a:1, b:2}"), ("put all([{a: 1}, {a: 2}])", "{a:2}"),
    ])
  func functions(text: String, expected: String) throws { #expect(try evaluate(text) == expected) }
}
