import Text

/// A secret that is looked for in texts that may be percent-encoded, as a whole or in part, in
/// either case and more than once (RFC 3986, 2.1), or with blanks as `+`.
///
/// UTF-8 bytes are compared: a secret is found even where a combining mark follows it.
struct EscapedNeedle {
  let bytes: [UInt8]

  init(_ text: String) { bytes = Array(text.utf8) }

  /// Where the longest spelling of the secret that begins at an index ends; nil where none does.
  func end(in text: [UInt8], from start: Int) -> Int? {
    // A `%` of the secret may be a `%` or the beginning of its own escape, so several may go on.
    var ends = [start]
    for byte in bytes {
      var next: [Int] = []
      for index in ends where index < text.count {
        Self.match(byte, in: text, at: index) { if !next.contains($0) { next.append($0) } }
      }
      guard !next.isEmpty else { return nil }
      ends = next
    }
    return ends.max()
  }

  func masking(_ text: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var index = 0
    while index < text.count {
      if begins(with: text[index]), let end = end(in: text, from: index) {
        result += "***".utf8
        index = end
      } else {
        result.append(text[index])
        index += 1
      }
    }
    return result
  }

  private func begins(with byte: UInt8) -> Bool {
    byte == bytes.first || byte == UInt8(ascii: "%") || byte == UInt8(ascii: "+")
  }

  /// Calls with the index after each spelling of a byte.
  private static func match(
    _ byte: UInt8, in text: [UInt8], at start: Int, _ found: (Int) -> Void
  ) {
    if text[start] == byte || byte == 0x20 && text[start] == UInt8(ascii: "+") { found(start + 1) }
    guard text[start] == UInt8(ascii: "%") else { return }
    // `%2F`, and `%252F` where the escape was escaped.
    var index = start + 1
    while let value = UInt8(hexDigits: text[index...].prefix(2)) {
      index += 2
      if value == byte { found(index) }
      guard value == UInt8(ascii: "%") else { return }
    }
  }
}
