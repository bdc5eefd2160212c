import Text

/// Finds a secret in strings that may be percent-encoded, fully or partly, in upper or lower case
/// and repeatedly (RFC 3986, section 2.1), or that encode spaces as `+`.
///
/// Compares UTF-8 bytes, so that a secret is found even if a combining mark follows it.
struct SecretMatcher {
  let bytes: [UInt8]

  init(_ text: String) { bytes = Array(text.utf8) }

  /// The end of the longest match that starts at an index; nil if there is none.
  func end(in text: [UInt8], from start: Int) -> Int? {
    // A `%` of the secret matches a `%` or the start of its escape, so several matches may
    // continue.
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

  /// Calls `found` with the index after each encoding of a byte.
  private static func match(
    _ byte: UInt8, in text: [UInt8], at start: Int, _ found: (Int) -> Void
  ) {
    if text[start] == byte || byte == 0x20 && text[start] == UInt8(ascii: "+") { found(start + 1) }
    guard text[start] == UInt8(ascii: "%") else { return }
    // `%2F`, and `%252F` for a doubly encoded one.
    var index = start + 1
    while let value = UInt8(hexDigits: text[index...].prefix(2)) {
      index += 2
      if value == byte { found(index) }
      guard value == UInt8(ascii: "%") else { return }
    }
  }
}
