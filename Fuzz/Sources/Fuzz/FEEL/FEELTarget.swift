import FEEL

/// FEEL expressions: parsed, checked, evaluated, formatted and parsed again.
struct FEELTarget: FuzzTarget {
  private let environment = FEELEnvironment(
    random: { 0.25 }, uuid: { "00000000-0000-7000-8000-000000000000" },
    budget: FEELBudget(steps: 100_000, depth: 100, listLength: 100_000, stringLength: 1_000_000))
  private let variables: FEELContext = [
    "a": 2, "b": "text", "x": 3, "?": 4, "a b": ["c-d": 5], "missing": .null,
    "list": .list([1, 2, 3]),
    "people": .list([["name": "Ann", "age": 42], ["name": "Bob", "age": 7]]),
    "request": ["body": ["SmsStatus": "received", "Body": "hello"]],
    "days in weekend": .list(["Sat", "Sun"]), "a-b": 1,
  ]
  private let types: FEELTypeEnvironment

  /// The seeds are part of the generator.
  init(seeds folders: [String]) { types = FEELTypeEnvironment(of: variables) }

  mutating func input(_ random: inout SplitMix) -> [UInt8] {
    var generator = ExpressionGenerator(random)
    _ = random.next()
    return Array(generator.input().utf8)
  }

  mutating func check(_ input: [UInt8], _ random: inout SplitMix, _ tally: inout Tally) -> String? {
    let dialect = random.pick(FEELDialect.allCases)
    let mode: FEELMode = random.below(6) == 0 ? .unaryTests : .expression
    let names = Set(variables.keys)
    func read(_ text: String) throws(FEELSyntaxError) -> FEELExpression {
      try FEELExpression(
        parsing: text, dialect: dialect, mode: mode, scopeNames: names, functions: .connectors)
    }
    guard let expression = try? read(String(decoding: input, as: UTF8.self)) else { return nil }
    tally.readable += 1
    let result = expression.evaluate(variables, in: environment)
    if !result.value.isNull { tally.complete += 1 }
    _ = result.value.text
    _ = result.value.typedJSON
    _ = (expression.variables, expression.calls)
    _ = FEELChecker.check(expression, against: types, version: CamundaVersion(8, 2))
    let formatted = expression.formatted()
    guard let second = try? read(formatted) else {
      return "the formatted text does not parse: \(formatted)"
    }
    guard second.hasSameTree(as: expression) else {
      return "the formatted text has another tree: \(formatted)"
    }
    let again = second.formatted()
    return again == formatted ? nil : "formatting again differs: \(formatted)\n---\n\(again)"
  }
}
