extension FEELBuiltins {
  static let lists: [FEELBuiltin] = [
    FEELBuiltin("list contains", [.list("list"), .any("element")]) { call in
      guard ValueLimits.accept(call[0], call.run) else { return .null }
      return .boolean(call.list(0).contains { isSame($0, call[1], call.dialect) })
    },
    FEELBuiltin(
      "sublist", quick: true,
      [
        .list("list"), .required("start position", "start", kind: .number),
        .optional("length", kind: .number),
      ]
    ) { call in
      let list = call.list(0)
      let position = call.number(1).clampedInt
      guard position != 0 else { return call.fail("the start position is 0") }
      let first = position > 0 ? position - 1 : list.count + position
      guard call.dialect == .camunda || 0...list.count ~= first else {
        return call.fail("the start position is outside the list")
      }
      var end = list.count
      if let wanted = call.optionalNumber(2) {
        let length = wanted.clampedInt
        guard call.dialect == .camunda || 0...(list.count - first) ~= length else {
          return call.fail("the length is negative or exceeds the list")
        }
        end = min(first + length, list.count)
      }
      // Camunda truncates the part outside the list.
      let start = min(max(0, first), list.count)
      let part = list[start..<max(start, end)]
      return call.run.spend(elements: part.count) ? .list(Array(part)) : .null
    },
    FEELBuiltin("append", [.list("list"), .any("item", "items")], variadic: true) { call in
      .list(call.list(0) + call.list(1))
    },
    joined("concatenate") { list, _ in .list(list) },
    joined("union") { distinct($0, $1) },
    FEELBuiltin(
      "insert before",
      [.list("list"), .number("position"), .any("newItem")]
    ) { call in
      var list = call.list(0)
      guard let place = position(call.number(1), in: list.count, call) else { return .null }
      list.insert(call[2], at: min(max(0, place), list.count))
      return .list(list)
    },
    FEELBuiltin("remove", [.list("list"), .number("position")]) { call in
      var list = call.list(0)
      guard let place = position(call.number(1), in: list.count, call) else { return .null }
      if list.indices ~= place { list.remove(at: place) }
      return .list(list)
    },
    FEELBuiltin(
      "list replace", since: "DMN 1.4", only: .dmn,
      [
        .init([.list("list"), .number("position"), .any("newItem")]) { call in
          var list = call.list(0)
          guard let place = position(call.number(1), in: list.count, call) else { return .null }
          list[place] = call[2]
          return .list(list)
        },
        .init([.list("list"), .required("match", kind: .function), .any("newItem")]) { call in
          guard case .function(let match) = call[1] else { return .null }
          var result: [FEELValue] = []
          for item in call.list(0) {
            guard
              case .boolean(let replaces) = Invocation.call(
                match, [item, call[2]], call.run, call.range)
            else { return call.fail("the match function does not return a boolean") }
            result.append(replaces ? call[2] : item)
          }
          return .list(result)
        },
      ]),
    FEELBuiltin("reverse", [.list("list")]) { .list($0.list(0).reversed()) },
    FEELBuiltin("index of", [.list("list"), .any("match")]) { call in
      guard ValueLimits.accept(call[0], call.run) else { return .null }
      return .list(
        call.list(0).enumerated().filter { isSame($0.element, call[1], call.dialect) }
          .map { .number(Decimal128($0.offset + 1)) })
    },
    FEELBuiltin("distinct values", [.list("list")]) { distinct($0.list(0), $0) },
    FEELBuiltin("duplicate values", since: "8.3", only: .camunda, [.list("list")]) { call in
      var counts: [EqualityKey: Int] = [:]
      var result: [FEELValue] = []
      let isComplete =
        forEachKey(of: call.list(0), call) { key, _ in counts[key, default: 0] += 1 }
        && forEachKey(of: call.list(0), call) { key, item in
          if counts.removeValue(forKey: key) ?? 0 > 1 { result.append(item) }
        }
      return isComplete ? .list(result) : .null
    },
    FEELBuiltin("flatten", [.list("list")]) { call in
      guard ValueLimits.accept(call[0], call.run) else { return .null }
      var result: [FEELValue] = []
      flatten(call.list(0), into: &result)
      return .list(result)
    },
    FEELBuiltin(
      "sort",
      [
        .init([.list("list"), .required("precedes", kind: .function)]) { call in
          guard case .function(let precedes) = call[1] else { return .null }
          return sort(call, precedes)
        },
        .init(only: .dmn, [.list("list")]) { sort($0, nil) },
      ]),
    FEELBuiltin("is empty", since: "8.6", only: .camunda, quick: true, [.list("list")]) { call in
      .boolean(call.list(0).isEmpty)
    },
    FEELBuiltin("partition", since: "8.7", only: .camunda, [.list("list"), .number("size")]) {
      call in
      let list = call.list(0)
      guard let size = call.number(1).truncatedInt, size > 0 else {
        return call.fail("the size must be greater than 0")
      }
      return .list(
        stride(from: 0, to: list.count, by: size).map {
          .list(Array(list[$0..<min($0 + size, list.count)]))
        })
    },
  ]

  static func isSame(_ left: FEELValue, _ right: FEELValue, _ dialect: FEELDialect) -> Bool {
    Comparison.equal(left, right, dialect) == true
  }

  /// The elements of several lists in one list. In Camunda, a value that is not a list is one
  /// element, and a single argument is the list of lists.
  private static func joined(
    _ name: String, _ finish: @escaping @Sendable ([FEELValue], Call) -> FEELValue
  ) -> FEELBuiltin {
    let join: @Sendable (Call) -> FEELValue = { call in
      var result: [FEELValue] = []
      for item in call.list(0) {
        switch item {
        case .list(let items):
          guard ValueLimits.mayHold(elements: result.count + items.count, call.run),
            call.run.spend(elements: items.count)
          else { return .null }
          result += items
        case .null where call.dialect == .dmn:
          return call.fail("an argument is null, not a list")
        default: result.append(item)
        }
      }
      return finish(result, call)
    }
    return FEELBuiltin(
      name,
      [
        .init(only: .camunda, [.list("lists", "list")], spreads: true, join),
        .init(only: .dmn, [.list("list")], variadic: true, join),
      ])
  }

  private static func distinct(_ list: [FEELValue], _ call: Call) -> FEELValue {
    var seen: Set<EqualityKey> = []
    var result: [FEELValue] = []
    let isComplete = forEachKey(of: list, call) { key, item in
      if seen.insert(key).inserted { result.append(item) }
    }
    return isComplete ? .list(result) : .null
  }

  /// Visits the elements, each with a key that is equal for values that FEEL considers equal; false
  /// if the evaluation must end.
  private static func forEachKey(
    of list: [FEELValue], _ call: Call, _ visit: (EqualityKey, FEELValue) -> Void
  ) -> Bool {
    guard ValueLimits.accept(.list(list), call.run) else { return false }
    for (index, item) in list.enumerated() {
      // Making a key takes much longer than a copy: half a step.
      if index & 0xFF == 0, !call.run.spend(0x80) { return false }
      visit(EqualityKey(item, call.dialect), item)
    }
    return true
  }

  private static func flatten(_ list: [FEELValue], into result: inout [FEELValue]) {
    for item in list {
      if case .list(let inner) = item {
        flatten(inner, into: &result)
      } else {
        result.append(item)
      }
    }
  }

  /// The index for a position from 1, or from -1 backwards; Camunda also accepts positions outside
  /// the list.
  private static func position(_ number: Decimal128, in count: Int, _ call: Call) -> Int? {
    let index = number.clampedInt
    let place = index > 0 ? index - 1 : count + index
    guard index != 0, call.dialect == .camunda || 0..<count ~= place else {
      _ = call.fail("the position is outside the list")
      return nil
    }
    return place
  }

  private static func sort(_ call: Call, _ precedes: FEELFunction?) -> FEELValue {
    guard precedes != nil || ValueLimits.accept(call[0], call.run) else { return .null }
    var failure = FEELValue.null
    // Thrown only to stop sorting, after the failure was recorded.
    let sorted = try? call.list(0).sorted { left, right in
      guard call.run.spend() else { throw EndOfSorting() }
      guard let precedes else {
        if let order = Comparison.order(left, right) { return order < 0 }
        failure = ClosureCompiler.notComparable(call.run, call.range, left, right)
        throw EndOfSorting()
      }
      let result = Invocation.call(precedes, [left, right], call.run, call.range)
      if case .boolean(let isBefore) = result { return isBefore }
      failure = call.fail("the function does not return a boolean")
      throw EndOfSorting()
    }
    return sorted.map { .list($0) } ?? failure
  }

  private struct EndOfSorting: Error {}
}
