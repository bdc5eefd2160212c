extension Decimal128 {
  /// The number with the opposite sign; zero has no sign.
  public static prefix func - (value: Decimal128) -> Decimal128 {
    Decimal128(
      exactly: value.coefficient, exponent: value.exponent,
      isNegative: !value.isNegative && !value.isZero)
  }

  /// The largest number with a sign: the operators' result if a value is out of range.
  private static func greatest(isNegative: Bool) -> Decimal128 {
    Decimal128(
      exactly: powersOfTen[precision] - 1, exponent: Int16(exponents.upperBound),
      isNegative: isNegative)
  }

  /// The sum; if it is out of range, the greatest number with its sign.
  public static func + (left: Decimal128, right: Decimal128) -> Decimal128 {
    left.adding(right) ?? greatest(isNegative: left.isNegative)
  }

  /// The difference; if it is out of range, the greatest number with its sign.
  public static func - (left: Decimal128, right: Decimal128) -> Decimal128 { left + (-right) }

  /// The product; if it is out of range, the greatest number with its sign.
  public static func * (left: Decimal128, right: Decimal128) -> Decimal128 {
    left.multiplied(by: right) ?? greatest(isNegative: left.isNegative != right.isNegative)
  }

  /// The quotient; nil for a zero divisor or a result out of range.
  public static func / (left: Decimal128, right: Decimal128) -> Decimal128? {
    left.divided(by: right)
  }

  func adding(_ other: Decimal128) -> Decimal128? {
    let (upper, lower) = exponent >= other.exponent ? (self, other) : (other, self)
    let shift = Int(upper.exponent) - Int(lower.exponent)
    var first = upper.coefficient
    var second = lower.coefficient
    var power = Int(lower.exponent)
    var sticky = false
    if shift > 0 {
      if first == 0 {
        return Decimal128.rounding(second, exponent: power, isNegative: lower.isNegative)
      }
      let room = 37 - Decimal128.digitCount(first)
      if shift <= room {
        first *= Decimal128.powersOfTen[shift]
      } else {
        // The smaller number's digits below the 37th only decide ties.
        first *= Decimal128.powersOfTen[room]
        let cut = shift - room
        if cut < Decimal128.powersOfTen.count {
          let (quotient, remainder) = second.quotientAndRemainder(
            dividingBy: Decimal128.powersOfTen[cut])
          second = quotient
          sticky = remainder != 0
        } else {
          sticky = second != 0
          second = 0
        }
        power += cut
      }
    }
    if upper.isNegative == lower.isNegative {
      return Decimal128.rounding(
        first + second, exponent: power, isNegative: upper.isNegative, sticky: sticky)
    }
    if first >= second {
      var difference = first - second
      // The truncated digits belong to the subtrahend.
      if sticky { difference -= 1 }
      return Decimal128.rounding(
        difference, exponent: power, isNegative: upper.isNegative && difference != 0,
        sticky: sticky)
    }
    return Decimal128.rounding(second - first, exponent: power, isNegative: lower.isNegative)
  }

  func subtracting(_ other: Decimal128) -> Decimal128? { adding(-other) }

  func multiplied(by other: Decimal128) -> Decimal128? {
    let negative = isNegative != other.isNegative
    let power = Int(exponent) + Int(other.exponent)
    if high == 0 && other.high == 0 {
      let (top, bottom) = low.multipliedFullWidth(by: other.low)
      return Decimal128.rounding(
        UInt128(top) << 64 | UInt128(bottom), exponent: power, isNegative: negative)
    }
    let excess =
      Decimal128.digitCount(coefficient) + Decimal128.digitCount(other.coefficient) - 36
    let product = coefficient.multipliedFullWidth(by: other.coefficient)
    if excess <= 0 {
      return Decimal128.rounding(product.low, exponent: power, isNegative: negative)
    }
    let (quotient, remainder) = Decimal128.powersOfTen[excess].dividingFullWidth(product)
    return Decimal128.rounding(
      quotient, exponent: power + excess, isNegative: negative, sticky: remainder != 0)
  }

  func divided(by other: Decimal128) -> Decimal128? {
    guard !other.isZero else { return nil }
    let negative = isNegative != other.isNegative
    let ideal = Int(exponent) - Int(other.exponent)
    if isZero { return Decimal128.rounding(0, exponent: ideal, isNegative: false) }
    if high == 0 && other.high == 0 {
      let (quotient, remainder) = low.quotientAndRemainder(dividingBy: other.low)
      if remainder == 0 {
        return Decimal128.rounding(UInt128(quotient), exponent: ideal, isNegative: negative)
      }
    }
    let fill = Decimal128.precision - Decimal128.digitCount(coefficient)
    let scale = Decimal128.digitCount(other.coefficient) + 2
    let dividend = (coefficient * Decimal128.powersOfTen[fill])
      .multipliedFullWidth(by: Decimal128.powersOfTen[scale])
    var (quotient, remainder) = other.coefficient.dividingFullWidth(dividend)
    var power = ideal - fill - scale
    if remainder == 0 {
      // An exact quotient is scaled back towards the natural exponent.
      for step in [16, 8, 4, 2, 1] {
        while power + step <= ideal {
          let (shorter, rest) = quotient.quotientAndRemainder(
            dividingBy: Decimal128.powersOfTen[step])
          guard rest == 0 else { break }
          quotient = shorter
          power += step
        }
      }
    }
    return Decimal128.rounding(
      quotient, exponent: power, isNegative: negative, sticky: remainder != 0)
  }

  /// The rounding modes, with the names that Camunda's `decimal` accepts.
  enum Rounding: String {
    case up = "UP"
    case down = "DOWN"
    case ceiling = "CEILING"
    case floor = "FLOOR"
    case halfUp = "HALF_UP"
    case halfDown = "HALF_DOWN"
    case halfEven = "HALF_EVEN"
    case unnecessary = "UNNECESSARY"
  }

  /// The number with `scale` digits after the decimal point, or that many trailing zeros before it
  /// if negative; fewer if more would not fit. Nil if the mode is `unnecessary` and digits would be
  /// lost.
  func rounded(scale: Int, _ rounding: Rounding) -> Decimal128? {
    let cut = -scale - Int(exponent)
    if isZero { return Decimal128(exactly: 0, exponent: Int16(-scale), isNegative: false) }
    guard cut > 0 else {
      let zeros = min(-cut, Decimal128.precision - Decimal128.digitCount(coefficient))
      return Decimal128(
        exactly: coefficient * Decimal128.powersOfTen[zeros], exponent: exponent - Int16(zeros),
        isNegative: isNegative)
    }
    let quotient: UInt128
    let remainder: UInt128
    var half = 0  // the remainder against half a unit: -1 below, 0 equal, 1 above
    if cut < Decimal128.powersOfTen.count {
      let divisor = Decimal128.powersOfTen[cut]
      (quotient, remainder) = coefficient.quotientAndRemainder(dividingBy: divisor)
      half = remainder == divisor / 2 ? 0 : (remainder < divisor / 2 ? -1 : 1)
    } else {
      (quotient, remainder, half) = (0, coefficient, -1)
    }
    let away: Bool
    switch rounding {
    case .up: away = remainder != 0
    case .down: away = false
    case .ceiling: away = remainder != 0 && !isNegative
    case .floor: away = remainder != 0 && isNegative
    case .halfUp: away = half >= 0
    case .halfDown: away = half > 0
    case .halfEven: away = half > 0 || (half == 0 && quotient & 1 == 1)
    case .unnecessary:
      guard remainder == 0 else { return nil }
      away = false
    }
    let result = quotient + (away ? 1 : 0)
    return Decimal128.rounding(
      result, exponent: -scale, isNegative: isNegative && result != 0)
  }
}
