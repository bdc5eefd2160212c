extension Decimal128: CustomStringConvertible {
  /// Parses a decimal number: sign, digits, fraction, exponent; nil for anything else.
  public init?(_ text: String) {
    var text = text
    let number = text.withUTF8 { Decimal128(numeral: $0) }
    guard let number else { return nil }
    self = number
  }

  init?(numeral bytes: UnsafeBufferPointer<UInt8>) {
    var index = 0
    var negative = false
    if index < bytes.count, bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+") {
      negative = bytes[index] == UInt8(ascii: "-")
      index += 1
    }
    var coefficient: UInt128 = 0
    var short: UInt64 = 0
    var digits = 0
    var significant = 0
    var power = 0
    var sticky = false
    var afterPoint = false
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: ".") {
        if afterPoint { return nil }
        afterPoint = true
        index += 1
        continue
      }
      let digit = byte &- UInt8(ascii: "0")
      guard digit < 10 else { break }
      digits += 1
      if significant > 0 || digit != 0 { significant += 1 }
      if significant <= 18 {
        short = short * 10 + UInt64(digit)
        if afterPoint { power -= 1 }
      } else if significant <= 37 {
        if significant == 19 { coefficient = UInt128(short) }
        coefficient = coefficient * 10 + UInt128(digit)
        if afterPoint { power -= 1 }
      } else {
        sticky = sticky || digit != 0
        if !afterPoint { power += 1 }
      }
      index += 1
    }
    guard digits > 0 else { return nil }
    if significant <= 18 { coefficient = UInt128(short) }
    if index < bytes.count {
      guard let shift = Decimal128.exponent(in: bytes, from: index) else { return nil }
      power += shift
    }
    // A remainder is below the last kept digit, so it must not be lost in a short rounding.
    guard
      let number = Decimal128.rounding(
        coefficient, exponent: power, isNegative: negative && coefficient != 0, sticky: sticky)
    else { return nil }
    self = number
  }

  private static func exponent(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    var index = start
    guard bytes[index] | 0x20 == UInt8(ascii: "e") else { return nil }
    index += 1
    var negative = false
    if index < bytes.count, bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+") {
      negative = bytes[index] == UInt8(ascii: "-")
      index += 1
    }
    guard index < bytes.count else { return nil }
    var value = 0
    while index < bytes.count {
      let digit = bytes[index] &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      value = min(value * 10 + Int(digit), 1_000_000)
      index += 1
    }
    return negative ? -value : value
  }

  /// The number without exponent, with all its digits after the decimal point.
  public var description: String {
    if exponent == 0 && high == 0 {
      return isNegative ? "-" + String(low) : String(low)
    }
    var digits = Array(String(coefficient).utf8)
    let power = Int(exponent)
    if isZero {
      digits = [UInt8(ascii: "0")]
    } else if power > 0 {
      digits.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: power))
    }
    if power < 0 {
      let missing = -power - digits.count + 1
      if missing > 0 {
        digits.insert(contentsOf: repeatElement(UInt8(ascii: "0"), count: missing), at: 0)
      }
      digits.insert(UInt8(ascii: "."), at: digits.count + power)
    }
    if isNegative && !isZero { digits.insert(UInt8(ascii: "-"), at: 0) }
    return String(decoding: digits, as: UTF8.self)
  }

  /// The nearest decimal of a binary number; nil for NaN and infinity.
  init?(_ double: Double) {
    guard double.isFinite else { return nil }
    self.init("\(double)")
  }
}
