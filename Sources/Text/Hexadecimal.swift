extension UInt8 {
  /// The value of a hexadecimal digit in either case; nil for any other character.
  @inlinable
  package var hexDigitValue: UInt8? {
    if isDigit { return self & 0x0F }
    return (self | 0x20) &- 0x61 < 6 ? (self & 0x0F) + 9 : nil
  }

  /// The byte for two hexadecimal digits; nil for anything else.
  @inlinable
  package init?(hexDigits: some Collection<UInt8>) {
    guard hexDigits.count == 2, let high = hexDigits.first?.hexDigitValue,
      let low = hexDigits.dropFirst().first?.hexDigitValue
    else { return nil }
    self = high << 4 | low
  }
}

extension Sequence<UInt8> {
  /// Lowercase hexadecimal digits, two per byte.
  package var hexadecimal: String {
    var digits: [UInt8] = []
    digits.reserveCapacity(2 * underestimatedCount)
    for byte in self {
      for digit in [byte >> 4, byte & 15] { digits.append(digit + (digit < 10 ? 0x30 : 0x57)) }
    }
    return String(decoding: digits, as: UTF8.self)
  }
}

extension UnsignedInteger {
  /// Lowercase hexadecimal digits, padded with zeros to a width.
  package func hexadecimal(width: Int) -> String {
    let digits = String(self, radix: 16)
    return String(repeating: "0", count: Swift.max(0, width - digits.utf8.count)) + digits
  }
}

extension UInt128 {
  /// The text form of a UUID (RFC 9562, 4).
  package var uuidText: String {
    let digits = Array(hexadecimal(width: 32))
    return [digits[..<8], digits[8..<12], digits[12..<16], digits[16..<20], digits[20...]]
      .map { String($0) }.joined(separator: "-")
  }
}
