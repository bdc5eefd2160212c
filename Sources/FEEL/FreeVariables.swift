/// A variable that an expression reads from its context.
public struct FEELVariable: Sendable, Hashable {
  /// The variable's name, followed by the names of entries: `request`, `body`, `From`.
  public let path: [String]
  /// The UTF-8 byte range in the expression.
  public let range: Range<Int>
  /// Whether it is in a filter, where the name may also be an entry of the list's elements.
  public let isInFilter: Bool

  /// A variable at a place in a text.
  public init(path: [String], range: Range<Int>, isInFilter: Bool) {
    self.path = path
    self.range = range
    self.isInFilter = isInFilter
  }
}

/// Finds the names in an expression that are not defined in it.
struct FreeVariables {
  private var bound: [String] = []
  private var found: [FEELVariable] = []
  private var filters = 0
  private let dialect: FEELDialect
  private let functions: FEELFunctionLibrary

  static func find(
    in tree: Node, _ dialect: FEELDialect, _ functions: FEELFunctionLibrary
  ) -> [FEELVariable] {
    var finder = FreeVariables(dialect: dialect, functions: functions)
    finder.walk(tree)
    return finder.found
  }

  private init(dialect: FEELDialect, functions: FEELFunctionLibrary) {
    self.dialect = dialect
    self.functions = functions
  }

  private mutating func walk(_ node: Node) {
    let mark = bound.count
    switch node.kind {
    case .name, .path:
      guard let path = node.namedPath else { return node.children.forEach { walk($0) } }
      add(path, node.range)
    case .context(let entries):
      for entry in entries {
        if case .function = entry.value.kind { bound.append(entry.key) }
        walk(entry.value)
        bound.append(entry.key)
      }
    case .function(let parameters, let body), .externalFunction(let parameters, let body):
      bound += parameters.map(\.name)
      walk(body)
    case .loop(let iterators, let body), .quantified(_, let iterators, let body):
      for iterator in iterators {
        walk(iterator.source)
        if let upTo = iterator.upTo { walk(upTo) }
        if dialect == .dmn { bound.append(iterator.name) }
      }
      bound += iterators.map(\.name) + ["partial"]
      walk(body)
    case .filter(let list, let condition):
      walk(list)
      bound.append("item")
      filters += 1
      walk(condition)
      filters -= 1
    case .call(let callee, let arguments):
      if case .name(let name) = callee.kind, functions.function(named: name, dialect) != nil {
      } else {
        walk(callee)
      }
      for argument in arguments { walk(argument.value) }
    default:
      for child in node.children { walk(child) }
    }
    bound.removeLast(bound.count - mark)
  }

  private mutating func add(_ path: [String], _ range: Range<Int>) {
    guard !bound.contains(path[0]), path[0] != "?" else { return }
    found.append(FEELVariable(path: path, range: range, isInFilter: filters > 0))
  }
}

extension FEELExpression {
  /// The variables that the expression expects to be missing sometimes: it compares them with null,
  /// or passes them to a function for that purpose.
  public var variablesCheckedForNull: Set<String> { Self.checkedForNull(tree) }

  private static let nullFunctions: Set = ["get or else", "is defined", "is blank", "is empty"]

  private static func checkedForNull(_ node: Node) -> Set<String> {
    var names: Set<String> = []
    for child in node.children { names.formUnion(checkedForNull(child)) }
    let asked: [Node] =
      switch node.kind {
      case .compare(_, let left, let right): left.isNull ? [right] : right.isNull ? [left] : []
      case .call(let callee, let arguments):
        callee.namedPath.map { nullFunctions.contains($0[0]) } == true
          ? Array(arguments.map(\.value).prefix(1)) : []
      case .instanceOf(let value, _): [value]
      default: []
      }
    names.formUnion(asked.compactMap { $0.namedPath?.first })
    return names
  }
}

extension Node {
  fileprivate var isNull: Bool {
    if case .literal(.null) = kind { true } else { false }
  }
}
