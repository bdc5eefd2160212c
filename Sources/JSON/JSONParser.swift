import Text

/// The result type of a parser: values with or without source ranges.
protocol JSONTree {
  /// The members of an object while it is being parsed.
  associatedtype Members

  static func scalar(_ value: JSONScalar, _ range: Range<Int>) -> Self
  static func array(_ items: [Self], _ range: Range<Int>) -> Self
  static var noMembers: Members { get }
  static func append(
    _ key: String, _ keyRange: Range<Int>, _ value: Self, to members: inout Members)
  static func object(_ members: Members, _ range: Range<Int>) -> Self
}

/// A scalar value.
enum JSONScalar {
  case null
  case bool(Bool)
  case number(String)
  case string(String)
}

/// A recursive-descent parser for RFC 8259 that tracks the range of every value.
struct JSONParser<Tree: JSONTree> {
  private let bytes: [UInt8]
  private var index = 0
  private var depth = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  mutating func parseDocument() throws(JSONSyntaxError) -> Tree {
    let node = try parseBeginning()
    skipBlanks()
    if index < bytes.count { throw fault("unexpected text after the JSON value") }
    return node
  }

  /// Parses one value; a number or word must not run into the text after it.
  mutating func parseBeginning() throws(JSONSyntaxError) -> Tree {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
    skipBlanks()
    let node = try parseValue()
    let isClosed = bytes[..<index].last.map { "}]\"".utf8.contains($0) } ?? true
    let end = index
    skipBlanks()
    if !isClosed, index == end, index < bytes.count {
      throw fault("unexpected text after the JSON value")
    }
    return node
  }

  private var current: UInt8? { index < bytes.count ? bytes[index] : nil }

  private func fault(_ message: String, at offset: Int? = nil) -> JSONSyntaxError {
    JSONSyntaxError(message: message, offset: offset ?? index)
  }

  private mutating func skipBlanks() {
    while let byte = current, byte.isXMLSpace { index += 1 }
  }

  private mutating func parseValue() throws(JSONSyntaxError) -> Tree {
    let start = index
    guard let byte = current else { throw fault("unexpected end of input; expected a value") }
    switch byte {
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      depth += 1
      defer { depth -= 1 }
      if depth > JSONNode.maximumDepth {
        throw fault("more than \(JSONNode.maximumDepth) nested levels")
      }
      return try byte == UInt8(ascii: "{") ? parseObject() : parseArray()
    case UInt8(ascii: "\""):
      let text = try parseString()
      return Tree.scalar(.string(text), start..<index)
    case UInt8(ascii: "t"): return try parseWord("true", .bool(true))
    case UInt8(ascii: "f"): return try parseWord("false", .bool(false))
    case UInt8(ascii: "n"): return try parseWord("null", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try parseNumber()
    default: throw fault("expected a value: an object, array, string, number, true, false or null")
    }
  }

  private mutating func parseObject() throws(JSONSyntaxError) -> Tree {
    let start = index
    var members = Tree.noMembers
    index += 1
    skipBlanks()
    if current == UInt8(ascii: "}") {
      index += 1
      return Tree.object(members, start..<index)
    }
    while true {
      guard current == UInt8(ascii: "\"") else { throw fault("expected a key in double quotes") }
      let keyStart = index
      let key = try parseString()
      let keyRange = keyStart..<index
      skipBlanks()
      guard current == UInt8(ascii: ":") else { throw fault("expected ':' after the key") }
      index += 1
      skipBlanks()
      Tree.append(key, keyRange, try parseValue(), to: &members)
      if try endOfList(UInt8(ascii: "}"), "expected ',' or '}'") { break }
    }
    return Tree.object(members, start..<index)
  }

  private mutating func parseArray() throws(JSONSyntaxError) -> Tree {
    let start = index
    var items: [Tree] = []
    index += 1
    skipBlanks()
    if current == UInt8(ascii: "]") {
      index += 1
      return Tree.array([], start..<index)
    }
    while true {
      items.append(try parseValue())
      if try endOfList(UInt8(ascii: "]"), "expected ',' or ']'") { break }
    }
    return Tree.array(items, start..<index)
  }

  private mutating func endOfList(
    _ close: UInt8, _ message: String
  ) throws(JSONSyntaxError) -> Bool {
    skipBlanks()
    if current == close {
      index += 1
      return true
    }
    guard current == UInt8(ascii: ",") else { throw fault(message) }
    index += 1
    skipBlanks()
    return false
  }

  private mutating func parseWord(
    _ word: String, _ value: JSONScalar
  ) throws(JSONSyntaxError) -> Tree {
    let start = index
    guard bytes[index...].starts(with: word.utf8) else {
      throw fault("expected '\(word)'")
    }
    index += word.utf8.count
    return Tree.scalar(value, start..<index)
  }

  private mutating func parseNumber() throws(JSONSyntaxError) -> Tree {
    let start = index
    if current == UInt8(ascii: "-") { index += 1 }
    let leadingZero = current == UInt8(ascii: "0")
    let integerDigits = skipDigits()
    if integerDigits == 0 || (leadingZero && integerDigits > 1) {
      throw fault("invalid number: leading zeros and a lone sign are not allowed", at: start)
    }
    if current == UInt8(ascii: ".") {
      index += 1
      if skipDigits() == 0 { throw fault("expected a digit after the decimal point") }
    }
    if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
      index += 1
      if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { index += 1 }
      if skipDigits() == 0 { throw fault("expected a digit in the exponent") }
    }
    return Tree.scalar(
      .number(String(decoding: bytes[start..<index], as: UTF8.self)), start..<index)
  }

  private mutating func skipDigits() -> Int {
    let start = index
    while let byte = current, byte.isDigit { index += 1 }
    return index - start
  }

  private mutating func parseString() throws(JSONSyntaxError) -> String {
    let start = index
    index += 1
    // The text before the last escape; most strings have no escapes and are used directly.
    var text: [UInt8] = []
    var runStart = index
    while let byte = current {
      switch byte {
      case UInt8(ascii: "\""):
        let run = runStart..<index
        index += 1
        guard let string = string(text, bytes[run]) else {
          throw fault("the string is not valid UTF-8", at: start)
        }
        return string
      case UInt8(ascii: "\\"):
        text += bytes[runStart..<index]
        index += 1
        try parseEscape(into: &text)
        runStart = index
      case ..<0x20:
        throw fault("a control character in a string must be escaped")
      default:
        index += 1
      }
    }
    throw fault("unterminated string", at: start)
  }

  private func string(_ head: [UInt8], _ run: ArraySlice<UInt8>) -> String? {
    if head.isEmpty { return run.withUnsafeBufferPointer { String(validating: $0, as: UTF8.self) } }
    return String(validating: head + run, as: UTF8.self)
  }

  private mutating func parseEscape(into text: inout [UInt8]) throws(JSONSyntaxError) {
    let start = index - 1
    guard let byte = current else { throw fault("unterminated string", at: start) }
    index += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"):
      var value = try parseHexadecimal()
      if value & 0xFC00 == 0xD800, bytes[index...].starts(with: #"\u"#.utf8) {
        let afterFirst = index
        index += 2
        let second = try parseHexadecimal()
        if second & 0xFC00 == 0xDC00 {
          value = 0x10000 + (value & 0x3FF) << 10 + (second & 0x3FF)
        } else {
          index = afterFirst
        }
      }
      // A lone surrogate is not a character; like most JSON parsers, use U+FFFD.
      text.append(
        contentsOf: Unicode.Scalar(value).flatMap(UTF8.encode) ?? UTF8.encodedReplacementCharacter)
    default: throw fault("invalid escape in a string", at: start)
    }
  }

  private mutating func parseHexadecimal() throws(JSONSyntaxError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = current, let digit = byte.hexDigitValue else {
        throw fault("expected four hexadecimal digits")
      }
      value = value << 4 | UInt32(digit)
      index += 1
    }
    return value
  }
}
