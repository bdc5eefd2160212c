extension FEELBuiltins {
  static let strings: [FEELBuiltin] = [
    FEELBuiltin(
      "substring",
      [.string("string"), .number("start position"), .optional("length", kind: .number)]
    ) { call in
      let text = StringUnits(call.string(0), call.dialect)
      guard !call.isNullGiven(2) else { return call.fail("the length is null") }
      let start = call.number(1).clampedInt
      guard start != 0 || call.dialect == .camunda else {
        return call.fail("the start position is 0")
      }
      let first = start > 0 ? start - 1 : text.count + start
      guard 0...text.count ~= first else {
        guard call.dialect == .camunda else { return .string("") }
        return call.fail("the start position is outside the text of \(text.count) characters")
      }
      guard let wanted = call.optionalNumber(2) else {
        return .string(text.slice(first, text.count))
      }
      let length = wanted.clampedInt
      guard length > 0 || length == 0 && call.dialect == .camunda else {
        return call.fail("the length is not positive")
      }
      return .string(text.slice(first, first + min(length, text.count)))
    },
    FEELBuiltin("string length", [.string("string")]) { call in
      .number(Decimal128(StringUnits.count(call.string(0), call.dialect)))
    },
    FEELBuiltin("upper case", [.string("string")]) { .string($0.string(0).uppercased()) },
    FEELBuiltin("lower case", [.string("string")]) { .string($0.string(0).lowercased()) },
    FEELBuiltin("substring before", [.string("string"), .string("match")]) { call in
      let (text, match) = (Array(call.string(0).utf8), Array(call.string(1).utf8))
      guard let place = text.firstIndex(of: match) else { return .string("") }
      return .string(String(decoding: text[..<place], as: UTF8.self))
    },
    FEELBuiltin("substring after", [.string("string"), .string("match")]) { call in
      let (text, match) = (Array(call.string(0).utf8), Array(call.string(1).utf8))
      guard let place = text.firstIndex(of: match) else { return .string("") }
      return .string(String(decoding: text[(place + match.count)...], as: UTF8.self))
    },
    FEELBuiltin("contains", [.string("string"), .string("match")]) { call in
      .boolean(call.string(0).utf8.holds(call.string(1).utf8))
    },
    FEELBuiltin("starts with", [.string("string"), .string("match")]) { call in
      .boolean(call.string(0).utf8.starts(with: call.string(1).utf8))
    },
    FEELBuiltin("ends with", [.string("string"), .string("match")]) { call in
      .boolean(call.string(0).utf8.reversed().starts(with: call.string(1).utf8.reversed()))
    },
    FEELBuiltin(
      "string join", since: "DMN 1.4",
      [
        .init(
          [
            .list("list"), .optional("delimiter", kind: .string),
          ], join),
        .init(
          only: .camunda,
          [
            .list("list"), .required("delimiter", kind: [.string, .null]),
            .required("prefix", kind: [.string, .null]),
            .required("suffix", kind: [.string, .null]),
          ], join),
      ]),
    FEELBuiltin("trim", since: "8.6", only: .camunda, [.string("string")]) { call in
      .string(trimmed(call.string(0)))
    },
    FEELBuiltin("is blank", since: "8.8", only: .camunda, [.string("string")]) { call in
      .boolean(call.string(0).unicodeScalars.allSatisfy(isSpace))
    },
    FEELBuiltin("uuid", since: "8.6", pure: false, only: .camunda, []) { call in
      .string(call.run.environment.uuid())
    },
    FEELBuiltin("to base64", since: "8.6", only: .camunda, [.string("value")]) { call in
      .string(Base64.encode(Array(call.string(0).utf8)))
    },
    FEELBuiltin("from base64", since: "8.10", only: .camunda, [.string("value")]) { call in
      guard let bytes = Base64.decode(call.string(0)) else {
        return call.fail("the value is no Base64 text")
      }
      return .string(SecretHoles.masked(String(decoding: bytes, as: UTF8.self)))
    },
  ]

  private static let join: @Sendable (Call) -> FEELValue = { call in
    var parts: [String] = []
    var length = 0
    let delimiter = call.optionalString(1) ?? ""
    for item in call.list(0) {
      switch item {
      case .null: continue
      case .string(let text):
        parts.append(text)
        length += text.utf8.count + delimiter.utf8.count
        guard call.mayHold(length) else { return .null }
      default: return call.fail("an element is \(item.kind.name), not string")
      }
    }
    let text = parts.joined(separator: delimiter)
    guard call.arguments.count > 2 else { return .string(text) }
    return .string(call.string(2) + text + call.string(3))
  }

  /// The text without what is not above a blank at its ends, as Java's `trim` has it.
  private static func trimmed(_ text: String) -> String {
    let bytes = text.utf8
    guard let first = bytes.firstIndex(where: { $0 > 0x20 }),
      let last = bytes.lastIndex(where: { $0 > 0x20 })
    else { return "" }
    return String(text[first...last])
  }

  /// Java's white space: blanks at which a line may break, and some control characters.
  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09...0x0D, 0x1C...0x1F: true
    case 0xA0, 0x2007, 0x202F: false
    default:
      [.spaceSeparator, .lineSeparator, .paragraphSeparator]
        .contains(scalar.properties.generalCategory)
    }
  }
}

/// A text by the units that a dialect counts: UTF-16 in Camunda, code points in the standard.
struct StringUnits {
  private let text: String
  private let dialect: FEELDialect
  let count: Int

  init(_ text: String, _ dialect: FEELDialect) {
    self.text = text
    self.dialect = dialect
    count = StringUnits.count(text, dialect)
  }

  static func count(_ text: String, _ dialect: FEELDialect) -> Int {
    dialect == .camunda ? text.utf16.count : text.unicodeScalars.count
  }

  func slice(_ start: Int, _ end: Int) -> String {
    let (start, end) = (min(start, count), min(max(start, end), count))
    if dialect == .camunda {
      return String(decoding: Array(text.utf16)[start..<end], as: UTF16.self)
    }
    return String(
      String.UnicodeScalarView(text.unicodeScalars.dropFirst(start).prefix(end - start)))
  }
}

/// U+FDD0 and U+FDD1 mark the places of secrets in texts; decoded data may not bring them along.
enum SecretHoles {
  static func masked(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isMark) else { return text }
    return String(
      String.UnicodeScalarView(text.unicodeScalars.map { isMark($0) ? "\u{FFFD}" : $0 }))
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value == 0xFDD0 || scalar.value == 0xFDD1
  }
}

extension Collection where Element == UInt8 {
  /// Whether a run of bytes stands anywhere in this one.
  func holds(_ match: some Collection<UInt8>) -> Bool {
    guard let first = match.first else { return true }
    var place = startIndex
    while let next = self[place...].firstIndex(of: first) {
      if self[next...].starts(with: match) { return true }
      place = index(after: next)
    }
    return false
  }
}

extension Array where Element == UInt8 {
  /// Where a run of bytes first stands.
  func firstIndex(of match: [UInt8]) -> Int? {
    guard match.count <= count else { return nil }
    for place in 0...(count - match.count) where self[place...].starts(with: match) {
      return place
    }
    return nil
  }
}
