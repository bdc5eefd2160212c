extension Compiler {
  /// Where a loop takes its values from.
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
        // Later iterators see earlier ones; Camunda takes all lists first.
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
      let limit = run.environment.budget.listLength
      var results: [FEELValue] = []
      let isComplete = Compiler.walk(sources[...], frame) {
        if usesPartial { frame.slots[partial] = .list(results) }
        let value = body(frame)
        // The slot must not share the list, or every append would copy it.
        if usesPartial {
          frame.slots[partial] = .null
          guard ValueLimits.mayGrow(value, run) else { return false }
        }
        results.append(value)
        if results.count > limit {
          run.fail("a list is longer than \(limit) elements")
          return false
        }
        return true
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
      let isComplete = Compiler.walk(sources[...], frame) {
        switch condition(frame) {
        case .boolean(!every):
          isDecided = true
          return false
        case .boolean: return true
        case let other:
          _ = Compiler.truth(other, frame.run, conditionRange)
          isUnknown = true
          // The standard gives up at what is neither a boolean nor null.
          return other.isNull || frame.run.dialect == .camunda
        }
      }
      if isDecided { return .boolean(!every) }
      return isUnknown || isComplete != true ? .null : .boolean(every)
    }
  }

  /// Visits all combinations; nil when a source has no values, false when `visit` stopped it.
  private static func walk(
    _ sources: ArraySlice<Source>, _ frame: Frame, _ visit: () -> Bool
  ) -> Bool? {
    guard let source = sources.first else { return visit() }
    let rest = sources.dropFirst()
    let value = source.code(frame)
    if let upTo = source.upTo {
      return count(
        from: value, to: upTo(frame), source, rest, frame, visit)
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
        var first = IterationPoint(lower), var last = IterationPoint(upper)
      else { break }
      // A range that runs backwards holds nothing to count; only `a..b` without brackets may.
      guard first.position <= last.position else { break }
      if !range.includesLower { first.position += 1 }
      if !range.includesUpper { last.position -= 1 }
      if last.position < first.position { return true }
      return count(from: first.value, to: last.value, source, rest, frame, visit)
    case .null: break
    default:
      guard frame.run.dialect == .dmn else { break }
      frame.slots[source.slot] = value
      return walk(rest, frame, visit)
    }
    frame.run.warn(
      .invalidType, source.range, "a list is needed here, but it is \(value.kind.name)")
    return nil
  }

  /// Counts up or down between two whole numbers or days, both included.
  private static func count(
    from first: FEELValue, to last: FEELValue, _ source: Source, _ rest: ArraySlice<Source>,
    _ frame: Frame, _ visit: () -> Bool
  ) -> Bool? {
    guard var point = IterationPoint(first), let end = IterationPoint(last), first.kind == last.kind
    else {
      frame.run.warn(
        .invalidType, source.range,
        "whole numbers or dates are needed here, but they are \(first.kind.name) and "
          + last.kind.name)
      return nil
    }
    let step = point.position <= end.position ? 1 : -1
    while true {
      guard frame.run.spend() else { return nil }
      frame.slots[source.slot] = point.value
      let goesOn = walk(rest, frame, visit)
      if goesOn != true { return goesOn }
      if point.position == end.position { return true }
      point.position += step
    }
  }
}

/// A value that a loop can count: a whole number or a day.
private struct IterationPoint {
  var position: Int
  private let isDate: Bool

  init?(_ value: FEELValue) {
    switch value {
    case .number(let number):
      guard let whole = number.int, whole.magnitude < 1 << 62 else { return nil }
      (position, isDate) = (whole, false)
    case .date(let date): (position, isDate) = (date.dayNumber, true)
    default: return nil
    }
  }

  var value: FEELValue {
    if !isDate { return .number(Decimal128(position)) }
    return FEELDate(dayNumber: position).map { .date($0) } ?? .null
  }
}
