/// What is known about a value before anything is evaluated.
public indirect enum FEELStaticType: Sendable, Hashable {
  /// Nothing is known.
  case any
  case null, boolean, number, string
  case date, time, dateTime, daysTimeDuration, yearsMonthsDuration
  case range, function
  case list(FEELStaticType)
  /// The entries that are known; others may exist where it is open.
  case context([String: FEELStaticType], isOpen: Bool)

  /// A context of which no entry is known.
  public static let openContext = FEELStaticType.context([:], isOpen: true)

  /// The type of a value; its contexts have the entries they have and no others.
  public init(of value: FEELValue) {
    switch value {
    case .list(let items):
      let types = Set(items.map { FEELStaticType(of: $0) })
      self = .list(types.count == 1 ? types.first ?? .any : .any)
    case .context(let context):
      self = .context(
        context.reduce(into: [:]) { $0[$1.key] = FEELStaticType(of: $1.value) }, isOpen: false)
    default: self = FEELStaticType(value.kind)
    }
  }

  init(_ kind: FEELKind) {
    self =
      switch kind {
      case .null: .null
      case .boolean: .boolean
      case .number: .number
      case .string: .string
      case .date: .date
      case .time: .time
      case .dateTime: .dateTime
      case .daysTimeDuration: .daysTimeDuration
      case .yearsMonthsDuration: .yearsMonthsDuration
      case .range: .range
      case .function: .function
      case .list: .list(.any)
      case .context: .openContext
      default: .any
      }
  }

  init(_ type: FEELType) {
    switch type {
    case .kind(let kind): self.init(kind)
    case .list(let item): self = .list(FEELStaticType(item))
    case .context(let members):
      self = .context(
        members.reduce(into: [:]) { $0[$1.name] = FEELStaticType($1.type) }, isOpen: true)
    case .range: self = .range
    case .function: self = .function
    case .any, .unknown: self = .any
    }
  }

  /// The kind of all its values; nil where it is unknown or the value is null, which fits anywhere.
  var kind: FEELKind? {
    switch self {
    case .any, .null: nil
    case .boolean: .boolean
    case .number: .number
    case .string: .string
    case .date: .date
    case .time: .time
    case .dateTime: .dateTime
    case .daysTimeDuration: .daysTimeDuration
    case .yearsMonthsDuration: .yearsMonthsDuration
    case .range: .range
    case .function: .function
    case .list: .list
    case .context: .context
    }
  }

  /// The type of a value that is one or the other.
  func joined(with other: FEELStaticType) -> FEELStaticType { self == other ? self : .any }
}
