import FEEL
import Testing

struct CallTests {
  @Test("lists calls with what a checker needs of their arguments")
  func calls() throws {
    let text = "fromAi(toolCall.order, \"the order\") + from json(value: x)"
    let calls = try FEELExpression(parsing: text, functions: .zeebe).calls
    #expect(calls.map(\.name) == ["fromAi", "from json"])
    #expect(calls[0].range == 0..<35)
    #expect(calls[0].nameRange == 0..<6)
    #expect(calls[0].arguments.map(\.path) == [["toolCall", "order"], nil])
    #expect(calls[0].arguments[1].literal == "the order")
    #expect(calls[1].arguments.map(\.name) == ["value"])
  }

  @Test("knows functions that the text defines")
  func local() throws {
    let calls = try FEELExpression(parsing: "{f: function(a) a, b: f(1), c: g(f(2))}").calls
    #expect(calls.map(\.name) == ["f", "g", "f"])
    #expect(calls.map(\.isLocal) == [true, false, true])
  }
}
