import Diagnostics

extension TypeWalk {
  mutating func call(
    _ callee: Node, _ arguments: [Node.Argument], _ range: Range<Int>
  ) -> FEELStaticType {
    guard case .name(let name) = callee.kind else {
      _ = type(of: callee)
      for argument in arguments { _ = type(of: argument.value) }
      return .any
    }
    let builtin = functions.function(named: name, dialect)
    let isLenient = builtin?.isLenient == true
    lenient += isLenient ? 1 : 0
    let types = arguments.map { rangeOrType(of: $0.value) }
    lenient -= isLenient ? 1 : 0
    if let local = defined(name), local == .function || builtin == nil { return .any }
    guard let builtin else {
      report(.unknownFunction, unknownFunction(name), callee.range)
      return .any
    }
    checkVersion(builtin, arguments, types, callee.range)
    if arguments.contains(where: { $0.name != nil }) {
      checkNames(builtin, arguments, types, range)
    } else {
      checkPositions(builtin, arguments, types, callee.range)
    }
    return .result(ofFunction: name)
  }

  private func unknownFunction(_ name: String) -> String {
    let lead = "unknown function `\(name)`"
    let other: FEELDialect = dialect == .camunda ? .dmn : .camunda
    if functions.function(named: name, other) != nil {
      return lead
        + (other == .dmn ? " in Camunda: it exists only in the DMN standard" : " in the standard")
    }
    if FEELFunctionLibrary.connectors.function(named: name, dialect) != nil {
      return "`\(name)` is available only in result and error expressions of connectors"
    }
    let known = functions.names.filter { functions.function(named: $0, dialect) != nil }
    // Common mistakes: the name without spaces, or with other capitals.
    let letters = name.lowercased().filter { $0 != " " && $0 != "_" }
    if let same = known.first(where: { $0.lowercased().filter { $0 != " " } == letters }) {
      return lead + ": did you mean `\(same)`?"
    }
    return lead + hint(name, known)
  }

  // MARK: Versions

  private mutating func checkVersion(
    _ builtin: FEELBuiltin, _ arguments: [Node.Argument], _ types: [FEELStaticType],
    _ range: Range<Int>
  ) {
    guard let version, dialect == .camunda else { return }
    let name = builtin.name
    if let needed = CamundaVersion.ofFunctions[name], version < needed {
      report(
        .version, "`\(name)` requires Camunda \(needed), but the target is \(version)", range)
    } else if let later = CamundaVersion.ofParameters[name], version < later.version,
      uses(later.parameter, arguments, types)
    {
      report(
        .version,
        "the parameter `\(later.parameter)` of `\(name)` requires Camunda \(later.version), "
          + "but the target is \(version)", range)
    } else if name == "is defined", version < .isDefinedOfNull,
      case .path? = arguments.first?.value.kind
    {
      // A variable is usually missing rather than null; an entry of a JSON object can well be null.
      report(
        .version,
        "before Camunda \(CamundaVersion.isDefinedOfNull), `is defined` is true for null; "
          + "the target is \(version)", range)
    }
  }

  /// Whether a call uses the parameter that distinguishes two overloads, by name or by type.
  private func uses(
    _ parameter: String, _ arguments: [Node.Argument], _ types: [FEELStaticType]
  ) -> Bool {
    if arguments.contains(where: { $0.name == parameter }) { return true }
    guard types.count == 2, arguments[1].name == nil, let kind = types[1].kind else {
      return false
    }
    return kind == (parameter == "timezone" ? .string : .list)
  }

  // MARK: Arguments

  /// Parameters with different names in the standard and in Camunda.
  private static let differentNames = [
    "floor": ("scale", "scala"), "round half down": ("scale", "scala"),
    "sublist": ("start position", "start"),
  ]

  private mutating func checkNames(
    _ builtin: FEELBuiltin, _ arguments: [Node.Argument], _ types: [FEELStaticType],
    _ range: Range<Int>
  ) {
    let names = arguments.compactMap(\.name)
    let signatures = builtin.signatures.joined(separator: " or ")
    let fitting = builtin.overloads.filter { overload in
      names.allSatisfy { name in overload.parameters.contains { $0.accepts(name, dialect) } }
    }
    guard !fitting.isEmpty else {
      let known = Set(builtin.overloads.flatMap { $0.parameters.flatMap(\.names) })
      if let wrong = names.first(where: { !known.contains($0) }) {
        report(
          .arguments,
          "`\(builtin.name)` has no parameter `\(wrong)`\(hint(wrong, known)) (\(signatures))",
          range)
      } else {
        report(
          .arguments,
          "`\(builtin.name)` does not take \(names.joined(separator: ", ")) together: "
            + signatures, range)
      }
      return
    }
    if dialect == .camunda, let (standard, own) = Self.differentNames[builtin.name],
      let index = names.firstIndex(where: { $0 == standard || $0 == own })
    {
      report(
        .camundaReadsDifferently,
        "Camunda calls this parameter `\(own)`, the standard `\(standard)`: pass the arguments "
          + "by position", arguments[index].value.range)
    }
    if let twice = names.indices.first(where: { names[..<$0].contains(names[$0]) }) {
      report(
        .arguments, "`\(names[twice])` is passed twice; the last one is used",
        arguments[twice].value.range)
      return
    }
    let missing = fitting.map { overload in
      overload.parameters.first { parameter in
        !parameter.isOptional && !parameter.kind.contains(.null)
          && !names.contains { parameter.accepts($0, dialect) }
      }
    }
    if !missing.contains(where: { $0 == nil }), let parameter = missing.first ?? nil {
      report(.arguments, "`\(builtin.name)` requires `\(parameter.name)`: \(signatures)", range)
      return
    }
    let mismatches = fitting.map { mismatch($0, names, types) }
    guard !mismatches.contains(where: { $0 == nil }), let first = mismatches.first ?? nil else {
      return
    }
    reportMismatch(builtin, first.parameter, types[first.index], arguments[first.index].value.range)
  }

  /// The first named argument whose type does not fit its parameter.
  private func mismatch(
    _ overload: FEELBuiltin.Overload, _ names: [String], _ types: [FEELStaticType]
  ) -> (index: Int, parameter: FEELBuiltin.Parameter)? {
    for (index, name) in names.enumerated() {
      guard let place = overload.parameters.firstIndex(where: { $0.accepts(name, dialect) }),
        !overload.isVariadic || place < overload.parameters.count - 1
      else { continue }
      let parameter = overload.parameters[place]
      if !fits(types[index], parameter.kind) { return (index, parameter) }
    }
    return nil
  }

  private mutating func reportMismatch(
    _ builtin: FEELBuiltin, _ parameter: FEELBuiltin.Parameter, _ type: FEELStaticType,
    _ range: Range<Int>
  ) {
    report(
      .arguments,
      "`\(builtin.name)` expects \(parameter.kind.subtracting(.null).name) for "
        + "`\(parameter.name)`, but this is always \(type.kind?.name ?? "null")", range)
  }

  /// Whether a value of a type can be passed to a parameter.
  private func fits(_ type: FEELStaticType, _ wanted: FEELKind) -> Bool {
    guard let kind = type.kind, !wanted.contains(kind) else { return true }
    // The standard converts a list of one value to the value, and a value to a list.
    return dialect == .dmn && (kind == .list || wanted.contains(.list))
  }

  private mutating func checkPositions(
    _ builtin: FEELBuiltin, _ arguments: [Node.Argument], _ types: [FEELStaticType],
    _ range: Range<Int>
  ) {
    let overloads = builtin.overloads.filter { $0.takes(types.count, dialect) }
    guard !overloads.isEmpty else {
      report(
        .arguments,
        "`\(builtin.name)` does not take \(types.count) arguments: "
          + builtin.signatures.joined(separator: " or "), range)
      return
    }
    if builtin.isStrict, let index = types.firstIndex(of: .null),
      let parameter = overloads.first?.parameters[index], !parameter.kind.contains(.null)
    {
      reportMismatch(builtin, parameter, .null, arguments[index].value.range)
      return
    }
    let mismatches = overloads.map { mismatch($0, types) }
    guard !mismatches.contains(where: { $0 == nil }), let first = mismatches.first ?? nil else {
      return
    }
    reportMismatch(builtin, first.parameter, types[first.index], arguments[first.index].value.range)
  }

  /// The first argument whose type does not fit its parameter.
  private func mismatch(
    _ overload: FEELBuiltin.Overload, _ types: [FEELStaticType]
  ) -> (index: Int, parameter: FEELBuiltin.Parameter)? {
    if overload.spreads {
      // The elements of a list passed as one argument are rarely known.
      if types.count == 1, types[0].kind.map({ $0 == .list }) ?? true { return nil }
      let parameter = FEELBuiltin.Parameter(
        names: [overload.parameters[0].name + "…"], kind: overload.elements)
      return types.indices.first { !fits(types[$0], overload.elements) }.map { ($0, parameter) }
    }
    for (index, type) in types.enumerated() {
      if overload.isVariadic, index >= overload.parameters.count - 1 { return nil }
      if !fits(type, overload.parameters[index].kind) { return (index, overload.parameters[index]) }
    }
    return nil
  }
}
