import Text

/// Scans the UTF-8 bytes of an expression: whitespace, comments, characters and words.
struct SourceScanner {
  let bytes: UnsafeBufferPointer<UInt8>
  /// The dialect, which determines the characters of names.
  let dialect: FEELDialect
  var index = 0
  /// The comments skipped so far, for the formatter.
  var comments: [Range<Int>] = []

  init(_ bytes: UnsafeBufferPointer<UInt8>, _ dialect: FEELDialect) {
    self.bytes = bytes
    self.dialect = dialect
  }

  var atEnd: Bool { index >= bytes.count }

  @inline(__always)
  var current: UInt8 { index < bytes.count ? bytes[index] : 0 }

  @inline(__always)
  func byte(at offset: Int) -> UInt8 {
    index + offset < bytes.count ? bytes[index + offset] : 0
  }

  /// The character at a place, with its length; U+FFFD with length 1 for invalid UTF-8.
  func scalar(at place: Int) -> (value: UInt32, length: Int) {
    guard place < bytes.count else { return (0, 0) }
    let first = bytes[place]
    if first < 0x80 { return (UInt32(first), 1) }
    let length = first >= 0xF0 ? 4 : (first >= 0xE0 ? 3 : 2)
    guard first >= 0xC0, place + length <= bytes.count else { return (0xFFFD, 1) }
    var value = UInt32(first) & (0x7F >> UInt32(length))
    for offset in 1..<length { value = value << 6 | UInt32(bytes[place + offset] & 0x3F) }
    return (value, length)
  }

  /// Skips whitespace and comments.
  @inline(__always)
  mutating func skipSpace() {
    guard index < bytes.count else { return }
    let byte = bytes[index]
    if byte > 0x20 && byte < 0x80 && byte != UInt8(ascii: "/") { return }
    skipSpaceSlowly()
  }

  private mutating func skipSpaceSlowly() {
    while index < bytes.count {
      let byte = bytes[index]
      if byte.isASCIISpace {
        index += 1
      } else if byte >= 0x80 {
        let (value, length) = scalar(at: index)
        guard NameRules.isSpace(value) else { return }
        index += length
      } else if byte == UInt8(ascii: "/") {
        let start = index
        guard skipComment() else { return }
        // The same whitespace is skipped more than once.
        if comments.last.map({ $0.lowerBound < start }) ?? true { comments.append(start..<index) }
      } else {
        return
      }
    }
  }

  private mutating func skipComment() -> Bool {
    switch self.byte(at: 1) {
    case UInt8(ascii: "/"):
      while index < bytes.count, bytes[index] != 0x0A, bytes[index] != 0x0D { index += 1 }
      return true
    case UInt8(ascii: "*"):
      var end = index + 2
      while end + 1 < bytes.count {
        if bytes[end] == UInt8(ascii: "*") && bytes[end + 1] == UInt8(ascii: "/") {
          index = end + 2
          return true
        }
        end += 1
      }
      return false
    default:
      return false
    }
  }

  /// Skips a character if it is here.
  @inline(__always)
  mutating func take(_ character: UInt8) -> Bool {
    guard current == character else { return false }
    index += 1
    return true
  }

  /// Whether a word begins and ends here.
  @inline(__always)
  func isAt(_ word: StaticString) -> Bool { isAt(word, place: index) }

  func isAt(_ word: StaticString, place: Int) -> Bool {
    let count = word.utf8CodeUnitCount
    guard place + count <= bytes.count else { return false }
    for offset in 0..<count where bytes[place + offset] != word.utf8Start[offset] { return false }
    return !isNamePart(at: place + count)
  }

  mutating func takeWord(_ word: StaticString) -> Bool {
    guard isAt(word) else { return false }
    index += word.utf8CodeUnitCount
    return true
  }

  func isNamePart(at place: Int) -> Bool {
    guard place < bytes.count else { return false }
    let byte = bytes[place]
    return byte < 0x80
      ? NameRules.isPart(byte, dialect) : NameRules.isPart(scalar(at: place).value, dialect)
  }

  var atNameStart: Bool {
    let byte = current
    return byte < 0x80
      ? NameRules.isStart(byte, dialect) : NameRules.isStart(scalar(at: index).value, dialect)
  }

  /// The end of the run of name characters that begins at a place.
  func nameEnd(from place: Int) -> Int {
    var place = place
    while place < bytes.count {
      let byte = bytes[place]
      if byte < 0x80 {
        guard NameRules.isPart(byte, dialect) else { return place }
        place += 1
      } else {
        let (value, length) = scalar(at: place)
        guard NameRules.isPart(value, dialect) else { return place }
        place += length
      }
    }
    return place
  }

  /// The end of a known name at a place; a space in it matches any whitespace and comments.
  func end(of name: [UInt8], at place: Int) -> Int? {
    var place = place
    for byte in name {
      if byte == 0x20 {
        // Usually it is one space.
        if place + 1 < bytes.count, bytes[place] == 0x20,
          NameRules.isPart(bytes[place + 1], dialect)
        {
          place += 1
          continue
        }
        var ahead = self
        ahead.index = place
        ahead.skipSpace()
        guard ahead.index > place else { return nil }
        place = ahead.index
      } else {
        guard place < bytes.count, bytes[place] == byte else { return nil }
        place += 1
      }
    }
    // `days` is not a word in `daysLate`.
    if let last = name.last, last >= 0x80 || NameRules.isPart(last, dialect), isNamePart(at: place)
    {
      return nil
    }
    return place
  }

  /// Skips a name that ends at a place; its whitespace and comments become one space each.
  mutating func takeName(to end: Int) -> String {
    let text = text(index..<end)
    guard text.utf8.contains(UInt8(ascii: "/")) else {
      index = end
      return NameRules.normalized(text)
    }
    var name = String.UnicodeScalarView()
    while index < end {
      let (value, length) = scalar(at: index)
      name.append(Unicode.Scalar(value) ?? "\u{FFFD}")
      index += length
      let blank = index
      if index < end { skipSpace() }
      if index > blank { name.append(" ") }
    }
    return String(name)
  }

  func text(_ range: Range<Int>) -> String {
    String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
  }
}
