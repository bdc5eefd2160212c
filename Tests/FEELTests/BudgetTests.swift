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

  /// `list` has 20,000 numbers, `dates` as many contexts, `text` 300,000 bytes.
  private static let large: FEELContext = {
    let numbers = (0..<20_000).map { FEELValue.n($0 * 7919 % 20_011) }
    return [
      "list": .list(numbers), "pairs": .list(numbers.map { ["k": $0] }),
      "texts": .list(numbers.map { .string($0.text) }), "nested": .list([.list(numbers)]),
      "text": .string(String(repeating: "ab ", count: 100_000)),
      "many": .context(FEELContext(numbers.map { ($0.text, $0) })),
      "entries": .list(numbers.map { ["key": .string($0.text), "value": $0] }),
    ]
  }()

  private static let calls = [
    "list contains(list, -1)", "append(list, 1)", "concatenate(list, list)", "union(list, list)",
    "insert before(list, 1, 1)", "remove(list, 1)", "reverse(list)", "index of(list, -1)",
    "distinct values(list)", "distinct values(pairs)", "duplicate values(list)",
    "duplicate values(pairs)", "flatten(nested)", "sort(list, function(a, b) a < b)",
    "sublist(list, 1)", "partition(list, 3)", "min(list)", "max(texts)", "sum(list)",
    "product(list)", "mean(list)", "median(list)", "stddev(list)", "mode(list)",
    "all(list[item > 5])", "string join(texts, \",\")", "string(list)", "to json(pairs)",
    "from json(text)", "upper case(text)", "lower case(text)", "contains(text, \"x\")",
    "starts with(text, text)", "ends with(text, text)", "substring(text, 2)",
    "substring before(text, \"x\")", "substring after(text, \"x\")", "string length(text)",
    "trim(text)", "is blank(text)", "to base64(text)", "from base64(text)",
    "matches(text, \"x\")", "replace(text, \"a\", \"b\")", "split(text, \" \")",
    "extract(text, \"a\")", "get entries(many)", "context(entries)", "context put(many, \"x\", 1)",
    "context put({}, texts, 1)", "context merge([many, many])", "put all(pairs)", "list = list",
    "text + text", "text < text + \"x\"", "-1 in list",
  ]

  @Test("lets no function read or copy what is large without spending it", arguments: calls)
  func functionsSpend(call: String) throws {
    // The reading itself must not cost much, or nothing would be shown.
    let expression = try FEELExpression(parsing: call)
    let budget = FEELEnvironment(budget: FEELBudget(steps: 1_000))
    #expect(expression.evaluate(Self.large, in: budget).failure?.contains("steps") == true)
    let late = FEELEnvironment(budget: FEELBudget(deadline: { true }))
    #expect(expression.evaluate(Self.large, in: late).failure?.contains("long") == true)
  }

  @Test(
    "takes the same for what is large as for what is small where nothing is read",
    arguments: [
      "count(list)", "is empty(list)", "is defined(text)", "get or else(list, 1)[1]",
      "assert(list, true)[1]", "list instance of list", "get value(many, \"5\")",
      "sublist(list, 5, 2)", "list[-1]",
    ])
  func quickFunctions(call: String) throws {
    let budget = FEELEnvironment(budget: FEELBudget(steps: 50))
    #expect(try FEELExpression(parsing: call).evaluate(Self.large, in: budget).failure == nil)
  }

  /// The steps that an expression takes over so many elements, found by halving.
  private func steps(_ text: String, _ count: Int) throws -> Int {
    let expression = try FEELExpression(parsing: text)
    let numbers = (0..<count).map { FEELValue.n($0) }
    let context: FEELContext = [
      "list": .list(numbers), "pairs": .list(numbers.map { ["k": $0] }),
      "text": .string(String(repeating: "a", count: count * 16)),
    ]
    var (low, high) = (0, 10_000_000)
    while low < high {
      let middle = (low + high) / 2
      let environment = FEELEnvironment(budget: FEELBudget(steps: middle))
      let isEnough = expression.evaluate(context, in: environment).failure == nil
      if isEnough { high = middle } else { low = middle + 1 }
    }
    return low
  }

  @Test(
    "takes twice the steps for twice the elements",
    arguments: [
      "count(duplicate values(pairs))", "count(distinct values(pairs))",
      "count(union(pairs, pairs))",
      "count(reverse(list))", "contains(text, \"ab\")", "count(mode(list))",
      "count(flatten([[[list]]]))",
    ])
  func linear(text: String) throws {
    let (small, large) = (try steps(text, 2_000), try steps(text, 4_000))
    #expect(small > 50)
    #expect(Double(large) < Double(small) * 2.2)
  }

  @Test("spends what a pattern reads at once")
  func patterns() throws {
    let environment = FEELEnvironment(budget: FEELBudget(steps: 100_000))
    let text = FEELValue.string(String(repeating: "a", count: 20_000))
    for pattern in ["a*+b", "(a*+)\\1b", "(?:a*+)b", "[a-z]*+b"] {
      let call = try FEELExpression(parsing: "matches(text, pattern)")
      let context: FEELContext = ["text": text, "pattern": .string(pattern)]
      #expect(call.evaluate(context, in: environment).failure?.contains("steps") == true)
    }
  }

  @Test("stops long before memory is full")
  func memory() throws {
    let big: FEELContext = ["big": .list((0..<100_000).map { FEELValue.n($0) })]
    for text in [
      "for i in 1..1000000 return reverse(big)", "concatenate(for i in 1..1000 return big)",
      "split(string join(for i in big return \"aaaaaaaaaa\"), \"\")",
    ] {
      let environment = FEELEnvironment(
        budget: FEELBudget(steps: 300_000, listLength: 500_000))
      #expect(try FEELExpression(parsing: text).evaluate(big, in: environment).failure != nil)
    }
  }

  @Test("refuses a path of very many keys, which no value could have")
  func keys() throws {
    let keys = FEELValue.list((0..<100_000).map { .string("\($0)") })
    #expect(try evaluate("context put({}, keys, 1)", ["keys": keys]) == "null")
  }

  @Test("searches texts in linear time")
  func search() throws {
    let text = String(repeating: "a", count: 400_000)
    let context: FEELContext = [
      "t": .string(text + "b"), "m": .string(text.dropLast(200_000) + "b"),
    ]
    #expect(try evaluate("contains(t, m)", context) == "true")
    #expect(try evaluate("string length(substring before(t, m))", context) == "200000")
    #expect(try evaluate("substring after(t + \"c\", m)", context) == "\"c\"")
    let knot = "abcabcabcabcabcabcabdx"
    #expect(try evaluate("contains(\"\(knot)\", \"abcabcabcabcabcabd\")") == "true")
    #expect(try evaluate("contains(\"\(knot)\", \"abcabcabcabcabcabdd\")") == "false")
    #expect(try evaluate("substring before(\"ababac\", \"abac\")") == "\"ab\"")
    #expect(try evaluate("contains(\"ab\", \"abc\")") == "false")
  }
}
