import Diagnostics
import Text

/// Walks a tree top-down and infers the type of each part; definite errors become findings.
struct TypeWalk {
  struct Scope {
    var names: [String: FEELStaticType] = [:]
    /// Whether other names may be defined here: entries of unknown elements in a filter.
    var isOpen = false
  }

  let dialect: FEELDialect
  let functions: FEELFunctionLibrary
  let environment: FEELTypeEnvironment
  let version: CamundaVersion?
  var findings: [FEELFinding] = []
  var scopes: [Scope] = []
  /// Inside arguments that may be undefined: `is defined(a.b)`.
  var lenient = 0
  /// Names that the expression itself checks before using them.
  let checkedNames: Set<String>

  init(
    dialect: FEELDialect, functions: FEELFunctionLibrary, environment: FEELTypeEnvironment,
    version: CamundaVersion?, checkedNames: Set<String>
  ) {
    self.dialect = dialect
    self.functions = functions
    self.environment = environment
    self.version = version
    self.checkedNames = checkedNames
  }

  mutating func report(_ kind: FEELFinding.Kind, _ message: String, _ range: Range<Int>) {
    findings.append(FEELFinding(kind, message, range))
  }

  mutating func type(of node: Node) -> FEELStaticType {
    switch node.kind {
    case .literal(let value): return FEELStaticType(of: value)
    case .atLiteral(let text): return atLiteral(text)
    case .name(let name): return variable(name, node.range)
    case .list(let items):
      let types = Set(items.map { type(of: $0) })
      return .list(types.count == 1 ? types.first ?? .any : .any)
    case .context(let entries): return context(entries)
    case .range:
      if dialect == .camunda {
        report(
          .camundaReadsDifferently,
          "Camunda supports ranges only after `in`, in tests and as arguments", node.range)
      }
      return rangeOrType(of: node)
    case .comparison(_, let value):
      _ = type(of: value)
      // A test in a cell, a range elsewhere.
      return .any
    case .negate(let value): return negate(value, node.range)
    case .arithmetic(let operation, let left, let right):
      return arithmetic(operation, left, right, node.range)
    case .compare(let operation, let left, let right):
      compare(operation, left, right, node.range)
      return .boolean
    case .and(let left, let right), .or(let left, let right):
      for operand in [left, right] { expectBoolean(operand, "`and` and `or` require") }
      return .boolean
    case .between(let value, let lower, let upper):
      compare(.less, value, lower, node.range)
      _ = type(of: upper)
      return .boolean
    case .isIn(let value, let tests):
      _ = type(of: value)
      for test in tests { _ = rangeOrType(of: test) }
      return .boolean
    case .conditional(let condition, let yes, let no):
      expectBoolean(condition, "`if` requires")
      return type(of: yes).joined(with: type(of: no))
    case .loop(let iterators, let body):
      return .list(within(iterators, body))
    case .quantified(_, let iterators, let body):
      _ = within(iterators, body)
      return .boolean
    case .function(let parameters, let body), .externalFunction(let parameters, let body):
      scopes.append(Scope())
      for parameter in parameters {
        scopes[scopes.count - 1].names[parameter.name] =
          parameter.type.map { FEELStaticType($0) } ?? .any
      }
      // The body of an external function uses names of another language.
      if case .function = node.kind { _ = type(of: body) }
      scopes.removeLast()
      return .function
    case .instanceOf(let value, let wanted):
      _ = type(of: value)
      if case .unknown(let name) = wanted { reportUnknownType(name, node.range) }
      return .boolean
    case .path(let value, let name): return path(type(of: value), name)
    case .filter(let list, let condition): return filter(list, condition)
    case .call(let callee, let arguments): return call(callee, arguments, node.range)
    case .tests(let tests, _):
      for test in tests { _ = rangeOrType(of: test) }
      return .boolean
    case .parenthesized(let inner): return type(of: inner)
    case .anything, .missing: return .any
    }
  }

  /// The type of a node that may also be a range in Camunda.
  mutating func rangeOrType(of node: Node) -> FEELStaticType {
    switch node.kind {
    case .range(let lower, _, let upper, _):
      compare(.less, lower, upper, node.range)
      return .range
    case .parenthesized(let inner): return rangeOrType(of: inner)
    default: return type(of: node)
    }
  }

  // MARK: Names

  /// The type of a name defined in the expression or its environment.
  func defined(_ name: String) -> FEELStaticType? {
    for scope in scopes.reversed() {
      if let type = scope.names[name] { return type }
      if scope.isOpen { return .any }
    }
    return environment.variables[name]
  }

  private mutating func variable(_ name: String, _ range: Range<Int>) -> FEELStaticType {
    if let type = defined(name) { return type }
    if functions.function(named: name, dialect) != nil { return .function }
    guard !environment.isOpen, name != "?", lenient == 0, !checkedNames.contains(name) else {
      return .any
    }
    let known = Set(environment.variables.keys).union(scopes.flatMap(\.names.keys))
    report(.types, "unknown variable `\(name)`" + hint(name, known), range)
    return .any
  }

  private mutating func reportUnknownType(_ name: String, _ range: Range<Int>) {
    report(
      .types, "unknown type `\(name)`" + hint(name, FEELType.named.map(\.name)), range)
  }

  /// A suggestion of the intended name.
  func hint(_ name: String, _ known: some Sequence<String>) -> String {
    Suggestion.nearest(to: name, among: known).map { ": did you mean `\($0)`?" } ?? ""
  }

  // MARK: Contexts, lists and loops

  private func atLiteral(_ text: String) -> FEELStaticType {
    TemporalReader.any(text, dialect) { _ in nil }.map { FEELStaticType(of: $0) } ?? .any
  }

  private mutating func context(_ entries: [Node.Entry]) -> FEELStaticType {
    scopes.append(Scope())
    for entry in entries {
      // A function can call itself by the name of its entry.
      if case .function = entry.value.kind {
        scopes[scopes.count - 1].names[entry.key] = .function
      }
      let type = type(of: entry.value)
      scopes[scopes.count - 1].names[entry.key] = type
    }
    return .context(scopes.removeLast().names, isOpen: false)
  }

  mutating func path(_ value: FEELStaticType, _ name: Node.PathName) -> FEELStaticType {
    switch value {
    case .any, .null, .function: return .any
    case .list(let item): return .list(path(item, name))
    case .context(let entries, let isOpen):
      if let type = entries[name.text] { return type }
      if !isOpen, lenient == 0 {
        report(
          .types, "unknown entry `\(name.text)`" + hint(name.text, entries.keys), name.range)
      }
      return .any
    default:
      let known = TypeExample.of(value).map { Properties.names(of: $0, dialect) } ?? []
      if !known.contains(name.text), lenient == 0 {
        let kind = value.kind?.name ?? ""
        let help = known.isEmpty ? "" : "; it has \(known.joined(separator: ", "))"
        report(.types, "a \(kind) has no `\(name.text)`\(help)", name.range)
      }
      return .any
    }
  }

  private mutating func filter(_ list: Node, _ condition: Node) -> FEELStaticType {
    let type = type(of: list)
    expectList(type, list.range)
    let item: FEELStaticType = if case .list(let item) = type { item } else { .any }
    var scope = Scope(names: ["item": item])
    switch item {
    case .context(let entries, let isOpen):
      scope.names.merge(entries) { _, entry in entry }
      scope.isOpen = isOpen
    case .any: scope.isOpen = true
    default: break
    }
    scopes.append(scope)
    let selector = self.type(of: condition)
    scopes.removeLast()
    switch selector {
    case .number: return item
    case .boolean: return .list(item)
    default:
      if let kind = selector.kind {
        report(
          .types, "a filter requires a condition or an index, but this is always \(kind.name)",
          condition.range)
      }
      return .any
    }
  }

  /// The type of a body, with the names of iterators in scope.
  private mutating func within(_ iterators: [Node.Iterator], _ body: Node) -> FEELStaticType {
    let outer = scopes.count
    var names: [String: FEELStaticType] = [:]
    for iterator in iterators {
      if dialect == .camunda {
        for part in [iterator.source] + (iterator.upTo.map { [$0] } ?? []) {
          checkEarlierNames(part, names)
        }
      }
      let source = type(of: iterator.source)
      if let upTo = iterator.upTo {
        _ = type(of: upTo)
      } else {
        expectList(source, iterator.source.range)
      }
      names[iterator.name] =
        if iterator.upTo == nil, case .list(let item) = source { item } else { .any }
      if dialect == .dmn { scopes.append(Scope(names: names)) }
    }
    names["partial"] = .list(.any)
    scopes.append(Scope(names: names))
    defer { scopes.removeLast(scopes.count - outer) }
    return type(of: body)
  }

  private mutating func expectList(_ type: FEELStaticType, _ range: Range<Int>) {
    guard dialect == .camunda, let kind = type.kind, kind != .list, kind != .range else { return }
    report(.types, "expected a list, but this is always \(kind.name)", range)
  }

  /// Camunda evaluates all lists of a loop before the first iteration.
  private mutating func checkEarlierNames(_ source: Node, _ earlier: [String: FEELStaticType]) {
    if case .name(let name) = source.kind, earlier[name] != nil, defined(name) == nil {
      report(
        .camundaReadsDifferently,
        "Camunda evaluates all lists before it binds `\(name)`: nest a second `for`",
        source.range)
    }
    for child in source.children { checkEarlierNames(child, earlier) }
  }
}
