/// Percent-encoding of UTF-8 (RFC 3986, 2.1).
package enum PercentEncoding {
  /// Letters, digits, `-`, `.`, `_` and `~` (RFC 3986, 2.3).
  package static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "_"), UInt8(ascii: "~"):
      true
    default: false
    }
  }

  /// A part of a path or query, with everything that is not unreserved encoded.
  package static func component(_ text: String) -> String { encode(text, keeping: isUnreserved) }

  package static func encode(
    _ text: String, keeping isKept: (UInt8) -> Bool, blank: String = "%20"
  ) -> String {
    var result = ""
    for byte in text.utf8 {
      if isKept(byte) {
        result.unicodeScalars.append(UnicodeScalar(byte))
      } else if byte == 0x20 {
        result += blank
      } else {
        result += escape(byte)
      }
    }
    return result
  }

  package static func escape(_ byte: UInt8) -> String {
    "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
  }

  /// The text with its escapes decoded; nil for a malformed escape or what is not UTF-8.
  package static func decode(_ text: some StringProtocol) -> String? {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      let digits = rest.prefix(2).compactMap { Character(UnicodeScalar($0)).hexDigitValue }
      guard digits.count == 2 else { return nil }
      bytes.append(UInt8(digits[0] << 4 | digits[1]))
      rest.removeFirst(2)
    }
    return String(validating: bytes, as: UTF8.self)
  }
}
