import Text

extension Parser {
  mutating func number() throws(FEELProblem) -> Node {
    let start = scanner.index
    var value: UInt64 = 0
    skipDigits(&value)
    var isWhole = scanner.index - start <= 18 && scanner.index > start
    if scanner.current == UInt8(ascii: "."), scanner.byte(at: 1) &- UInt8(ascii: "0") < 10 {
      scanner.index += 1
      skipDigits(&value)
      isWhole = false
    }
    if scanner.current | 0x20 == UInt8(ascii: "e") {
      let sign = scanner.byte(at: 1)
      let signed = sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+")
      if scanner.byte(at: signed ? 2 : 1) &- UInt8(ascii: "0") < 10 {
        scanner.index += signed ? 2 : 1
        skipDigits(&value)
        isWhole = false
        note("Camunda does not support exponents in numbers", start..<scanner.index)
      }
    }
    if scanner.isNamePart(at: scanner.index) { throw unexpected() }
    if isWhole { return node(.literal(.number(Decimal128(Int(value)))), from: start) }
    let digits = UnsafeBufferPointer(rebasing: scanner.bytes[start..<scanner.index])
    guard let number = Decimal128(numeral: digits) else {
      throw FEELProblem(message: "the number is too large", range: start..<scanner.index)
    }
    return node(.literal(.number(number)), from: start)
  }

  private mutating func skipDigits(_ value: inout UInt64) {
    while case let digit = scanner.current &- UInt8(ascii: "0"), digit < 10 {
      value = value &* 10 &+ UInt64(digit)
      scanner.index += 1
    }
  }

  /// A string literal, with its escapes resolved and the host's mapping applied.
  mutating func string() throws(FEELProblem) -> String {
    let text = try quotedText()
    return literal?(text) ?? text
  }

  private mutating func quotedText() throws(FEELProblem) -> String {
    let start = scanner.index
    scanner.index += 1
    let content = scanner.index
    while !scanner.atEnd {
      switch scanner.current {
      case UInt8(ascii: "\""):
        let text = scanner.text(content..<scanner.index)
        scanner.index += 1
        return text
      case UInt8(ascii: "\\"):
        return try escapedText(from: start, content: content)
      case 0x0A, 0x0D:
        guard dialect == .camunda else { throw unclosed(start) }
        scanner.index += 1
      default:
        scanner.index += 1
      }
    }
    throw unclosed(start)
  }

  private func unclosed(_ start: Int) -> FEELProblem {
    FEELProblem(
      message: "unterminated string: expected a closing quote",
      range: start..<min(scanner.index, scanner.bytes.count))
  }

  private mutating func escapedText(
    from start: Int, content: Int
  ) throws(FEELProblem) -> String {
    var units = Array(scanner.bytes[content..<scanner.index])
    while !scanner.atEnd {
      let byte = scanner.current
      if byte == UInt8(ascii: "\"") {
        scanner.index += 1
        return String(decoding: units, as: UTF8.self)
      }
      if byte == 0x0A || byte == 0x0D, dialect == .dmn { throw unclosed(start) }
      guard byte == UInt8(ascii: "\\") else {
        units.append(byte)
        scanner.index += 1
        continue
      }
      let next = scanner.byte(at: 1)
      switch next {
      case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "\\"): append(next)
      case UInt8(ascii: "n"): append(0x0A)
      case UInt8(ascii: "r"): append(0x0D)
      case UInt8(ascii: "t"): append(0x09)
      case UInt8(ascii: "b") where dialect == .camunda: append(0x08)
      case UInt8(ascii: "f") where dialect == .camunda: append(0x0C)
      case UInt8(ascii: "u") where dialect == .dmn, UInt8(ascii: "U") where dialect == .dmn:
        guard let scalar = takeEscapedScalar() else { fallthrough }
        units.append(contentsOf: Array(String(scalar).utf8))
      default:
        // An unknown escape stays as it is, which allows regular expressions without double
        // escaping.
        units.append(byte)
        scanner.index += 1
      }
    }
    throw unclosed(start)

    func append(_ byte: UInt8) {
      units.append(byte)
      scanner.index += 2
    }
  }

  /// `\u` with four digits (two escapes for a surrogate pair), or `\U` with six.
  private mutating func takeEscapedScalar() -> Unicode.Scalar? {
    if scanner.byte(at: 1) == UInt8(ascii: "U") {
      guard let value = hexadecimal(at: 2, count: 6), let scalar = Unicode.Scalar(value) else {
        return nil
      }
      scanner.index += 8
      return scalar
    }
    guard let first = hexadecimal(at: 2, count: 4) else { return nil }
    if 0xD800...0xDBFF ~= first, scanner.byte(at: 6) == UInt8(ascii: "\\"),
      scanner.byte(at: 7) == UInt8(ascii: "u"), let second = hexadecimal(at: 8, count: 4),
      0xDC00...0xDFFF ~= second
    {
      scanner.index += 12
      return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    }
    guard let scalar = Unicode.Scalar(first) else { return nil }
    scanner.index += 6
    return scalar
  }

  private func hexadecimal(at offset: Int, count: Int) -> UInt32? {
    var value: UInt32 = 0
    for position in offset..<offset + count {
      guard let digit = scanner.byte(at: position).hexDigitValue else { return nil }
      value = value << 4 | UInt32(digit)
    }
    return value
  }
}
