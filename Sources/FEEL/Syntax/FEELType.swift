/// A type in `instance of` or a parameter (DMN 1.5, 10.3.2.3).
indirect enum FEELType: Sendable, Hashable {
  case any
  /// One kind of value, regardless of its contents.
  case kind(FEELKind)
  case list(FEELType)
  case range(FEELType)
  case context([Member])
  case function([FEELType], FEELType)
  /// A name that is not a type of the language; no value is an instance of it.
  case unknown(String)

  struct Member: Sendable, Hashable {
    var name: String
    var type: FEELType
  }

  /// Type names, including the older aliases that Camunda supports.
  static let named: [(name: String, type: FEELType)] = [
    ("years and months duration", .kind(.yearsMonthsDuration)),
    ("days and time duration", .kind(.daysTimeDuration)),
    ("year-month-duration", .kind(.yearsMonthsDuration)),
    ("day-time-duration", .kind(.daysTimeDuration)),
    ("date and time", .kind(.dateTime)),
    ("date time", .kind(.dateTime)),
    ("number", .kind(.number)),
    ("string", .kind(.string)),
    ("boolean", .kind(.boolean)),
    ("date", .kind(.date)),
    ("time", .kind(.time)),
    ("list", .kind(.list)),
    ("context", .kind(.context)),
    ("function", .kind(.function)),
    ("range", .kind(.range)),
    ("Null", .kind(.null)),
    ("Any", .any),
  ]

  var text: String {
    switch self {
    case .any: "Any"
    case .kind(.null): "Null"
    case .kind(let kind): kind.name
    case .list(let item): "list<\(item.text)>"
    case .range(let end): "range<\(end.text)>"
    case .context(let members):
      "context<\(members.map { "\($0.name): \($0.type.text)" }.joined(separator: ", "))>"
    case .function(let parameters, let result):
      "function<\(parameters.map(\.text).joined(separator: ", "))> -> \(result.text)"
    case .unknown(let name): name
    }
  }

  /// Whether it constrains the elements of a value, so that all of them must be checked.
  var looksInside: Bool {
    switch self {
    case .list, .context: true
    default: false
    }
  }

  /// Whether a value conforms; null conforms only to `Null`.
  func contains(_ value: FEELValue) -> Bool {
    switch self {
    case .any: return !value.isNull
    case .kind(let kind): return value.kind == kind
    case .unknown: return false
    case .list(let item):
      guard case .list(let items) = value else { return false }
      return items.allSatisfy { item.contains($0) || ($0.isNull && item == .any) }
    case .range(let end):
      guard case .range(let range) = value else { return false }
      return [range.lower, range.upper].allSatisfy { $0.map(end.contains) ?? true }
    case .context(let members):
      guard case .context(let context) = value else { return false }
      return members.allSatisfy { member in
        guard let entry = context[member.name] else { return false }
        return entry.isNull || member.type.contains(entry)
      }
    case .function(let parameters, _):
      guard case .function(let function) = value else { return false }
      guard let count = function.parameterCount else { return true }
      return count == parameters.count
    }
  }
}
