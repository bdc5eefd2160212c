/// Bounds for values that refer to their own parts again and again: written out, a few lines of
/// such an expression would fill every memory.
enum ValueLimits {
  /// Lists and contexts within each other that a result may have.
  private static let depthLimit = 1000
  /// Elements that a result may have in all; so many bytes of text count as one more.
  private static let sizeLimit = 6_000_000
  private static let bytesPerElement = 16
  /// Elements looked at while a loop runs; growth in depth shows early.
  private static let sampleSize = 10_000

  /// Whether a finished value can be written out; fails the run otherwise.
  static func accept(_ value: FEELValue, _ run: Run) -> Bool {
    var left = sizeLimit
    if !fits(value, depthLimit, &left) {
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
    if fits(value, depthLimit, &left) { return true }
    run.fail("a value has more than \(depthLimit) levels")
    return false
  }

  /// False when the value is deeper than allowed; stops looking when `left` is used up.
  private static func fits(_ value: FEELValue, _ depth: Int, _ left: inout Int) -> Bool {
    left -= 1
    guard left >= 0 else { return true }
    guard depth > 0 else { return false }
    switch value {
    case .string(let text): left -= text.utf8.count / bytesPerElement
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
