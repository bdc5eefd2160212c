import Glibc

extension Decimal128 {
  /// The number to a power: whole exponents by squaring in decimal, others through binary.
  func power(_ exponent: Decimal128) -> Decimal128? {
    guard let count = exponent.int, count.magnitude <= 999_999_999 else {
      if isNegative && !exponent.isInteger { return nil }
      return Decimal128(pow(double, exponent.double))
    }
    var result = Decimal128.one
    var base = self
    var rest = count.magnitude
    while rest > 0 {
      if rest & 1 == 1 {
        guard let product = result.multiplied(by: base) else { return nil }
        result = product
      }
      rest >>= 1
      if rest > 0 {
        guard let square = base.multiplied(by: base) else { return nil }
        base = square
      }
    }
    return count < 0 ? Decimal128.one.divided(by: result) : result
  }

  /// The square root to 34 digits; nil for a negative number.
  var squareRoot: Decimal128? {
    if isZero { return .zero }
    guard !isNegative else { return nil }
    // An even exponent near zero keeps the first guess in the range of Double.
    let top = Decimal128.digitCount(coefficient) + Int(exponent)
    let shift = top - (top & 1)
    let scaled = Decimal128(
      exactly: coefficient, exponent: Int16(clamping: Int(exponent) - shift), isNegative: false)
    guard var root = Decimal128(scaled.double.squareRoot()) else { return nil }
    let half = Decimal128(exactly: 5, exponent: -1, isNegative: false)
    for _ in 0..<3 {
      guard let quotient = scaled.divided(by: root), let sum = root.adding(quotient),
        let next = sum.multiplied(by: half)
      else { return nil }
      root = next
    }
    let short = root.reduced
    return Decimal128.rounding(
      short.coefficient, exponent: Int(short.exponent) + shift / 2, isNegative: false)
  }

  /// The natural logarithm, through binary; nil for zero and below.
  var logarithm: Decimal128? { isNegative || isZero ? nil : Decimal128(log(double)) }

  /// e to this power, through binary; nil when it is out of the range of Double.
  var exponential: Decimal128? { Decimal128(exp(double)) }

  /// The remainder with the sign of the divisor.
  func modulo(_ divisor: Decimal128) -> Decimal128? {
    guard let quotient = divided(by: divisor), let whole = quotient.rounded(scale: 0, .floor),
      let multiple = whole.multiplied(by: divisor)
    else { return nil }
    return subtracting(multiple)
  }
}
