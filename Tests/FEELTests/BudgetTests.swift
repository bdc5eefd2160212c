import FEEL
import Testing

struct BudgetTests {
  private func failure(_ text: String, _ budget: FEELBudget) throws -> String? {
    try FEELExpression(parsing: text, dialect: .dmn)
      .evaluate([:], in: FEELEnvironment(budget: budget)).failure
  }

  @Test("ends what takes too many steps")
  func steps() throws {
    let text = "count(for a in 1..1000, b in 1..1000 return 1)"
    #expect(try failure(text, FEELBudget(steps: 10_000))?.contains("10000 steps") == true)
  }

  @Test("ends endless recursion")
  func depth() throws {
    let text = "{f: function(n) f(n + 1), r: f(1)}.r"
    #expect(try failure(text, FEELBudget())?.contains("deep") == true)
    let deepBody = String(repeating: "[", count: 150) + "f(n)" + String(repeating: "]", count: 150)
    #expect(try failure("{f: function(n) \(deepBody), r: f(1)}.r", FEELBudget()) != nil)
  }

  @Test("bounds lists, texts and levels of values")
  func sizes() throws {
    let doubling = "for i in 1..60 return if i = 1 then \"ab\" else partial[-1] + partial[-1]"
    #expect(try failure(doubling, FEELBudget())?.contains("bytes") == true)
    #expect(try failure("for i in 1..100 return i", FEELBudget(listLength: 50)) != nil)
    #expect(try failure("for i in 1..100000 return [partial[-1]]", FEELBudget()) != nil)
    let shared = (1...60).map { "a\($0): [a\($0 - 1), a\($0 - 1)]" }.joined(separator: ", ")
    #expect(try failure("{a0: [1], \(shared)}", FEELBudget()) != nil)
  }

  @Test("asks for the deadline now and then")
  func deadline() throws {
    let budget = FEELBudget(deadline: { true })
    #expect(try failure("count(for a in 1..100000 return 1)", budget)?.contains("long") == true)
  }
}
