/// Finds the attributes of a start tag in the bytes of the file.
///
/// libxml2 has checked the tag, so every value is quoted and holds no `<`.
struct StartTag {
  /// One attribute's places, as offsets.
  struct Attribute {
    var start: Int
    var nameEnd: Int
    var valueStart: Int
    var valueEnd: Int
  }

  /// Calls `body` for each attribute of the tag whose name ends at `offset`.
  /// - Returns: the offset of the `>` or `/>` that ends the tag.
  static func forEachAttribute(
    _ bytes: UnsafeBufferPointer<UInt8>, from offset: Int, _ body: (Attribute) -> Void
  ) -> Int {
    var index = offset
    while index < bytes.count {
      while index < bytes.count, bytes[index] <= 0x20 { index += 1 }
      guard index < bytes.count else { break }
      if bytes[index] == UInt8(ascii: ">") || bytes[index] == UInt8(ascii: "/") { break }
      let start = index
      while index < bytes.count, bytes[index] != UInt8(ascii: "="), bytes[index] > 0x20 {
        index += 1
      }
      let nameEnd = index
      while index < bytes.count, bytes[index] != UInt8(ascii: "\""),
        bytes[index] != UInt8(ascii: "'")
      {
        index += 1
      }
      guard index < bytes.count else { break }
      let quote = bytes[index]
      index += 1
      let valueStart = index
      while index < bytes.count, bytes[index] != quote { index += 1 }
      body(Attribute(start: start, nameEnd: nameEnd, valueStart: valueStart, valueEnd: index))
      index += 1
    }
    return index
  }

  /// The offset of the first tag that has more than `limit` attributes. It looks at raw bytes
  /// before anything is parsed; a `<` never stands inside a tag, so each one starts anew.
  static func firstWithTooManyAttributes(_ bytes: [UInt8], limit: Int) -> Int? {
    bytes.withUnsafeBufferPointer { buffer in
      var tagStart: Int?
      var quote: UInt8 = 0
      var count = 0
      for (index, byte) in buffer.enumerated() {
        if byte == UInt8(ascii: "<") {
          tagStart = index
          quote = 0
          count = 0
        } else if let start = tagStart {
          if quote != 0 {
            if byte == quote { quote = 0 }
          } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
            quote = byte
            count += 1
            if count > limit { return start }
          } else if byte == UInt8(ascii: ">") {
            tagStart = nil
          }
        }
      }
      return nil
    }
  }
}
