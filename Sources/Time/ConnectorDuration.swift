import Text

/// ISO 8601 durations without years and months in connector properties, such as `PT30S` or
/// `P1DT2H`.
package enum ConnectorDuration {
  /// - Returns: milliseconds; nil if the text is not a duration, is negative, has years or months,
  ///   or is out of range.
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
