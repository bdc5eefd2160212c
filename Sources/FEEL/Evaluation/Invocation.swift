/// Function calls: arguments to parameters, overloads, conversions (DMN 1.5, 10.3.2.9.4).
enum Invocation {
  static func call(
    _ function: FEELFunction, _ arguments: [FEELValue], _ run: Run, _ range: Range<Int>
  ) -> FEELValue {
    switch function.body {
    case .builtin(let builtin): call(builtin, arguments, run, range)
    case .user(let user): call(user, function, arguments, run, range)
    }
  }

  // MARK: Functions written in FEEL

  private static func call(
    _ user: UserFunction, _ function: FEELFunction, _ arguments: [FEELValue], _ run: Run,
    _ range: Range<Int>
  ) -> FEELValue {
    guard arguments.count == user.parameters.count else {
      run.warn(
        .noFunctionFound, range,
        "the function takes \(user.parameters.count) arguments, not \(arguments.count)")
      return .null
    }
    guard run.spend() else { return .null }
    let limit = run.environment.budget.depth
    guard run.depth < limit, run.levels + user.height <= Run.levelLimit else {
      run.fail("function calls are nested too deeply: \(run.depth) of at most \(limit) levels")
      return .null
    }
    run.depth += 1
    run.levels += user.height
    defer {
      run.depth -= 1
      run.levels -= user.height
    }
    let frame = Frame(run, globals: user.globals, slotCount: user.slotCount)
    for (index, parameter) in user.parameters.enumerated() {
      frame.slots[index] =
        parameter.type.map { convert(arguments[index], to: $0, run, range) } ?? arguments[index]
    }
    for (slot, value) in user.captured { frame.slots[slot] = value }
    if let slot = user.selfSlot { frame.slots[slot] = .function(function) }
    return user.code(frame)
  }

  /// A value converted to a parameter's type: conforming, unwrapped or wrapped, else null.
  private static func convert(
    _ value: FEELValue, to type: FEELType, _ run: Run, _ range: Range<Int>
  ) -> FEELValue {
    guard !type.looksInside || ValueLimits.accept(value, run) else { return .null }
    if value.isNull || type.contains(value) { return value }
    if case .list(let items) = value, items.count == 1, type.contains(items[0]) {
      return items[0]
    }
    if case .date(let date) = value, type == .kind(.dateTime) {
      return .dateTime(FEELDateTime(date: date, time: FEELTime(nanosecondOfDay: 0, zone: .utc)))
    }
    let wrapped = FEELValue.list([value])
    if type.contains(wrapped) { return wrapped }
    run.warn(
      .invalidType, range, "the parameter expects \(type.text), found \(value.kind.name)")
    return .null
  }

  /// Arguments in the order of the parameters; nil if a name is unknown.
  static func ordered(
    _ arguments: [(name: String, value: FEELValue)], for function: FEELFunction,
    _ dialect: FEELDialect
  ) -> [FEELValue]? {
    switch function.body {
    case .user(let user):
      var values = [FEELValue](repeating: .null, count: user.parameters.count)
      for (name, value) in arguments {
        guard let index = user.parameters.firstIndex(where: { $0.name == name }) else {
          return nil
        }
        values[index] = value
      }
      return dialect == .dmn && arguments.count != values.count ? nil : values
    case .builtin: return nil
    }
  }

  // MARK: Built-ins

  static func call(
    _ builtin: FEELBuiltin, _ arguments: [FEELValue], _ run: Run, _ range: Range<Int>
  ) -> FEELValue {
    guard run.spend() else { return .null }
    return call(builtin, builtin.overloads, arguments, run, range)
  }

  /// Calls the first overload that fits.
  private static func call(
    _ builtin: FEELBuiltin, _ overloads: [FEELBuiltin.Overload], _ arguments: [FEELValue],
    _ run: Run,
    _ range: Range<Int>
  ) -> FEELValue {
    var mismatch: (FEELBuiltin.Parameter, FEELValue)?
    for overload in overloads {
      guard overload.takes(arguments.count, run.dialect) else { continue }
      let count = overload.parameters.count
      var values = arguments
      if overload.spreads {
        if values.count == 1, case .list = values[0] {
        } else if values.count == 1, values[0].isNull {
          // A null list is not a list of one null.
        } else {
          values = [.list(values)]
        }
      } else if overload.isVariadic {
        let fixed = count - 1
        values = Array(arguments[..<fixed]) + [.list(Array(arguments[fixed...]))]
      } else {
        while values.count < count { values.append(.null) }
      }
      let problem = check(&values, arguments.count, overload, run.dialect)
      guard let problem else {
        if !builtin.isQuick {
          var size = 0
          for value in values { size += ValueLimits.size(value) }
          guard run.spend(elements: size) else { return .null }
        }
        let result = overload.body(
          Call(
            run: run, name: builtin.name, arguments: values, given: arguments.count,
            range: range))
        return ValueLimits.bounded(result, run)
      }
      if mismatch == nil { mismatch = problem }
    }
    if let (parameter, value) = mismatch {
      refuse(
        builtin, .functionInvocationFailure, run, range,
        "\(builtin.name)() expects \(parameter.kind.name) for `\(parameter.name)`, found "
          + value.kind.name)
    } else {
      refuse(
        builtin, .noFunctionFound, run, range,
        "\(builtin.name)() does not take \(arguments.count) arguments; its signature is "
          + builtin.signatures.joined(separator: " or "))
    }
    return .null
  }

  /// Warns why a call is null, or fails the evaluation.
  private static func refuse(
    _ builtin: FEELBuiltin, _ kind: FEELWarning.Kind, _ run: Run, _ range: Range<Int>,
    _ message: String
  ) {
    run.warn(kind, range, message)
    if builtin.isStrict { run.fail(message) }
  }

  /// Converts arguments to the kinds of their parameters; returns the first that does not fit.
  @inline(__always)
  private static func check(
    _ values: inout [FEELValue], _ given: Int, _ overload: FEELBuiltin.Overload,
    _ dialect: FEELDialect
  ) -> (FEELBuiltin.Parameter, FEELValue)? {
    for index in overload.parameters.indices {
      let parameter = overload.parameters[index]
      let value = values[index]
      if parameter.kind.contains(value.kind) { continue }
      if parameter.isOptional && index >= given { continue }
      if dialect == .dmn, let coerced = coerce(value, to: parameter.kind) {
        values[index] = coerced
        continue
      }
      return (parameter, value)
    }
    return nil
  }

  /// A list of one value is converted to the value, and a value to a list (DMN 1.5, 10.3.2.9.4).
  private static func coerce(_ value: FEELValue, to kind: FEELKind) -> FEELValue? {
    if case .list(let items) = value {
      return items.count == 1 && kind.contains(items[0].kind) && !items[0].isNull
        ? items[0] : nil
    }
    return kind.contains(.list) && !value.isNull ? .list([value]) : nil
  }

  /// Calls a built-in with named arguments.
  static func call(
    _ builtin: FEELBuiltin, named arguments: [(name: String, value: FEELValue)], _ run: Run,
    _ range: Range<Int>
  ) -> FEELValue {
    guard run.spend() else { return .null }
    // `before(range, point)` and `before(point, range)` have the same parameter names.
    let sameOrder = builtin.overloads.filter { overload in
      overload.parameters.count == arguments.count
        && zip(overload.parameters, arguments).allSatisfy { $0.accepts($1.name, run.dialect) }
    }
    for overload in sameOrder + builtin.overloads {
      var values = [FEELValue](repeating: .null, count: overload.parameters.count)
      var seen = 0
      var end = 0
      for (name, value) in arguments {
        guard
          let index = overload.parameters.firstIndex(where: { $0.accepts(name, run.dialect) })
        else { break }
        values[index] = value
        seen += 1
        end = max(end, index + 1)
      }
      guard seen == arguments.count else { continue }
      if run.dialect == .dmn, arguments.count < overload.required { continue }
      if overload.isVariadic, let last = values.last {
        // A named last parameter takes the complete list.
        let rest: [FEELValue] = if case .list(let items) = last { items } else { [last] }
        values = Array(values.dropLast()) + rest
      } else {
        values.removeSubrange(end...)
      }
      // In the standard, names alone select the overload; Camunda also checks the values.
      return call(
        builtin, run.dialect == .dmn ? [overload] : builtin.overloads, values, run, range)
    }
    refuse(
      builtin, .noFunctionFound, run, range,
      "\(builtin.name)() has no parameters named "
        + arguments.map(\.name).joined(separator: ", ") + "; its signature is "
        + builtin.signatures.joined(separator: " or "))
    return .null
  }
}

extension FEELBuiltin.Parameter {
  /// Aliases of a parameter are Camunda's.
  func accepts(_ name: String, _ dialect: FEELDialect) -> Bool {
    names[0] == name || (dialect == .camunda && names.contains(name))
  }
}
