import Text

/// A number in an ISO 8601 duration, with its unit.
package struct ISOAmount {
  package enum Unit: Int, Sendable {
    case years, months, weeks, days, hours, minutes, seconds

    /// The length of a unit of fixed length; nil for years and months.
    package var milliseconds: Int? {
      switch self {
      case .years, .months: nil
      case .weeks: 604_800_000
      case .days: 86_400_000
      case .hours: 3_600_000
      case .minutes: 60_000
      case .seconds: 1000
      }
    }
  }

  package var unit: Unit
  /// Whether the number itself has a minus sign.
  package var isNegative: Bool
  /// The digits before the decimal point; those after the 18th are ignored.
  package var whole: Int
  /// The digits after the decimal point.
  package var nanoseconds: Int
  /// The number as written, possibly with a decimal point or comma.
  var digits: ArraySlice<UInt8>

  /// The signed number.
  package var value: Double {
    let text = String(
      decoding: digits.lazy.map { $0 == UInt8(ascii: ",") ? UInt8(ascii: ".") : $0 },
      as: UTF8.self)
    return (isNegative ? -1 : 1) * (Double(text) ?? .nan)
  }
}

/// A specification's variant of ISO 8601 durations.
package struct ISODurationProfile: Sendable {
  /// The signs allowed before the `P`.
  package var signs: StaticString = ""
  package var hasSignedAmounts = false
  package var hasWeeks = true
  /// The letters that may also be lowercase.
  package var lowercaseLetters: StaticString = ""
  /// The number of digits allowed before and after the decimal point.
  package var wholeDigits = 1...Int.max
  package var fractionDigits = 1...Int.max
  package var hasFractionsOfAnyUnit = false
  /// Whether a comma is a decimal point.
  package var hasComma = false

  /// The durations that Camunda's linter accepts (bpmnlint-plugin-camunda-compat).
  package static let camundaCompat = ISODurationProfile(
    lowercaseLetters: "ymwdhs", hasFractionsOfAnyUnit: true)

  /// java.time's Period, Duration or both, with which Zeebe parses a timer's interval.
  package static let javaInterval = ISODurationProfile(
    signs: "+-", hasSignedAmounts: true, lowercaseLetters: "pymwdhs", wholeDigits: 1...18,
    fractionDigits: 0...9, hasComma: true)

  /// The durations that the embedded engine supports.
  package static let engine = ISODurationProfile(
    signs: "+-", hasSignedAmounts: true, lowercaseLetters: "ptymwdhs")

  /// Durations in Camunda's FEEL, which are parsed by java.time.
  package static let camundaFEEL = ISODurationProfile(
    signs: "-", hasSignedAmounts: true, hasWeeks: false, wholeDigits: 1...15,
    fractionDigits: 0...9, hasComma: true)

  /// Durations of DMN 1.5 (10.3.2.3.6 and .7).
  package static let dmn = ISODurationProfile(
    signs: "-", hasWeeks: false, wholeDigits: 1...15, fractionDigits: 0...9)

  /// Durations in task headers and properties of connectors.
  package static let connector = ISODurationProfile(
    lowercaseLetters: "ptymwdhs", wholeDigits: 0...Int.max, fractionDigits: 0...Int.max,
    hasComma: true)
}

extension ISOScanner {
  /// Parses a duration up to the end of the text, and visits its amounts from the largest unit to
  /// the smallest.
  ///
  /// - Returns: the sign, -1 or 1; nil if the text is not a duration or a visit rejects an amount.
  package mutating func duration(
    _ profile: ISODurationProfile, _ visit: (ISOAmount) -> Bool
  ) -> Int? {
    let sign = takeSign(of: profile.signs)
    guard take("P", orLowercaseIn: profile.lowercaseLetters) else { return nil }
    var next = 0
    var isTime = false
    var isEmpty = true
    while !isAtEnd {
      if !isTime, take("T", orLowercaseIn: profile.lowercaseLetters) {
        isTime = true
        guard !isAtEnd else { return nil }
      }
      guard let amount = amount(profile, isTime), amount.unit.rawValue >= next, visit(amount) else {
        return nil
      }
      next = amount.unit.rawValue + 1
      isEmpty = false
    }
    return isEmpty ? nil : sign
  }

  private mutating func takeSign(of signs: StaticString) -> Int {
    guard signs.withUTF8Buffer({ $0.contains(current) }) else { return 1 }
    index += 1
    return bytes[index - 1] == UInt8(ascii: "-") ? -1 : 1
  }

  private mutating func amount(_ profile: ISODurationProfile, _ isTime: Bool) -> ISOAmount? {
    let isNegative = profile.hasSignedAmounts && takeSign(of: "+-") < 0
    let start = index
    guard let (whole, wholeCount) = digits(profile.wholeDigits) else { return nil }
    var nanoseconds = 0
    let hasPoint = take(".") || profile.hasComma && take(",")
    if hasPoint {
      guard let (value, count) = digits(profile.fractionDigits), wholeCount + count > 0 else {
        return nil
      }
      nanoseconds = Self.nanoseconds(value, count)
    }
    let digits = bytes[start..<index]
    guard let unit = unit(profile, isTime),
      !hasPoint || unit == .seconds || profile.hasFractionsOfAnyUnit
    else { return nil }
    return ISOAmount(
      unit: unit, isNegative: isNegative, whole: whole, nanoseconds: nanoseconds, digits: digits)
  }

  private mutating func unit(_ profile: ISODurationProfile, _ isTime: Bool) -> ISOAmount.Unit? {
    var letter = current
    if UInt8(ascii: "a")...UInt8(ascii: "z") ~= letter {
      guard profile.lowercaseLetters.withUTF8Buffer({ $0.contains(letter) }) else { return nil }
      letter &= ~0x20
    }
    let unit: ISOAmount.Unit
    switch (Unicode.Scalar(letter), isTime) {
    case ("Y", false): unit = .years
    case ("M", false): unit = .months
    case ("W", false) where profile.hasWeeks: unit = .weeks
    case ("D", false): unit = .days
    case ("H", true): unit = .hours
    case ("M", true): unit = .minutes
    case ("S", true): unit = .seconds
    default: return nil
    }
    index += 1
    return unit
  }
}
