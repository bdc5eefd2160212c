extension ClosureCompiler {
  /// The source of a loop's values.
  private struct Source {
    let slot: Int
    let range: Range<Int>
    let code: Code
    let upTo: Code?
  }

  private mutating func sources(_ iterators: [Node.Iterator]) -> [Source] {
    var sources: [Source] = []
    var names: [(String, Int)] = []
    for iterator in iterators {
      let code = self.code(iterator.source)
      let upTo = iterator.upTo.map { self.code($0) }
      let slot: Int
      if dialect == .dmn {
        // Later iterators see earlier ones; Camunda evaluates all lists first.
        slot = scope.bind(iterator.name)
      } else {
        slot = scope.newSlot()
        names.append((iterator.name, slot))
      }
      sources.append(Source(slot: slot, range: iterator.source.range, code: code, upTo: upTo))
    }
    for (name, slot) in names { scope.bindings.append(.local(name, slot: slot)) }
    return sources
  }

  mutating func loop(_ iterators: [Node.Iterator], _ body: Node, _ range: Range<Int>) -> Code {
    let mark = scope.bindings.count
    defer { scope.bindings.removeLast(scope.bindings.count - mark) }
    let sources = self.sources(iterators)
    let partial = scope.bind("partial")
    let body = code(body)
    let usesPartial = scope.wasUsed("partial")
    return { frame in
      let run = frame.run
      var results: [FEELValue] = []
      let isComplete = ClosureCompiler.walk(sources[...], frame) {
        if usesPartial { frame.slots[partial] = .list(results) }
        let value = body(frame)
        // The slot must not share the list, or every append would copy it.
        if usesPartial {
          frame.slots[partial] = .null
          guard ValueLimits.mayGrow(value, run) else { return false }
        }
        results.append(value)
        return ValueLimits.mayHold(elements: results.count, run)
      }
      return isComplete == true ? .list(results) : .null
    }
  }

  mutating func quantified(
    _ every: Bool, _ iterators: [Node.Iterator], _ condition: Node, _ range: Range<Int>
  ) -> Code {
    let mark = scope.bindings.count
    defer { scope.bindings.removeLast(scope.bindings.count - mark) }
    let sources = self.sources(iterators)
    let conditionRange = condition.range
    let condition = code(condition)
    return { frame in
      var isUnknown = false
      var isDecided = false
      let isComplete = ClosureCompiler.walk(sources[...], frame) {
        switch condition(frame) {
        case .boolean(!every):
          isDecided = true
          return false
        case .boolean: return true
        case let other:
          _ = ClosureCompiler.truth(other, frame.run, conditionRange)
          isUnknown = true
          // The standard stops at a value that is neither a boolean nor null.
          return other.isNull || frame.run.dialect == .camunda
        }
      }
      if isDecided { return .boolean(!every) }
      return isUnknown || isComplete != true ? .null : .boolean(every)
    }
  }

  /// Visits all combinations; nil if a source has no values, false if `visit` stopped it.
  private static func walk(
    _ sources: ArraySlice<Source>, _ frame: Frame, _ visit: () -> Bool
  ) -> Bool? {
    guard let source = sources.first else { return visit() }
    let rest = sources.dropFirst()
    let value = source.code(frame)
    if let upTo = source.upTo {
      let end = upTo(frame)
      if let count = Count(from: value, to: end) {
        return self.count(count, source, rest, frame, visit)
      }
      frame.run.warn(
        .invalidType, source.range,
        "expected numbers or dates, found \(value.kind.name) and \(end.kind.name)")
      return nil
    }
    switch value {
    case .list(let items):
      for item in items {
        guard frame.run.spend() else { return nil }
        frame.slots[source.slot] = item
        let goesOn = walk(rest, frame, visit)
        if goesOn != true { return goesOn }
      }
      return true
    case .range(let range):
      guard let lower = range.lower, let upper = range.upper, range.comparison == nil,
        var count = Count(from: lower, to: upper), count.isUpward
      else { break }
      if !range.includesLower { count.skipFirst() }
      if !range.includesUpper { count.skip(last: upper) }
      return self.count(count, source, rest, frame, visit)
    case .null: break
    default:
      guard frame.run.dialect == .dmn else { break }
      frame.slots[source.slot] = value
      return walk(rest, frame, visit)
    }
    frame.run.warn(
      .invalidType, source.range, "expected a list, found \(value.kind.name)")
    return nil
  }

  private static func count(
    _ count: Count, _ source: Source, _ rest: ArraySlice<Source>, _ frame: Frame,
    _ visit: () -> Bool
  ) -> Bool? {
    for index in count.rounds {
      guard frame.run.spend() else { return nil }
      frame.slots[source.slot] = count.value(index)
      let goesOn = walk(rest, frame, visit)
      if goesOn != true { return goesOn }
    }
    return true
  }
}

/// The values from one number or day to another, up or down in steps of one. An end that is not a
/// whole number of steps away is never reached.
private struct Count {
  private enum Start {
    case integer(Int)
    case number(Decimal128)
    case day(Int)
  }

  private let start: Start
  private let step: Int
  private(set) var rounds: Range<Int>

  /// Nil for other types, and for more values than a loop could ever count.
  init?(from first: FEELValue, to last: FEELValue) {
    let distance: Int
    switch (first, last) {
    case (.number(let first), .number(let last)):
      guard let whole = last.subtracting(first)?.truncatedInt, whole.magnitude < 1 << 62 else {
        return nil
      }
      if let integer = first.int, integer.magnitude < 1 << 62 {
        start = .integer(integer)
      } else {
        start = .number(first)
      }
      distance = whole
      step = first <= last ? 1 : -1
    case (.date(let first), .date(let last)):
      (start, distance) = (.day(first.dayNumber), last.dayNumber - first.dayNumber)
      step = distance < 0 ? -1 : 1
    default: return nil
    }
    rounds = 0..<abs(distance) + 1
  }

  var isUpward: Bool { step > 0 }

  mutating func skipFirst() { rounds = 1..<rounds.upperBound }

  /// Drops the last value if it equals the end.
  mutating func skip(last end: FEELValue) {
    guard let last = rounds.last, value(last) == end else { return }
    rounds = rounds.dropLast()
  }

  func value(_ index: Int) -> FEELValue {
    let distance = step * index
    return switch start {
    case .integer(let first): .number(Decimal128(first + distance))
    case .number(let first): .number(first + Decimal128(distance))
    case .day(let first): FEELDate(dayNumber: first + distance).map { .date($0) } ?? .null
    }
  }
}
