extension Decimal128 {
  /// The number raised to a power, to 34 digits; nil if it is undefined or too large.
  func power(_ exponent: Decimal128) -> Decimal128? {
    if let count = exponent.int, let power = shortPower(count.magnitude) {
      return count < 0 ? Decimal128.one.divided(by: power) : power
    }
    if isZero { return exponent.isNegative ? nil : .zero }
    guard !isNegative || exponent.isInteger else { return nil }
    let logarithm = FixedPoint.logarithm(of: self)
    let size = logarithm.double * exponent.double
    let power: Decimal128?
    if logarithm.isZero {
      power = .one
    } else if let exponent = FixedPoint(exponent), Self.exponentials.contains(size) {
      power = Decimal128(exponentialOf: logarithm * exponent)
    } else {
      power = size < 0 ? .zero : nil
    }
    return isNegative && exponent.modulo(Decimal128(2))?.isZero == false ? power.map(-) : power
  }

  /// A power by multiplication, if nothing is rounded before the last step; else nil.
  private func shortPower(_ count: UInt) -> Decimal128? {
    let digits = max(1, Decimal128.digitCount(reduced.coefficient))
    guard count <= max(2, Decimal128.precision / digits) else { return nil }
    var power = Decimal128.one
    for _ in 0..<count {
      guard let next = power.multiplied(by: self) else { return nil }
      power = next
    }
    return power
  }

  /// Powers of e beyond these are too large, or smaller than any number.
  private static let exponentials = -14_300.0...14_150.0

  private init?(exponentialOf power: FixedPoint) {
    let (mantissa, exponent) = power.exponential
    guard let result = mantissa.decimal(exponent: exponent) else { return nil }
    self = result
  }

  /// The square root, rounded to 34 digits; nil for a negative number.
  var squareRoot: Decimal128? {
    if isZero { return .zero }
    guard !isNegative else { return nil }
    // A radicand of 69 or 70 digits with an even exponent has an integer root of 35 digits.
    let fill = Decimal128.precision - Decimal128.digitCount(coefficient)
    let more = 35 + abs((Int(exponent) - fill - 35) % 2)
    let radicand = (coefficient * Decimal128.powersOfTen[fill])
      .multipliedFullWidth(by: Decimal128.powersOfTen[more])
    let (root, isExact) = Decimal128.wholeRoot(of: radicand)
    return Decimal128.rounding(
      root, exponent: (Int(exponent) - fill - more) / 2, isNegative: false, sticky: !isExact
    )?.reduced
  }

  /// The largest integer whose square is not above a number of 69 or 70 digits.
  private static func wholeRoot(
    of radicand: (high: UInt128, low: UInt128)
  ) -> (root: UInt128, isExact: Bool) {
    func isAbove(_ root: UInt128) -> Bool {
      let square = root.multipliedFullWidth(by: root)
      return (square.high, square.low) > radicand
    }
    var root = UInt128(0x1p64 * Double(radicand.high).squareRoot())
    // Each step doubles the 50 correct bits.
    for _ in 0..<3 { root = (root + root.dividingFullWidth(radicand).quotient) / 2 }
    while isAbove(root) { root -= 1 }
    while !isAbove(root + 1) { root += 1 }
    return (root, root.multipliedFullWidth(by: root) == radicand)
  }

  /// The natural logarithm to 34 digits; nil for zero and negative numbers.
  var logarithm: Decimal128? {
    isNegative || isZero ? nil : FixedPoint.logarithm(of: self).decimal()
  }

  /// e raised to this power, to 34 digits; nil if it is too large.
  var exponential: Decimal128? {
    guard let power = FixedPoint(self), Self.exponentials.contains(power.double) else {
      return isNegative ? .zero : nil
    }
    return Decimal128(exponentialOf: power)
  }

  /// The remainder with the sign of the divisor, exact; nil for a zero divisor.
  func modulo(_ divisor: Decimal128) -> Decimal128? {
    guard !divisor.isZero else { return nil }
    let shift = Int(exponent) - Int(divisor.exponent)
    let unit = divisor.coefficient
    var rest = coefficient
    if shift >= 0 {
      // The coefficient times ten to the power of `shift`, with a modulo after each step.
      rest %= unit
      var places = shift
      while places > 0, rest > 0 {
        let step = min(places, 38)
        let product = rest.multipliedFullWidth(by: Self.powersOfTen[step] % unit)
        rest = unit.dividingFullWidth(product).remainder
        places -= step
      }
    } else if Self.digitCount(unit) - shift <= 38 {
      rest %= unit * Self.powersOfTen[-shift]
    }
    let remainder = Decimal128(
      exactly: rest, exponent: min(exponent, divisor.exponent),
      isNegative: isNegative && rest != 0)
    return remainder.isZero || isNegative == divisor.isNegative
      ? remainder : remainder.adding(divisor)
  }
}
