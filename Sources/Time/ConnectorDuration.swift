import Text

/// ISO 8601 durations of days and smaller in the properties of connectors, such as `PT30S` or
/// `P1DT2H`.
package enum ConnectorDuration {
  /// - Returns: milliseconds; nil for text that is not a duration, is negative, counts in years or
  ///   months, or is beyond range.
  package static func milliseconds(_ text: String) -> Int64? {
    var total = 0.0
    var scanner = ISOScanner(text.trimmed)
    let sign = scanner.duration(.connector) { amount in
      guard let length = amount.unit.milliseconds else { return false }
      total += amount.value * Double(length)
      return true
    }
    return sign == nil ? nil : Int64(exactly: total.rounded())
  }
}
