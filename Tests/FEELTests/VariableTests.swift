import FEEL
import Testing

struct VariableTests {
  private func variables(_ text: String, _ dialect: FEELDialect = .camunda) throws -> [String] {
    try FEELExpression(parsing: text, dialect: dialect).variables.map {
      $0.path.joined(separator: ".") + ($0.isInFilter ? "?" : "")
    }
  }

  @Test("are listed with their paths in the order of the text")
  func paths() throws {
    #expect(try variables("request.body.From + x") == ["request.body.From", "x"])
    #expect(try variables("contains(lower case(text), \"stop\")") == ["text"])
    #expect(try variables("items[qty > min].sku") == ["items", "qty?", "min?"])
  }

  @Test("don't include what the expression defines itself")
  func bound() throws {
    #expect(try variables("{a: b, c: a}") == ["b"])
    #expect(try variables("for x in xs return x + y") == ["xs", "y"])
    #expect(try variables("function(a) a + b") == ["b"])
    #expect(try variables("some x in xs satisfies x > 1") == ["xs"])
    #expect(try variables("{f: function(n) f(n)}") == [])
  }

  @Test(
    "that an expression may read are among its names",
    arguments: [
      "a + b.c", "for x in xs return x + a", "xs[item > a]", "people[age > a].name",
      "some x in xs satisfies x > a", "(function(n) n + a)(1)", "{p: a, q: p + b.c}.q",
      "{f: function(n) if n = 0 then a else f(n - 1)}.f(3)", "if a in [1..a] then b else xs",
      "sort(xs, function(x, y) x + a > y + a)", "for x in xs return for y in xs return x * y + a",
      "people[name = text].age", "string length(text)", "every x in people satisfies x.age > a",
    ])
  func names(text: String) throws {
    let person: FEELValue = .context(["name": .string("Anna"), "age": .number(Decimal128(42))])
    let numbers = (1...3).map { FEELValue.number(Decimal128($0)) }
    let context: FEELContext = [
      "a": numbers[0], "b": .context(["c": numbers[1]]), "xs": .list(numbers),
      "people": .list([person]), "text": .string("Anna"), "unused": .null,
    ]
    let expression = try FEELExpression(parsing: text)
    let read = FEELContext(
      expression.names.compactMap { name in context[name].map { (name, $0) } })
    #expect(read["unused"] == nil)
    #expect(!expression.evaluate(context).value.isNull)
    #expect(expression.evaluate(read).value == expression.evaluate(context).value)
  }

  @Test("know their place")
  func ranges() throws {
    let expression = try FEELExpression(parsing: "1 + order.total")
    #expect(expression.variables.map(\.range) == [4..<15])
  }
}
