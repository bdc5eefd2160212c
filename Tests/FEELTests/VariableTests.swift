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

  @Test("know their place")
  func ranges() throws {
    let expression = try FEELExpression(parsing: "1 + order.total")
    #expect(expression.variables.map(\.range) == [4..<15])
  }
}
