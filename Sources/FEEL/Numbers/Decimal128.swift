/// A decimal number of up to 34 significant digits, rounded half to even, as in IEEE 754
/// decimal128.
///
/// FEEL's number type (DMN 1.5, 10.3.2.2). There is no infinity and no NaN: an operation without a
/// result returns nil, which becomes null in FEEL.
public struct Decimal128: Sendable {
  // Two words instead of one UInt128 keep the alignment of this type, and so of FEELValue, at 8
  // bytes.
  let low: UInt64
  let high: UInt64
  /// The exponent: the coefficient is multiplied by this power of ten.
  let exponent: Int16
  let isNegative: Bool

  static let precision = 34
  static let exponents = -6176...6111

  /// 0, without digits after the decimal point.
  public static let zero = Decimal128(0)
  /// 1, without digits after the decimal point.
  public static let one = Decimal128(1)

  var coefficient: UInt128 { UInt128(high) << 64 | UInt128(low) }
  /// Whether the number is zero, with either sign.
  public var isZero: Bool { low == 0 && high == 0 }

  init(exactly coefficient: UInt128, exponent: Int16, isNegative: Bool) {
    low = UInt64(truncatingIfNeeded: coefficient)
    high = UInt64(truncatingIfNeeded: coefficient >> 64)
    self.exponent = exponent
    self.isNegative = isNegative
  }

  /// An integer, exactly.
  public init(_ value: Int) {
    self.init(exactly: UInt128(value.magnitude), exponent: 0, isNegative: value < 0)
  }

  init(_ value: Int128) {
    // 34 digits are enough for every duration and instant in the calendar.
    self =
      Decimal128.rounding(value.magnitude, exponent: 0, isNegative: value < 0)
      ?? .zero
  }

  /// The number, rounded to 34 digits; nil if it is too large.
  ///
  /// - Parameter sticky: whether nonzero digits below the coefficient were truncated before.
  static func rounding(
    _ coefficient: UInt128, exponent: Int, isNegative: Bool, sticky: Bool = false
  ) -> Decimal128? {
    var coefficient = coefficient
    var exponent = exponent
    let excess = max(digitCount(coefficient) - precision, exponents.lowerBound - exponent)
    if excess > 0 {
      coefficient = divide(coefficient, byPowerOfTen: excess, sticky: sticky)
      exponent += excess
      if coefficient == powersOfTen[precision] {
        coefficient = powersOfTen[precision - 1]
        exponent += 1
      }
    }
    if exponent > exponents.upperBound {
      if coefficient == 0 {
        exponent = exponents.upperBound
      } else {
        let room = precision - digitCount(coefficient)
        let shift = exponent - exponents.upperBound
        guard shift <= room else { return nil }
        coefficient *= powersOfTen[shift]
        exponent = exponents.upperBound
      }
    }
    return Decimal128(
      exactly: coefficient, exponent: Int16(exponent), isNegative: isNegative)
  }

  /// Half-even division by a power of ten; `sticky` breaks a tie upwards.
  private static func divide(
    _ coefficient: UInt128, byPowerOfTen power: Int, sticky: Bool
  ) -> UInt128 {
    guard power < powersOfTen.count else { return 0 }
    let divisor = powersOfTen[power]
    let (quotient, remainder) = coefficient.quotientAndRemainder(dividingBy: divisor)
    let half = divisor / 2
    if remainder > half || (remainder == half && (sticky || quotient & 1 == 1)) {
      return quotient + 1
    }
    return quotient
  }

  /// 10^0 … 10^38, all powers of ten that UInt128 holds.
  static let powersOfTen: [UInt128] = {
    var powers: [UInt128] = [1]
    for _ in 1...38 { powers.append(powers[powers.count - 1] * 10) }
    return powers
  }()

  /// The number of decimal digits of a coefficient; 0 for zero.
  static func digitCount(_ value: UInt128) -> Int {
    if value == 0 { return 0 }
    // log10(2) ≈ 1233/4096 gives the count or one less.
    let guess = ((128 - value.leadingZeroBitCount) * 1233) >> 12
    return value >= powersOfTen[guess] ? guess + 1 : guess
  }

  /// The exact integer, if the number is one and fits.
  public var int: Int? {
    if high == 0 && exponent == 0 {
      if low <= UInt64(Int.max) { return isNegative ? -Int(low) : Int(low) }
      return nil
    }
    guard let whole = wholeMagnitude, whole <= UInt128(Int.max) else { return nil }
    return isNegative ? -Int(whole) : Int(whole)
  }

  /// The magnitude as an integer; nil if it has a fraction or does not fit.
  private var wholeMagnitude: UInt128? {
    if isZero { return 0 }
    if exponent >= 0 {
      guard Int(exponent) + Decimal128.digitCount(coefficient) <= 38 else { return nil }
      return coefficient * Decimal128.powersOfTen[Int(exponent)]
    }
    guard -Int(exponent) < Decimal128.powersOfTen.count else { return nil }
    let (quotient, remainder) = coefficient.quotientAndRemainder(
      dividingBy: Decimal128.powersOfTen[-Int(exponent)])
    return remainder == 0 ? quotient : nil
  }

  /// Whether the number has no fraction, regardless of trailing zeros.
  public var isInteger: Bool { isZero || exponent >= 0 || wholeMagnitude != nil }

  /// The integer part as Int, ignoring the fraction; nil if it does not fit.
  var truncatedInt: Int? { int ?? rounded(scale: 0, .down)?.int }

  /// The integer part, clamped to ±2^60, so that a position can be added to a count.
  var clampedInt: Int {
    let bound = 1 << 60
    return max(-bound, min(truncatedInt ?? (self < .zero ? -bound : bound), bound))
  }

  /// The nearest binary number, for functions without a decimal algorithm.
  var double: Double { Double(description) ?? 0 }

  /// The same value with the fewest digits.
  var reduced: Decimal128 {
    if isZero { return .zero }
    var value = coefficient
    var power = Int(exponent)
    for step in [16, 8, 4, 2, 1] {
      while true {
        let (quotient, remainder) = value.quotientAndRemainder(
          dividingBy: Decimal128.powersOfTen[step])
        guard remainder == 0, power + step <= Decimal128.exponents.upperBound else { break }
        value = quotient
        power += step
      }
    }
    return Decimal128(exactly: value, exponent: Int16(power), isNegative: isNegative)
  }
}

extension Decimal128: Hashable {
  /// Compares numerically: 1.0 equals 1.
  public static func == (left: Decimal128, right: Decimal128) -> Bool {
    if left.exponent == right.exponent {
      return left.low == right.low && left.high == right.high
        && (left.isNegative == right.isNegative || left.isZero)
    }
    return left.order(comparedTo: right) == 0
  }

  /// Hashes the value, so that 1.0 and 1 have the same hash.
  public func hash(into hasher: inout Hasher) {
    let value = reduced
    hasher.combine(value.low)
    hasher.combine(value.high)
    hasher.combine(value.exponent)
    hasher.combine(value.isNegative)
  }
}

extension Decimal128: Comparable {
  /// Orders numerically.
  public static func < (left: Decimal128, right: Decimal128) -> Bool {
    left.order(comparedTo: right) < 0
  }

  /// Negative, zero or positive as the number is less than, equal to or greater than `other`.
  func order(comparedTo other: Decimal128) -> Int {
    if isZero { return other.isZero ? 0 : (other.isNegative ? 1 : -1) }
    if other.isZero || isNegative != other.isNegative { return isNegative ? -1 : 1 }
    let magnitude = magnitudeOrder(comparedTo: other)
    return isNegative ? -magnitude : magnitude
  }

  private func magnitudeOrder(comparedTo other: Decimal128) -> Int {
    var (left, right) = (coefficient, other.coefficient)
    if exponent != other.exponent {
      let leftTop = Decimal128.digitCount(left) + Int(exponent)
      let rightTop = Decimal128.digitCount(right) + Int(other.exponent)
      if leftTop != rightTop { return leftTop < rightTop ? -1 : 1 }
      // Both have the same magnitude, so both fit within 34 digits once they share an exponent.
      let shift = Int(exponent) - Int(other.exponent)
      if shift > 0 {
        left *= Decimal128.powersOfTen[shift]
      } else {
        right *= Decimal128.powersOfTen[-shift]
      }
    }
    return left == right ? 0 : (left < right ? -1 : 1)
  }
}
