import Glibc

/// A binary fixed-point number with 128 integer bits and 256 fractional bits.
///
/// Used for exponentials and logarithms, so that all 34 decimal digits of a result are correct.
struct FixedPoint {
  /// Two's complement: the integer part, and the two halves of the fraction.
  private var whole: Int128
  private var upper: UInt128 = 0
  private var lower: UInt128 = 0

  static let one = FixedPoint(1)

  /// The natural logarithm of ten, as 3 ln 2 + ln 1.25.
  private static let logarithmOfTen: FixedPoint = {
    // The inverse hyperbolic tangent of 1/n is the sum of 1 / (k n^k) over odd k.
    func twiceInverseTangent(of divisor: UInt128) -> FixedPoint {
      var power = FixedPoint(2) / divisor
      var sum = FixedPoint(0)
      var count: UInt128 = 1
      while !power.isZero {
        sum = sum + power / count
        power = power / (divisor * divisor)
        count += 2
      }
      return sum
    }
    let logarithmOfTwo = twiceInverseTangent(of: 3)
    return logarithmOfTwo + logarithmOfTwo + logarithmOfTwo + twiceInverseTangent(of: 9)
  }()

  init(_ whole: Int128) { self.whole = whole }

  /// The nearest number; nil if it is too large.
  init?(_ number: Decimal128) {
    let coefficient = number.coefficient
    let exponent = Int(number.exponent)
    var value = FixedPoint(Int128(coefficient))
    if exponent > 0 {
      guard exponent + Decimal128.digitCount(coefficient) <= 38 else { return nil }
      value.whole *= Int128(Decimal128.powersOfTen[exponent])
    }
    var places = max(0, -exponent)
    while places > 0, !value.isZero {
      let step = min(places, 38)
      value = value / Decimal128.powersOfTen[step]
      places -= step
    }
    self = number.isNegative ? -value : value
  }

  var isZero: Bool { whole == 0 && upper == 0 && lower == 0 }

  var double: Double { Double(whole) + Double(upper) * 0x1p-128 }

  /// The value times ten to the power of `exponent`, to 34 digits; nil if it is too large.
  func decimal(exponent: Int = 0) -> Decimal128? {
    let isNegative = whole < 0
    var rest = isNegative ? -self : self
    var exponent = exponent
    while !rest.isZero, rest.whole < Decimal128.powersOfTen[36] {
      rest = rest * 10
      exponent -= 1
    }
    return Decimal128.rounding(
      UInt128(rest.whole), exponent: exponent, isNegative: isNegative,
      sticky: rest.upper != 0 || rest.lower != 0)?.reduced
  }

  // MARK: Arithmetic

  static prefix func - (value: FixedPoint) -> FixedPoint { FixedPoint(0) - value }

  static func + (left: FixedPoint, right: FixedPoint) -> FixedPoint {
    var sum = left
    var (carry, carried) = (false, false)
    (sum.lower, carry) = left.lower.addingReportingOverflow(right.lower)
    (sum.upper, carried) = left.upper.addingReportingOverflow(right.upper)
    if carry {
      let (next, overflow) = sum.upper.addingReportingOverflow(1)
      (sum.upper, carried) = (next, carried || overflow)
    }
    sum.whole = left.whole &+ right.whole &+ (carried ? 1 : 0)
    return sum
  }

  static func - (left: FixedPoint, right: FixedPoint) -> FixedPoint {
    var inverse = FixedPoint(~right.whole)
    (inverse.upper, inverse.lower) = (~right.upper, ~right.lower)
    var unit = FixedPoint(0)
    unit.lower = 1
    return left + (inverse + unit)
  }

  /// The product, truncated after its last digit; the caller ensures that it fits.
  static func * (left: FixedPoint, right: FixedPoint) -> FixedPoint {
    if left.whole < 0 { return -(-left * right) }
    if right.whole < 0 { return -(left * -right) }
    let first: [3 of UInt128] = [left.lower, left.upper, UInt128(left.whole)]
    let second: [3 of UInt128] = [right.lower, right.upper, UInt128(right.whole)]
    var product = [6 of UInt128](repeating: 0)
    for i in first.indices where first[i] != 0 {
      var carry: UInt128 = 0
      for j in second.indices {
        let (high, low) = first[i].multipliedFullWidth(by: second[j])
        let (sum, overflow) = product[i + j].addingReportingOverflow(low)
        let (total, again) = sum.addingReportingOverflow(carry)
        product[i + j] = total
        carry = high + (overflow ? 1 : 0) + (again ? 1 : 0)
      }
      product[i + 3] = carry
    }
    var result = FixedPoint(Int128(truncatingIfNeeded: product[4]))
    (result.upper, result.lower) = (product[3], product[2])
    return result
  }

  static func * (left: FixedPoint, right: Int) -> FixedPoint { left * FixedPoint(Int128(right)) }

  static func / (left: FixedPoint, right: UInt128) -> FixedPoint {
    if left.whole < 0 { return -(-left / right) }
    let (whole, rest) = UInt128(left.whole).quotientAndRemainder(dividingBy: right)
    let (upper, next) = right.dividingFullWidth((rest, left.upper))
    let (lower, _) = right.dividingFullWidth((next, left.lower))
    var quotient = FixedPoint(Int128(whole))
    (quotient.upper, quotient.lower) = (upper, lower)
    return quotient
  }

  // MARK: Functions

  /// e raised to this power, as a number between 1 and 10 and the power of ten to multiply it by.
  var exponential: (mantissa: FixedPoint, exponent: Int) {
    let logarithm = Self.logarithmOfTen
    var exponent = Int((double / logarithm.double).rounded(.down))
    var rest = self - logarithm * exponent
    if rest.whole < 0 {
      rest = rest + logarithm
      exponent -= 1
    }
    // The series converges fast for a 256th of the power; eight squarings undo the division.
    rest = rest / 256
    var (sum, term, count) = (Self.one, Self.one, UInt128(1))
    while !term.isZero {
      term = term * rest / count
      sum = sum + term
      count += 1
    }
    for _ in 0..<8 { sum = sum * sum }
    return (sum, exponent)
  }

  /// The natural logarithm of a positive number.
  static func logarithm(of number: Decimal128) -> FixedPoint {
    let digits = Decimal128.digitCount(number.coefficient)
    let mantissa = FixedPoint(Int128(number.coefficient)) / Decimal128.powersOfTen[digits - 1]
    // The rest of the logarithm is that of a number close to one.
    let guess = FixedPoint(approximately: Glibc.log(mantissa.double))
    let inverse = (-guess).exponential
    var ratio = mantissa * inverse.mantissa
    for _ in inverse.exponent..<0 { ratio = ratio / 10 }
    let difference = ratio - one
    var (sum, power, count) = (guess, difference, UInt128(1))
    while !power.isZero {
      sum = sum + (count & 1 == 1 ? power / count : -(power / count))
      power = power * difference
      count += 1
    }
    return sum + logarithmOfTen * (Int(number.exponent) + digits - 1)
  }

  private init(approximately value: Double) {
    let whole = value.rounded(.down)
    self.init(Int128(whole))
    upper = UInt128((value - whole) * 0x1p128)
  }
}
