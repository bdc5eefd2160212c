extension UInt8 {
  /// `0` to `9`.
  @inlinable
  package var isDigit: Bool { self &- 0x30 < 10 }

  /// `A` to `Z` and `a` to `z`.
  @inlinable
  package var isLetter: Bool { (self | 0x20) &- 0x61 < 26 }

  /// A letter or a digit.
  @inlinable
  package var isAlphanumeric: Bool { isLetter || isDigit }

  /// A letter, a digit or an underscore: `\w` in ECMAScript and Java.
  @inlinable
  package var isWordByte: Bool { isAlphanumeric || self == UInt8(ascii: "_") }

  /// Whitespace in XML 1.0 (2.3) and JSON (RFC 8259, 2): space, tab, line feed, carriage return.
  @inlinable
  package var isXMLSpace: Bool { self == 0x20 || self == 0x0A || self == 0x09 || self == 0x0D }

  /// Whitespace in C's `isspace` and Java's `\s`: that of XML, vertical tab and form feed.
  @inlinable
  package var isASCIISpace: Bool { self == 0x20 || 0x09...0x0D ~= self }
}
