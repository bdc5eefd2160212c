/// Which of the forms of ISO 8601 a specification has for dates and times.
package struct ISOProfile: Sendable {
  package enum Years: Sendable {
    /// Four digits.
    case plain
    /// Four digits, or a sign and up to nine of them (java.time, ISO_LOCAL_DATE).
    case java
    /// Four digits, or up to nine without a zero in front; a minus (XML Schema, DMN).
    case xmlSchema
    /// However many digits, up to the year 9999.
    case lenient
  }

  package var years = Years.plain
  /// Whether numbers may have any count of digits, and a day may be beyond the end of its month.
  package var isLenient: Bool { years == .lenient }
  /// Whether `t` and `z` mean the same as `T` and `Z`.
  package var lowercaseLetters: StaticString = ""
  package var needsSeconds = false
  /// How many digits may follow the seconds after a point; nil for no point.
  package var fraction: ClosedRange<Int>?
  /// Whether a day may end with `24:00:00`.
  package var hasEndOfDay = false
  /// The last hour and minute of an offset from UTC; nil where only `Z` is one.
  package var lastOffset: (hour: Int, minute: Int)? = (18, 59)
  package var hasOffsetSeconds = false

  /// The texts that Camunda's linter takes (bpmnlint-plugin-camunda-compat).
  package static let camundaCompat = ISOProfile(needsSeconds: true, lastOffset: (13, 59))

  /// ISO_ZONED_DATE_TIME of java.time, in which Zeebe reads a timer's date.
  package static let javaZonedDateTime = ISOProfile(
    years: .java, lowercaseLetters: "tz", fraction: 0...9, hasOffsetSeconds: true)

  /// What the embedded engine takes where an expression gives a text: an offset of any size.
  package static let engine = ISOProfile(fraction: 1...9, lastOffset: (99, 99))

  /// Date and time strings of Camunda's FEEL, in which seconds may be left out.
  package static let camundaFEEL = ISOProfile(
    years: .xmlSchema, lowercaseLetters: "z", fraction: 1...9, hasOffsetSeconds: true)

  /// Date and time strings of DMN 1.5 (10.3.2.3.4 and .5).
  package static let dmn = ISOProfile(
    years: .xmlSchema, lowercaseLetters: "z", needsSeconds: true, fraction: 1...9,
    hasEndOfDay: true, hasOffsetSeconds: true)

  /// What Twilio's API documents for filters by date.
  package static let twilioFilter = ISOProfile(fraction: 1...Int.max, lastOffset: (23, 59))

  /// What the Twilio simulator takes: dates in UTC, with numbers of any width.
  package static let twilioSimulator = ISOProfile(
    years: .lenient, needsSeconds: true, lastOffset: nil)
}
