/// Limits on values that repeatedly contain shared parts: written out, the result of a few lines
/// could exhaust the memory.
enum ValueLimits {
  /// The maximum depth of nested lists and contexts in a result.
  static let depthLimit = 1000
  /// The maximum number of elements in a result; this many bytes of text count as one element.
  private static let sizeLimit = 6_000_000
  private static let bytesPerElement = 16
  /// The number of elements checked while a loop runs; growth in depth shows early.
  private static let sampleSize = 10_000

  /// The cost of reading or copying a value, without the contents of its elements.
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

  /// The value, if a list or string is within the budget; fails the run otherwise.
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
    if count > limit { run.fail("a string is longer than \(limit) bytes") }
    return count <= limit
  }

  /// Whether a value can be walked completely, to be compared or written, which costs its total
  /// size; fails the run otherwise.
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

  /// Whether another iteration may build on a value.
  static func mayGrow(_ value: FEELValue, _ run: Run) -> Bool {
    var left = sampleSize
    let isFlat = fits(value, depthLimit, &left)
    guard run.spend(elements: sampleSize - max(0, left)) else { return false }
    if isFlat { return true }
    run.fail("a value has more than \(depthLimit) levels")
    return false
  }

  /// False if the value is deeper than allowed; stops when `left` is used up.
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
