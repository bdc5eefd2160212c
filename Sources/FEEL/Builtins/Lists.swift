extension FEELBuiltins {
  static let lists: [FEELBuiltin] = [
    FEELBuiltin("list contains", [.list("list"), .any("element")]) { call in
      .boolean(call.list(0).contains { isSame($0, call[1], call.dialect) })
    },
    FEELBuiltin(
      "sublist",
      [
        .list("list"), .required("start position", "start", kind: .number),
        .optional("length", kind: .number),
      ]
    ) { call in
      let list = call.list(0)
      guard let start = call.number(1).truncatedInt, start != 0 else {
        return call.fail("the start position is 0 or too large")
      }
      let first = start > 0 ? start - 1 : list.count + start
      guard (0...list.count).contains(first) else {
        return call.dialect == .camunda
          ? .list([]) : call.fail("the start position is outside the list")
      }
      guard call.given > 2, let wanted = call.optionalNumber(2) else {
        return .list(Array(list[first...]))
      }
      guard let length = wanted.truncatedInt, length >= 0,
        call.dialect == .camunda || length <= list.count - first
      else { return call.fail("the length is negative or goes beyond the list") }
      return .list(Array(list[first..<min(list.count, first + min(length, list.count))]))
    },
    FEELBuiltin("append", [.list("list"), .any("item", "items")], variadic: true) { call in
      bounded(call.list(0) + call.list(1), call)
    },
    FEELBuiltin("concatenate", [.list("list", "lists")], variadic: true) { concatenate($0) },
    FEELBuiltin("union", [.list("list", "lists")], variadic: true) { call in
      guard case .list(let all) = concatenate(call) else { return .null }
      return .list(distinct(all, call))
    },
    FEELBuiltin(
      "insert before",
      [.list("list"), .number("position"), .any("newItem")]
    ) { call in
      var list = call.list(0)
      guard let place = position(call.number(1), in: list.count, call) else { return .null }
      list.insert(call[2], at: place)
      return bounded(list, call)
    },
    FEELBuiltin("remove", [.list("list"), .number("position")]) { call in
      var list = call.list(0)
      guard let place = position(call.number(1), in: list.count, call) else { return .null }
      list.remove(at: place)
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
            else { return call.fail("the match function gives no boolean") }
            result.append(replaces ? call[2] : item)
          }
          return .list(result)
        },
      ]),
    FEELBuiltin("reverse", [.list("list")]) { .list($0.list(0).reversed()) },
    FEELBuiltin("index of", [.list("list"), .any("match")]) { call in
      .list(
        call.list(0).enumerated().filter { isSame($0.element, call[1], call.dialect) }
          .map { .number(Decimal128($0.offset + 1)) })
    },
    FEELBuiltin("distinct values", [.list("list")]) { .list(distinct($0.list(0), $0)) },
    FEELBuiltin("duplicate values", since: "8.3", only: .camunda, [.list("list")]) { call in
      let list = call.list(0)
      let repeated = list.filter { item in
        list.count { isSame($0, item, call.dialect) } > 1
      }
      return .list(distinct(repeated, call))
    },
    FEELBuiltin("flatten", [.list("list")]) { call in
      guard ValueLimits.accept(call[0], call.run) else { return .null }
      return bounded(flattened(call.list(0)), call)
    },
    FEELBuiltin(
      "sort",
      [
        .init([.list("list"), .required("precedes", kind: .function)]) { call in
          guard case .function(let precedes) = call[1] else { return .null }
          return sort(call, precedes)
        },
        .init([.list("list")]) { sort($0, nil) },
      ]),
    FEELBuiltin("is empty", since: "8.6", only: .camunda, [.list("list")]) { call in
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

  private static func bounded(_ list: [FEELValue], _ call: Call) -> FEELValue {
    guard list.count <= call.run.environment.budget.listLength else {
      call.run.fail("a list is longer than \(call.run.environment.budget.listLength) elements")
      return .null
    }
    return .list(list)
  }

  private static func concatenate(_ call: Call) -> FEELValue {
    var result: [FEELValue] = []
    for item in call.list(0) {
      switch item {
      case .list(let items): result += items
      case .null: return call.fail("an argument is null, not a list")
      default:
        guard call.dialect == .dmn else {
          return call.fail("an argument is \(item.kind.name), not a list")
        }
        result.append(item)
      }
    }
    return bounded(result, call)
  }

  private static func distinct(_ list: [FEELValue], _ call: Call) -> [FEELValue] {
    var result: [FEELValue] = []
    // Equal values mostly hash alike; what FEEL alone calls equal is found by comparison.
    var seen: Set<FEELValue> = []
    for item in list where !seen.contains(item) {
      guard call.run.spend(result.count / 16 + 1) else { return [] }
      seen.insert(item)
      if case .number = item {
        result.append(item)
      } else if case .string = item {
        result.append(item)
      } else if !result.contains(where: { isSame($0, item, call.dialect) }) {
        result.append(item)
      }
    }
    return result
  }

  private static func flattened(_ list: [FEELValue]) -> [FEELValue] {
    list.flatMap { item in
      if case .list(let inner) = item { return flattened(inner) }
      return [item]
    }
  }

  private static func position(_ number: Decimal128, in count: Int, _ call: Call) -> Int? {
    guard let index = number.truncatedInt, index != 0,
      case let place = index > 0 ? index - 1 : count + index, 0..<count ~= place
    else {
      _ = call.fail("the position is outside the list")
      return nil
    }
    return place
  }

  private static func sort(_ call: Call, _ precedes: FEELFunction?) -> FEELValue {
    var failure: String?
    let sorted = call.list(0).sorted { left, right in
      guard failure == nil, call.run.spend() else { return false }
      guard let precedes else {
        guard let order = Comparison.order(left, right) else {
          failure = "the elements have no common order"
          return false
        }
        return order < 0
      }
      guard
        case .boolean(let result) = Invocation.call(
          precedes, [left, right], call.run, call.range)
      else {
        failure = "the function gives no boolean"
        return false
      }
      return result
    }
    return failure.map { call.fail($0) } ?? .list(sorted)
  }
}
