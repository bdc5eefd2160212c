extension ClosureCompiler {
  /// A variable, or the built-in with that name as a value.
  mutating func name(_ name: String, _ range: Range<Int>) -> Code {
    let (place, elements) = scope.resolve(name)
    let found = ClosureCompiler.optionalLookup(name, place, elements)
    if case .slot(let slot) = place, elements.isEmpty { return { $0.slots[slot] } }
    let builtin = functions.function(named: name, dialect)
    let fallback: FEELValue? = builtin.map { .function(FEELFunction(body: .builtin($0))) }
    return { frame in
      if let value = found(frame) { return value }
      if let fallback { return fallback }
      if name == "?", frame.run.dialect == .camunda {
        frame.run.fail("`?` is the input of a test, which is not available here")
        return .null
      }
      frame.run.warn(.noVariableFound, range, "no variable named `\(name)`")
      return .null
    }
  }

  /// The value of a name at its location; null if there is none.
  static func lookup(_ name: String, _ place: CodeScope.Place, _ elements: [Int]) -> Code {
    let found = optionalLookup(name, place, elements)
    return { found($0) ?? .null }
  }

  private static func optionalLookup(
    _ name: String, _ place: CodeScope.Place, _ elements: [Int]
  ) -> @Sendable (Frame) -> FEELValue? {
    let key = ContextKey(name)
    let fixed: @Sendable (Frame) -> FEELValue?
    switch place {
    case .slot(let slot): fixed = { $0.slots[slot] }
    case .global: fixed = { $0.globals.value(key) }
    }
    if elements.isEmpty { return fixed }
    return { frame in
      for slot in elements {
        if case .context(let context) = frame.slots[slot], let value = context.value(key) {
          return value
        }
      }
      return fixed(frame)
    }
  }

  /// `function(a, b) body` as a closure.
  mutating func function(
    _ parameters: [Node.Parameter], _ body: Node, _ selfName: String?
  ) -> Code {
    let outer = scope
    let inner = CodeScope(parent: outer)
    inner.selfName = selfName
    for parameter in parameters { _ = inner.bind(parameter.name) }
    scope = inner
    let code = self.code(body)
    scope = outer
    let slotCount = inner.slotCount
    let captures = inner.captures
    let selfSlot = inner.selfSlot
    let height = Int(body.height)
    let list = parameters.map { UserFunction.Parameter(name: $0.name, type: $0.type) }
    return { frame in
      let captured = captures.map { (slot: $0.slot, value: $0.code(frame)) }
      return .function(
        FEELFunction(
          body: .user(
            UserFunction(
              parameters: list, code: code, height: height, slotCount: slotCount,
              captured: captured,
              selfSlot: selfSlot, globals: frame.globals))))
    }
  }

  // MARK: Calls

  mutating func call(_ callee: Node, _ arguments: [Node.Argument], _ range: Range<Int>) -> Compiled
  {
    if case .name(let name) = callee.kind {
      let (place, elements) = scope.resolve(name)
      let builtin = functions.function(named: name, dialect)
      if let builtin {
        let standard = builtinCall(builtin, arguments, range)
        if case .global = place, elements.isEmpty { return standard }
        // A local function with that name takes precedence, any other value does not.
        let local = ClosureCompiler.lookup(name, place, elements)
        let other = dynamicCall(local, name, arguments, range)
        let code = standard.code
        return Compiled { frame in
          if case .function = local(frame) { return other(frame) }
          return code(frame)
        }
      }
      let value = ClosureCompiler.lookup(name, place, elements)
      return Compiled(dynamicCall(value, name, arguments, range))
    }
    return Compiled(dynamicCall(code(callee), nil, arguments, range))
  }

  private mutating func builtinCall(
    _ builtin: FEELBuiltin, _ arguments: [Node.Argument], _ range: Range<Int>
  ) -> Compiled {
    let compiled = arguments.map { compile($0.value) }
    let codes = compiled.map(\.code)
    let lenience = builtin.isLenient ? 1 : 0
    let run: Code
    if let names = ClosureCompiler.names(arguments) {
      run = { frame in
        frame.run.lenience += lenience
        let values = zip(names, codes).map { (name: $0, value: $1(frame)) }
        frame.run.lenience -= lenience
        return Invocation.call(builtin, named: values, frame.run, range)
      }
    } else {
      run = { frame in
        frame.run.lenience += lenience
        var values: [FEELValue] = []
        values.reserveCapacity(codes.count + 2)
        for code in codes { values.append(code(frame)) }
        frame.run.lenience -= lenience
        return Invocation.call(builtin, values, frame.run, range)
      }
    }
    var result = Compiled(run)
    if builtin.isPure, compiled.allSatisfy({ $0.constant != nil }) {
      result.constant = constant(run)
    }
    return result.constant.map { Compiled(constant: $0) } ?? result
  }

  /// Limits constant folding, so that parsing stays fast whatever the constants.
  private static let foldingEnvironment = FEELEnvironment(
    budget: FEELBudget(steps: 10_000, listLength: 10_000, stringLength: 10_000))

  /// The result of a call with constant arguments; nil if it warns or depends on the environment.
  private func constant(_ code: Code) -> FEELValue? {
    let run = Run(ClosureCompiler.foldingEnvironment, dialect)
    let value = code(Frame(run, globals: FEELContext(), slotCount: 0))
    guard run.warnings.isEmpty, run.failure == nil, !value.isNull else { return nil }
    return value
  }

  private mutating func dynamicCall(
    _ callee: @escaping Code, _ name: String?, _ arguments: [Node.Argument], _ range: Range<Int>
  ) -> Code {
    let codes = arguments.map { code($0.value) }
    let names = ClosureCompiler.names(arguments)
    return { frame in
      let run = frame.run
      let values = codes.map { $0(frame) }
      guard case .function(let function) = callee(frame) else {
        run.warn(
          .noFunctionFound, range,
          name.map { "unknown function `\($0)`" } ?? "this value is not a function")
        return .null
      }
      guard let names else { return Invocation.call(function, values, run, range) }
      let named = zip(names, values).map { (name: $0, value: $1) }
      if case .builtin(let builtin) = function.body {
        return Invocation.call(builtin, named: named, run, range)
      }
      guard let ordered = Invocation.ordered(named, for: function, run.dialect) else {
        run.warn(
          .noFunctionFound, range,
          "the function has no parameters named \(names.joined(separator: ", "))")
        return .null
      }
      return Invocation.call(function, ordered, run, range)
    }
  }

  private static func names(_ arguments: [Node.Argument]) -> [String]? {
    let names = arguments.compactMap(\.name)
    return names.isEmpty ? nil : names
  }
}
