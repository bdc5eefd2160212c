import FEEL
import JSON

/// Limits that keep the log readable and time arithmetic safe.
enum Limits {
  /// The maximum nesting depth of a variable's value; JSON parsers, including ours, have a limit
  /// too.
  static let depth = 256

  /// How many milliseconds a command waits for the listeners that it runs.
  static let listenerWait: Int64 = 10_000
}

extension JSONValue {
  /// Whether arrays and objects are nested too deeply.
  func isTooDeep(_ limit: Int = Limits.depth) -> Bool {
    switch self {
    case .null, .bool, .number, .string: false
    case .array(let items): limit == 0 || items.contains { $0.isTooDeep(limit - 1) }
    case .object(let object):
      limit == 0 || object.members.contains { $0.value.isTooDeep(limit - 1) }
    }
  }
}

extension FEELValue {
  /// Whether lists and contexts are nested too deeply.
  func isTooDeep(_ limit: Int = Limits.depth) -> Bool {
    switch self {
    case .list(let items): limit == 0 || items.contains { $0.isTooDeep(limit - 1) }
    case .context(let context):
      limit == 0 || context.contains { $0.value.isTooDeep(limit - 1) }
    default: false
    }
  }
}

extension Int64 {
  /// The time this many milliseconds later, capped at the latest representable time.
  func later(by milliseconds: Int64) -> Int64 {
    let (sum, overflow) = addingReportingOverflow(Swift.max(0, milliseconds))
    return overflow ? .max : sum
  }
}
