import JSON

/// What keeps the log readable and the arithmetic of time safe.
enum Limits {
  /// How deep a variable's value may nest; readers of JSON, our own among them, have a limit too.
  static let depth = 256
}

extension JSONValue {
  /// Whether arrays and objects nest deeper than allowed.
  func isTooDeep(_ limit: Int = Limits.depth) -> Bool {
    switch self {
    case .null, .bool, .number, .string: false
    case .array(let items): limit == 0 || items.contains { $0.isTooDeep(limit - 1) }
    case .object(let object):
      limit == 0 || object.members.contains { $0.value.isTooDeep(limit - 1) }
    }
  }
}

extension Int64 {
  /// A time this many milliseconds later; what is beyond all times is the last one.
  func later(by milliseconds: Int64) -> Int64 {
    let (sum, overflow) = addingReportingOverflow(Swift.max(0, milliseconds))
    return overflow ? .max : sum
  }
}
