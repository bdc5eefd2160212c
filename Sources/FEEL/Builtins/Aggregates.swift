extension FEELBuiltins {
  static let aggregates: [FEELBuiltin] = [
    FEELBuiltin(
      "count", quick: true,
      [
        .init(only: .camunda, [.list("list")]) { .number(Decimal128($0.list(0).count)) },
        .init(only: .dmn, [.list("list")], spreads: true) {
          .number(Decimal128($0.list(0).count))
        },
      ]),
    FEELBuiltin("min", [.list("list")], spreads: true, of: .points) { extreme($0) { $0 < 0 } },
    FEELBuiltin("max", [.list("list")], spreads: true, of: .points) { extreme($0) { $0 > 0 } },
    FEELBuiltin("sum", [.list("list")], spreads: true, of: FEELKind.durations.union(.number)) {
      sum($0)
    },
    FEELBuiltin("product", since: "DMN 1.2", [.list("list")], spreads: true, of: .number) { call in
      guard let numbers = numbers(call), let first = numbers.first else { return .null }
      return numbers.dropFirst().reduce(first) { $0?.multiplied(by: $1) }.map { .number($0) }
        ?? call.fail("the result is too large")
    },
    FEELBuiltin("mean", [.list("list")], spreads: true, of: .number) { call in
      let sum = sum(call)
      guard !sum.isNull else { return .null }
      guard case .number(let total) = sum,
        let mean = total.divided(by: Decimal128(call.list(0).count))
      else { return call.fail("the elements are not numbers but \(sum.kind.name)") }
      return .number(mean)
    },
    FEELBuiltin("median", since: "DMN 1.2", [.list("list")], spreads: true, of: .number) { call in
      guard let sorted = numbers(call)?.sorted(), !sorted.isEmpty else { return .null }
      let middle = sorted.count / 2
      if sorted.count % 2 == 1 { return .number(sorted[middle]) }
      return (sorted[middle - 1].adding(sorted[middle])?.divided(by: Decimal128(2)))
        .map { .number($0) } ?? call.fail("the result is too large")
    },
    FEELBuiltin("stddev", since: "DMN 1.2", [.list("list")], spreads: true, of: .number) { call in
      guard let list = numbers(call), list.count > 1 else {
        return call.fail("at least two numbers are required")
      }
      let count = Decimal128(list.count)
      guard let mean = list.reduce(Decimal128.zero, +).divided(by: count),
        let variance = list.map({ ($0 - mean) * ($0 - mean) }).reduce(Decimal128.zero, +)
          .divided(by: count - .one), let deviation = variance.squareRoot
      else { return .null }
      return .number(deviation)
    },
    FEELBuiltin("mode", since: "DMN 1.2", [.list("list")], spreads: true, of: .number) { call in
      if call.list(0).isEmpty { return .list([]) }
      guard let list = numbers(call) else { return .null }
      var counts: [Decimal128: Int] = [:]
      for number in list { counts[number, default: 0] += 1 }
      let most = counts.values.max()
      return .list(
        counts.filter { $0.value == most }.keys.sorted().map { .number($0) })
    },
    FEELBuiltin("all", since: "DMN 1.2", [.list("list")], spreads: true, of: [.boolean, .null]) {
      decide($0, by: false)
    },
    FEELBuiltin("any", since: "DMN 1.2", [.list("list")], spreads: true, of: [.boolean, .null]) {
      decide($0, by: true)
    },
    FEELBuiltin(
      "and", since: "Camunda 7.x", only: .camunda, [.list("list")], spreads: true,
      of: [.boolean, .null]
    ) {
      decide($0, by: false)
    },
    FEELBuiltin(
      "or", since: "Camunda 7.x", only: .camunda, [.list("list")], spreads: true,
      of: [.boolean, .null]
    ) {
      decide($0, by: true)
    },
  ]

  private static func extreme(_ call: Call, _ isBetter: (Int) -> Bool) -> FEELValue {
    let list = call.list(0)
    guard var best = list.first else { return call.fail("the list is empty") }
    guard FEELKind.points.contains(best.kind) else {
      return call.fail("\(best.kind.name) elements cannot be ordered")
    }
    guard ValueLimits.accept(call[0], call.run) else { return .null }
    for item in list.dropFirst() {
      guard let order = Comparison.order(item, best) else {
        return ClosureCompiler.notComparable(call.run, call.range, item, best)
      }
      if isBetter(order) { best = item }
    }
    return best
  }

  /// The sum of numbers, or of durations of the same kind.
  private static func sum(_ call: Call) -> FEELValue {
    let list = call.list(0)
    guard var total = list.first else { return call.fail("the list is empty") }
    guard FEELKind.durations.union(.number).contains(total.kind) else {
      return call.fail("expected number elements, found \(total.kind.name)")
    }
    for item in list.dropFirst() {
      guard item.kind == total.kind else {
        return call.fail("expected \(total.kind.name) elements, found \(item.kind.name)")
      }
      guard let next = Arithmetic.apply(.add, total, item) else {
        return call.fail("the result is too large")
      }
      total = next
    }
    return total
  }

  /// The list as numbers; nil, with a warning, if it is empty or has any other element.
  private static func numbers(_ call: Call) -> [Decimal128]? {
    var result: [Decimal128] = []
    for item in call.list(0) {
      guard case .number(let number) = item else {
        _ = call.fail("expected number elements, found \(item.kind.name)")
        return nil
      }
      result.append(number)
    }
    if result.isEmpty { _ = call.fail("the list is empty") }
    return result.isEmpty ? nil : result
  }

  private static func decide(_ call: Call, by decisive: Bool) -> FEELValue {
    var isUnknown = false
    for item in call.list(0) {
      switch item {
      case .boolean(decisive): return .boolean(decisive)
      case .boolean: continue
      default: isUnknown = true
      }
    }
    if isUnknown { return call.fail("an element is not a boolean") }
    return .boolean(!decisive)
  }
}
