/// Percent-encoding of UTF-8 (RFC 3986, 2.1). Which characters are not encoded depends on the use.
package enum PercentEncoding {
  /// Letters, digits, `-`, `.`, `_` and `~` (RFC 3986, 2.3).
  package static func isUnreserved(_ byte: UInt8) -> Bool {
    byte.isAlphanumeric || "-._~".utf8.contains(byte)
  }

  /// A path segment or a part of a query; encodes everything except unreserved characters.
  package static func component(_ text: String) -> String {
    encode(text.utf8, keeping: isUnreserved)
  }

  /// A path; keeps slashes.
  package static func path(_ text: String) -> String {
    encode(text.utf8) { isUnreserved($0) || $0 == UInt8(ascii: "/") }
  }

  /// A name or value of a form; encodes a space as `+` and everything else except unreserved
  /// characters.
  package static func form(_ text: String) -> String {
    encode(text.utf8, keeping: isUnreserved, plusForSpace: true)
  }

  /// Encodes all bytes except those to keep.
  package static func encode(
    _ bytes: some Sequence<UInt8>, keeping isKept: (UInt8) -> Bool, plusForSpace: Bool = false
  ) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.underestimatedCount)
    for byte in bytes {
      if isKept(byte) {
        result.append(byte)
      } else if byte == 0x20, plusForSpace {
        result.append(UInt8(ascii: "+"))
      } else {
        result += escape(byte).utf8
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The escape of a byte: `%2F` for `/`.
  package static func escape(_ byte: UInt8) -> String { "%" + [byte].hexadecimal.uppercased() }

  /// The text with its escapes decoded; nil for a malformed escape or invalid UTF-8.
  package static func decode(_ text: some StringProtocol) -> String? {
    decode(text.utf8).flatMap { String(validating: $0, as: UTF8.self) }
  }

  /// The bytes with their escapes decoded; nil for a malformed escape.
  /// - Parameter plusForSpace: whether `+` is a space, as in forms.
  package static func decode(
    _ bytes: some Collection<UInt8>, plusForSpace: Bool = false
  ) -> [UInt8]? {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var rest = bytes[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%") {
        guard let value = UInt8(hexDigits: rest.prefix(2)) else { return nil }
        result.append(value)
        rest = rest.dropFirst(2)
      } else {
        result.append(plusForSpace && byte == UInt8(ascii: "+") ? 0x20 : byte)
      }
    }
    return result
  }
}
