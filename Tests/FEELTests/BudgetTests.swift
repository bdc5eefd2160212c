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
    for use in ["a60", "flatten(a60)", "a60 = a60"] {
      let failure = try failure("{a0: [1], \(shared), r: \(use)}.r", FEELBudget())
      #expect(failure?.contains("elements") == true, "\(use)")
    }
  }

  @Test("bounds what functions make of texts")
  func functions() throws {
    let long = String(repeating: "a", count: 1000)
    let budget = FEELBudget(stringLength: 10_000)
    #expect(try failure("replace(\"\(long)\", \"a\", \"\(long)\")", budget) != nil)
    #expect(try failure("string join(for i in 1..20 return \"\(long)\")", budget) != nil)
  }

  @Test("has no value beyond the numbers it can hold")
  func extremes() throws {
    let huge = "9223372036854775807"
    for text in [
      "sublist([1, 2], 2, \(huge))", "substring(\"ab\", 1, \(huge))", "decimal(1, \(huge))",
      "@\"2020-01-01T00:00:00+01:00\" + @\"P106751991167300D\"", "for i in 1..1e30 return i",
    ] {
      _ = try evaluate(text, [:], .dmn)
    }
  }

  @Test("asks for the deadline now and then")
  func deadline() throws {
    let budget = FEELBudget(deadline: { true })
    #expect(try failure("count(for a in 1..100000 return 1)", budget)?.contains("long") == true)
  }

  @Test("bounds the text of values that are small in memory")
  func writtenSize() throws {
    for text in [
      "string(for a in 1..20000 return 1e-6176)", "for a in 1..20000 return 1e-6176",
      "string(for a in 1..1000 return t)",
    ] {
      let context: FEELContext = ["t": .string(String(repeating: "a", count: 1_000_000))]
      #expect(try evaluate(text, context).contains("bytes of text"), "\(text)")
    }
  }
}
