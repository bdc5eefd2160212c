/// FNV-1a, 64 bits (RFC 9923): stable across versions and machines. Not a cryptographic hash.
package struct FNV1a: Sendable {
  /// The hash of the data added so far.
  package var value: UInt64 = 0xCBF2_9CE4_8422_2325

  @inlinable
  package init() {}

  /// The hash of a text's UTF-8.
  @inlinable
  package init(_ text: String) { add(text) }

  /// Adds one unit. The algorithm is defined for bytes; a wider unit is added as a whole.
  @inlinable
  package mutating func add(_ unit: UInt64) { value = (value ^ unit) &* 0x0000_0100_0000_01B3 }

  /// Adds the UTF-8 of a text.
  @inlinable
  package mutating func add(_ text: String) {
    for byte in text.utf8 { add(UInt64(byte)) }
  }
}
