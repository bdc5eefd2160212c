extension FEELBuiltins {
  static let contexts: [FEELBuiltin] = [
    FEELBuiltin(
      "get value", quick: true,
      [
        .init([.context("m", "context"), .string("key")]) { call in
          if let value = call.context(0)[call.string(1)] { return value }
          call.run.warn(
            .noContextEntryFound, call.range, "unknown entry `\(call.string(1).brief)`")
          return .null
        },
        .init(only: .camunda, [.context("context", "m"), .list("keys", "key")]) { call in
          if call.list(1).isEmpty { return .null }
          var value = call[0]
          for key in call.list(1) {
            guard call.run.spend() else { return .null }
            guard case .string(let key) = key, case .context(let context) = value,
              let next = context[key]
            else {
              call.run.warn(
                .noContextEntryFound, call.range, "unknown entry `\(key.text.brief)`")
              return .null
            }
            value = next
          }
          return value
        },
      ]),
    FEELBuiltin("get entries", [.context("m", "context")]) { call in
      .list(
        call.context(0).map { entry in
          .context(["key": .string(entry.key), "value": entry.value])
        })
    },
    FEELBuiltin("context", since: "DMN 1.4", [.list("entries")]) { context($0) },
    put("context put", since: "DMN 1.4"),
    put("put", since: "Camunda 7.x", only: .camunda),
    merge("context merge", since: "DMN 1.4"),
    merge("put all", since: "Camunda 7.x", only: .camunda),
  ]

  private static func context(_ call: Call) -> FEELValue {
    var result = FEELContext()
    for item in call.list(0) {
      guard case .context(let entry) = item, case .string(let key)? = entry["key"],
        let value = entry["value"]
      else { return call.fail("an entry needs a string `key` and a `value`") }
      if call.dialect == .dmn, result[key] != nil {
        return call.fail("the key `\(key.brief)` occurs twice")
      }
      result[key] = value
    }
    return .context(result)
  }

  private static func put(
    _ name: String, since: String, only dialect: FEELDialect? = nil
  ) -> FEELBuiltin {
    FEELBuiltin(
      name, since: since, only: dialect,
      [
        .init([.context("context"), .string("key"), .any("value")]) { call in
          var context = call.context(0)
          context[call.string(1)] = call[2]
          return .context(context)
        },
        .init([.context("context"), .list("keys"), .any("value")]) { call in
          var keys: [String] = []
          for key in call.list(1) {
            guard case .string(let key) = key else { return call.fail("a key is not a string") }
            keys.append(key)
          }
          guard !keys.isEmpty else { return call.fail("the list of keys is empty") }
          guard keys.count <= ValueLimits.depthLimit else {
            return call.fail("there are more than \(ValueLimits.depthLimit) keys")
          }
          guard let result = set(call[2], at: keys[...], in: call.context(0), call.dialect) else {
            return call.fail("a value on the path is not a context")
          }
          return .context(result)
        },
      ])
  }

  /// A context with a value at a path of keys; Camunda creates missing contexts.
  private static func set(
    _ value: FEELValue, at keys: ArraySlice<String>, in context: FEELContext,
    _ dialect: FEELDialect
  ) -> FEELContext? {
    guard let key = keys.first else { return context }
    var result = context
    if keys.count == 1 {
      result[key] = value
      return result
    }
    let inner: FEELContext
    if case .context(let existing)? = context[key] {
      inner = existing
    } else if dialect == .camunda {
      inner = FEELContext()
    } else {
      return nil
    }
    guard let changed = set(value, at: keys.dropFirst(), in: inner, dialect) else { return nil }
    result[key] = .context(changed)
    return result
  }

  private static func merge(
    _ name: String, since: String, only dialect: FEELDialect? = nil
  ) -> FEELBuiltin {
    FEELBuiltin(name, since: since, only: dialect, [.list("contexts")], spreads: true, of: .context)
    { call in
      var result = FEELContext()
      for item in call.list(0) {
        guard case .context(let context) = item else {
          return call.fail("expected context arguments, found \(item.kind.name)")
        }
        guard call.run.spend(elements: context.count) else { return .null }
        for (key, value) in context { result[key] = value }
      }
      return .context(result)
    }
  }
}
