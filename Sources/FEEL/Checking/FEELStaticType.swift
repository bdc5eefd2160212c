/// The type of a value, as far as it is known without evaluation.
public indirect enum FEELStaticType: Sendable, Hashable {
  /// Unknown.
  case any
  case null, boolean, number, string
  case date, time, dateTime, daysTimeDuration, yearsMonthsDuration
  case range, function
  case list(FEELStaticType)
  /// The known entries; an open context may have others.
  case context([String: FEELStaticType], isOpen: Bool)

  /// A context without known entries.
  public static let openContext = FEELStaticType.context([:], isOpen: true)

  /// The type of a value; its contexts are closed.
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

  /// The kind of all its values; nil if it is unknown, or for null, which fits anywhere.
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

  /// The common type of two values.
  func joined(with other: FEELStaticType) -> FEELStaticType { self == other ? self : .any }
}
