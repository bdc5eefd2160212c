/// Bounds for values that refer to their own parts again and again: written out, a few lines of
/// such an expression would fill every memory.
enum ValueLimits {
  /// Lists and contexts within each other that a result may have.
  static let depthLimit = 1000
  /// Elements that a result may have in all; so many bytes of text count as one more.
  private static let sizeLimit = 6_000_000
  private static let bytesPerElement = 16
  /// Elements looked at while a loop runs; growth in depth shows early.
  private static let sampleSize = 10_000

  /// What a value costs that is read or copied without what its elements hold.
  @inline(__always)
  static func size(_ value: FEELValue) -> Int {
    switch value {
    case .list(let items): items.count
    case .context(let context): context.count
    case .string(let text): size(text)
    default: 0
    }
  }

  static func size(_ text: String) -> Int { text.utf8.count / bytesPerElement }

  /// The value, if a list or text is no longer than the budget allows; fails the run otherwise.
  @inline(__always)
  static func bounded(_ value: FEELValue, _ run: Run) -> FEELValue {
    switch value {
    case .list(let items): mayHold(elements: items.count, run) ? value : .null
    case .string(let text): mayHold(bytes: text.utf8.count, run) ? value : .null
    default: value
    }
  }

  static func mayHold(elements count: Int, _ run: Run) -> Bool {
    let limit = run.environment.budget.listLength
    if count > limit { run.fail("a list is longer than \(limit) elements") }
    return count <= limit
  }

  static func mayHold(bytes count: Int, _ run: Run) -> Bool {
    let limit = run.environment.budget.stringLength
    if count > limit { run.fail("a text is longer than \(limit) bytes") }
    return count <= limit
  }

  /// Whether a value can be walked through as a whole, to be compared or written out, which costs what
  /// it holds; fails the run otherwise.
  static func accept(_ value: FEELValue, _ run: Run) -> Bool {
    var left = sizeLimit
    let isFlat = fits(value, depthLimit, &left)
    guard run.spend(elements: sizeLimit - left) else { return false }
    if !isFlat {
      run.fail("a value has more than \(depthLimit) levels")
      return false
    }
    if left < 0 {
      run.fail(
        "a value has more than \(sizeLimit) elements or \(sizeLimit * bytesPerElement) bytes of text"
      )
      return false
    }
    return true
  }

  /// Whether one more round of a loop may build on a value.
  static func mayGrow(_ value: FEELValue, _ run: Run) -> Bool {
    var left = sampleSize
    let isFlat = fits(value, depthLimit, &left)
    guard run.spend(elements: sampleSize - max(0, left)) else { return false }
    if isFlat { return true }
    run.fail("a value has more than \(depthLimit) levels")
    return false
  }

  /// False when the value is deeper than allowed; stops looking when `left` is used up.
  private static func fits(_ value: FEELValue, _ depth: Int, _ left: inout Int) -> Bool {
    left -= 1
    guard left >= 0 else { return true }
    guard depth > 0 else { return false }
    switch value {
    case .string(let text): left -= size(text)
    // Very small and very large numbers are written with all their zeros.
    case .number(let number): left -= Int(number.exponent.magnitude) / bytesPerElement
    case .list(let items):
      for item in items {
        guard fits(item, depth - 1, &left) else { return false }
        if left < 0 { return true }
      }
    case .context(let context):
      for item in context.values {
        guard fits(item, depth - 1, &left) else { return false }
        if left < 0 { return true }
      }
    default: break
    }
    return true
  }
}
