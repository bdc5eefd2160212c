extension ClosureCompiler {
  mutating func path(_ value: Node, _ name: Node.PathName, _ range: Range<Int>) -> Code {
    let code = self.code(value)
    let key = ContextKey(name.text)
    let place = name.range
    return { frame in
      let value = code(frame)
      if case .context(let context) = value, let entry = context.value(key) { return entry }
      return ClosureCompiler.member(key, of: value, frame.run, place)
    }
  }

  /// The value of `value.key`, with a warning if there is none.
  static func member(
    _ key: ContextKey, of value: FEELValue, _ run: Run, _ range: Range<Int>
  ) -> FEELValue {
    switch value {
    case .context(let context):
      if let entry = context.value(key) { return entry }
      run.warn(
        .noContextEntryFound, range,
        "unknown entry `\(key.text)`; "
          + (context.isEmpty
            ? "the context is empty"
            : "its entries are \(context.keys.prefix(20).map { "`\($0.brief)`" }.joined(separator: ", "))"
              + (context.count > 20 ? ", …" : "")))
      return .null
    case .list(let items):
      guard run.spend(items.count) else { return .null }
      return .list(items.map { member(key, of: $0, run, range) })
    case .null:
      run.warn(.noContextEntryFound, range, "unknown entry `\(key.text)`: the value is null")
      return .null
    default:
      if let property = Properties.property(key.text, of: value, run.dialect) { return property }
      let names = Properties.names(of: value, run.dialect)
      run.warn(
        .noPropertyFound, range,
        "\(value.brief(run.dialect)) has no property `\(key.text)`"
          + (names.isEmpty
            ? "" : "; it has \(names.map { "`\($0)`" }.joined(separator: ", "))"))
      return .null
    }
  }

  // MARK: Filters

  mutating func filter(_ list: Node, _ condition: Node, _ range: Range<Int>) -> Code {
    let listRange = list.range
    let list = code(list)
    let mark = scope.bindings.count
    let slot = scope.bind("item")
    // Entries of the element shadow `item`.
    scope.bindings.append(.element(slot: slot))
    let compiled = compile(condition)
    scope.bindings.removeLast(scope.bindings.count - mark)
    let dialect = dialect
    let conditionRange = condition.range

    let items: @Sendable (Frame) -> [FEELValue]? = { frame in
      let value = list(frame)
      if case .list(let items) = value { return items }
      if dialect == .dmn, !value.isNull { return [value] }
      frame.run.warn(
        .invalidType, listRange, "expected a list, found \(value.kind.name)")
      return nil
    }
    // Camunda's engine does not warn about an index outside the list.
    let item: @Sendable (Decimal128, [FEELValue], Frame) -> FEELValue = { index, items, frame in
      if let item = ClosureCompiler.item(index, of: items, dialect) { return item }
      if dialect == .dmn {
        frame.run.warn(
          .unknown, conditionRange, "index \(index) is outside the list of \(items.count) elements")
      }
      return .null
    }
    if case .number(let index) = compiled.constant {
      return { frame in items(frame).map { item(index, $0, frame) } ?? .null }
    }
    let condition = compiled.code
    return { frame in
      guard let items = items(frame) else { return .null }
      let run = frame.run
      var result: [FEELValue] = []
      for (index, element) in items.enumerated() {
        guard run.spend() else { return .null }
        frame.slots[slot] = element
        switch condition(frame) {
        case .boolean(true): result.append(element)
        case .boolean(false), .null: continue
        case .number(let number) where index == 0:
          return item(number, items, frame)
        case let other:
          run.warn(
            .invalidType, conditionRange,
            "a filter requires a boolean or an index, found \(other.kind.name)")
          if dialect == .dmn { return .null }
        }
      }
      return .list(result)
    }
  }

  /// The element at an index from 1, or from -1 backwards; nil outside. Camunda truncates a
  /// fraction.
  private static func item(
    _ index: Decimal128, of items: [FEELValue], _ dialect: FEELDialect
  ) -> FEELValue? {
    guard let index = dialect == .camunda ? index.clampedInt : index.int else { return nil }
    let position = index > 0 ? index - 1 : items.count + index
    return index != 0 && items.indices.contains(position) ? items[position] : nil
  }
}
