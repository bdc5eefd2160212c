/// A function of the language or of a host's library.
public final class FEELBuiltin: Sendable {
  /// The name in expressions.
  public let name: String
  let overloads: [Overload]
  /// The version that introduced it: `DMN 1.x` for the standard's functions, else Camunda's.
  public let since: String
  /// Whether equal arguments always give equal results, so that constant calls can be folded.
  let isPure: Bool
  /// The only dialect that has it; nil for both.
  public let dialect: FEELDialect?
  /// Whether it accepts missing values, so that they cause no warnings.
  let isLenient: Bool
  /// Whether the cost of a call is independent of its arguments' size. All others read or copy
  /// their arguments, which counts towards the budget.
  let isQuick: Bool

  struct Overload: Sendable {
    let parameters: [Parameter]
    /// Whether the last parameter takes all remaining arguments as a list.
    let isVariadic: Bool
    /// Whether a single list argument is the list of all arguments.
    let spreads: Bool
    /// The possible kinds of that list's elements.
    let elements: FEELKind
    /// The only dialect that has it; nil for both.
    let dialect: FEELDialect?
    let body: @Sendable (Call) -> FEELValue

    var required: Int {
      (isVariadic ? parameters.dropLast() : parameters[...]).count { !$0.isOptional }
    }

    init(
      only dialect: FEELDialect? = nil, _ parameters: [Parameter], variadic: Bool = false,
      spreads: Bool = false, of elements: FEELKind = .any,
      _ body: @escaping @Sendable (Call) -> FEELValue
    ) {
      self.parameters = parameters
      isVariadic = variadic
      self.spreads = spreads
      self.elements = elements
      self.dialect = dialect
      self.body = body
    }

    /// Whether it accepts this number of arguments; Camunda requires at least one for a parameter
    /// that takes all remaining ones.
    func takes(_ count: Int, _ dialect: FEELDialect) -> Bool {
      if spreads { return count > 0 }
      return count >= required + (isVariadic && dialect == .camunda ? 1 : 0)
        && (count <= parameters.count || isVariadic)
    }
  }

  struct Parameter: Sendable {
    let names: [String]
    let kind: FEELKind
    var isOptional = false
    var name: String { names[0] }
  }

  init(
    _ name: String, since: String = "DMN 1.1", pure: Bool = true, only dialect: FEELDialect? = nil,
    lenient: Bool = false, quick: Bool = false, _ overloads: [Overload]
  ) {
    self.name = name
    self.since = since
    isPure = pure
    self.dialect = dialect
    isLenient = lenient
    isQuick = quick
    self.overloads = overloads
  }

  convenience init(
    _ name: String, since: String = "DMN 1.1", pure: Bool = true, only dialect: FEELDialect? = nil,
    lenient: Bool = false, quick: Bool = false, _ parameters: [Parameter],
    variadic: Bool = false, spreads: Bool = false, of elements: FEELKind = .any,
    _ body: @escaping @Sendable (Call) -> FEELValue
  ) {
    self.init(
      name, since: since, pure: pure, only: dialect, lenient: lenient, quick: quick,
      [Overload(parameters, variadic: variadic, spreads: spreads, of: elements, body)])
  }

  /// The function with only the overloads of a dialect; nil if it has none.
  func restricted(to dialect: FEELDialect) -> FEELBuiltin? {
    guard self.dialect ?? dialect == dialect else { return nil }
    let own = overloads.filter { $0.dialect ?? dialect == dialect }
    if own.count == overloads.count { return self }
    if own.isEmpty { return nil }
    return FEELBuiltin(
      name, since: since, pure: isPure, only: dialect, lenient: isLenient, quick: isQuick, own)
  }

  /// The signatures: `substring(string, start position[, length])`.
  public var signatures: [String] { overloads.map { "\(name)(\($0.parameterText))" } }

  /// The version that introduced a signature: that of the standard, and Camunda's if it came later
  /// than Camunda 8.0.
  public func version(of signature: String, in dialect: FEELDialect? = nil) -> String {
    var later = dialect == .dmn ? nil : CamundaVersion.ofFunctions[name]
    if let parameter = CamundaVersion.ofParameters[name], signature.contains(parameter.parameter) {
      later = parameter.version
    }
    let isStandard = since.hasPrefix("DMN")
    // A version of two words includes its product: `DMN 1.1`, `connectors 8.8`.
    guard let later else { return since.contains(" ") ? since : "Camunda \(since)" }
    return isStandard ? "\(since), Camunda \(later)" : "Camunda \(later)"
  }

  /// The parameter names of each signature.
  public var parameterNames: [[String]] { overloads.map { $0.parameters.map(\.name) } }
}

extension FEELBuiltin.Overload {
  fileprivate var parameterText: String {
    var text = ""
    for (index, parameter) in parameters.enumerated() {
      let comma = index > 0 ? ", " : ""
      let rest = spreads || isVariadic && index == parameters.count - 1 ? "…" : ""
      text += parameter.isOptional ? "[\(comma)\(parameter.name)]" : comma + parameter.name + rest
    }
    return text
  }
}

extension FEELBuiltin.Parameter {
  /// A required parameter; the other names are aliases.
  static func required(_ names: String..., kind: FEELKind) -> Self {
    .init(names: names, kind: kind)
  }
  static func optional(_ names: String..., kind: FEELKind) -> Self {
    .init(names: names, kind: kind.union(.null), isOptional: true)
  }
  static func string(_ names: String...) -> Self { .init(names: names, kind: .string) }
  static func number(_ names: String...) -> Self { .init(names: names, kind: .number) }
  static func list(_ names: String...) -> Self { .init(names: names, kind: .list) }
  static func context(_ names: String...) -> Self { .init(names: names, kind: .context) }
  static func any(_ names: String...) -> Self { .init(names: names, kind: .any) }
}

/// One call of a built-in with its checked arguments, one for each parameter.
struct Call {
  let run: Run
  let name: String
  let arguments: [FEELValue]
  /// The number of arguments in the call.
  let given: Int
  let range: Range<Int>

  var dialect: FEELDialect { run.dialect }
  subscript(index: Int) -> FEELValue { arguments[index] }

  /// Null, with a warning that gives the reason.
  func fail(_ reason: String) -> FEELValue {
    run.warn(.functionInvocationFailure, range, "\(name)() has no result: \(reason)")
    return .null
  }

  /// Whether null was passed for an optional parameter, which Camunda rejects.
  func isNullGiven(_ index: Int) -> Bool {
    dialect == .camunda && index < given && arguments[index].isNull
  }

  // The kinds were checked before the call, so the other branches are unreachable.
  func string(_ index: Int) -> String {
    if case .string(let value) = arguments[index] { return value }
    return ""
  }
  func number(_ index: Int) -> Decimal128 {
    if case .number(let value) = arguments[index] { return value }
    return .zero
  }
  func list(_ index: Int) -> [FEELValue] {
    if case .list(let value) = arguments[index] { return value }
    return []
  }
  func context(_ index: Int) -> FEELContext {
    if case .context(let value) = arguments[index] { return value }
    return FEELContext()
  }
  func optionalString(_ index: Int) -> String? {
    if case .string(let value) = arguments[index] { return value }
    return nil
  }
  func optionalNumber(_ index: Int) -> Decimal128? {
    if case .number(let value) = arguments[index] { return value }
    return nil
  }

  /// A date, or the date part of a date and time.
  func date(_ index: Int) -> FEELDate? {
    switch arguments[index] {
    case .date(let date): date
    case .dateTime(let value): value.date
    default: nil
    }
  }

  var zones: TemporalReader.Zones { { [run] in run.environment.timeZone(named: $0) } }
}
