import Text

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
        return call.fail("the start position is outside the string of \(text.count) characters")
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
      let text = call.string(0)
      guard let place = text.firstRange(of: call.string(1)) else { return .string("") }
      return .string(String(decoding: text.utf8.prefix(place.lowerBound), as: UTF8.self))
    },
    FEELBuiltin("substring after", [.string("string"), .string("match")]) { call in
      let text = call.string(0)
      guard let place = text.firstRange(of: call.string(1)) else { return .string("") }
      return .string(String(decoding: text.utf8.dropFirst(place.upperBound), as: UTF8.self))
    },
    FEELBuiltin("contains", [.string("string"), .string("match")]) { call in
      .boolean(call.string(0).firstRange(of: call.string(1)) != nil)
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
      .string(String(call.string(0).trimmedByJava))
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
        return call.fail("the value is not Base64")
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
        guard ValueLimits.mayHold(bytes: length, call.run),
          call.run.spend(elements: ValueLimits.size(text))
        else { return .null }
      default: return call.fail("expected string elements, found \(item.kind.name)")
      }
    }
    let text = parts.joined(separator: delimiter)
    guard call.arguments.count > 2 else { return .string(text) }
    return .string(call.string(2) + text + call.string(3))
  }

  /// Whitespace as in Java's `Character.isWhitespace`: no non-breaking spaces, but some control
  /// characters.
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

/// A text in the units of a dialect: UTF-16 in Camunda, code points in the standard.
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
      return String(
        decoding: text.utf16.dropFirst(start).prefix(end - start), as: UTF16.self)
    }
    return String(
      String.UnicodeScalarView(text.unicodeScalars.dropFirst(start).prefix(end - start)))
  }
}

/// U+FDD0 and U+FDD1 mark secrets in texts; decoded data must not contain them.
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

extension String {
  /// The first range of a text in this one, in UTF-8 bytes; in linear time.
  fileprivate func firstRange(of match: String) -> Range<Int>? {
    guard let first = match.utf8.first else { return 0..<0 }
    // A short text may be compared at every possible start.
    guard match.utf8.count <= 16 else { return firstRange(ofLong: Array(match.utf8)) }
    var place = utf8.startIndex
    while let next = utf8[place...].firstIndex(of: first) {
      if utf8[next...].starts(with: match.utf8) {
        let offset = utf8.distance(from: utf8.startIndex, to: next)
        return offset..<offset + match.utf8.count
      }
      place = utf8.index(after: next)
    }
    return nil
  }

  /// The Knuth-Morris-Pratt search, which reads each byte once.
  private func firstRange(ofLong match: [UInt8]) -> Range<Int>? {
    // The length of the prefix that still matches after a mismatch.
    var fallback = [Int](repeating: 0, count: match.count)
    var fitting = 0
    for index in 1..<match.count {
      while fitting > 0, match[index] != match[fitting] { fitting = fallback[fitting - 1] }
      if match[index] == match[fitting] { fitting += 1 }
      fallback[index] = fitting
    }
    fitting = 0
    for (place, byte) in utf8.enumerated() {
      while fitting > 0, byte != match[fitting] { fitting = fallback[fitting - 1] }
      if byte == match[fitting] { fitting += 1 }
      if fitting == match.count { return place + 1 - fitting..<place + 1 }
    }
    return nil
  }
}
