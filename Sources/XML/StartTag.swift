import Glibc

/// Finds the attributes of a start tag in the file's bytes.
///
/// libxml2 has checked the tag, so every value is quoted and contains no `<`.
struct StartTag {
  /// The ranges of one attribute, as offsets.
  struct Attribute {
    var start: Int
    var nameEnd: Int
    var valueStart: Int
    var valueEnd: Int
  }

  /// Calls `body` for each attribute of the tag whose name ends at `offset`.
  ///
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
      guard let base = bytes.baseAddress else { break }
      index =
        memchr(base + index, Int32(quote), bytes.count - index)
        .map { UnsafeRawPointer($0) - UnsafeRawPointer(base) } ?? bytes.count
      body(Attribute(start: start, nameEnd: nameEnd, valueStart: valueStart, valueEnd: index))
      index += 1
    }
    return index
  }

  /// The offset of the first tag with more than `limit` attributes. It scans raw bytes before
  /// parsing; a `<` cannot occur inside a tag, so each one starts a new count.
  static func firstWithTooManyAttributes(_ bytes: [UInt8], limit: Int) -> Int? {
    bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return nil }
      var start = 0
      while start < buffer.count {
        let rest = buffer.count - start - 1
        let next = memchr(base + start + 1, Int32(UInt8(ascii: "<")), rest)
          .map { UnsafePointer($0.assumingMemoryBound(to: UInt8.self)) - base }
        let end = next ?? buffer.count
        // An attribute has at least five bytes: a space, a name, an equals sign and two quotes.
        if end - start > 5 * limit, buffer[start] == UInt8(ascii: "<"),
          attributeCount(UnsafeBufferPointer(rebasing: buffer[start..<end])) > limit
        {
          return start
        }
        start = end
      }
      return nil
    }
  }

  /// The number of quoted values between a `<` and the `>` that ends the tag.
  private static func attributeCount(_ tag: UnsafeBufferPointer<UInt8>) -> Int {
    var quote: UInt8 = 0
    var count = 0
    for byte in tag {
      if quote != 0 {
        if byte == quote { quote = 0 }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
        count += 1
      } else if byte == UInt8(ascii: ">") {
        break
      }
    }
    return count
  }
}
