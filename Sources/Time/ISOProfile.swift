/// A specification's variant of ISO 8601 dates and times.
package struct ISOProfile: Sendable {
  package enum Years: Sendable {
    /// Four digits.
    case plain
    /// Four digits, or a sign and up to nine of them (java.time, ISO_LOCAL_DATE).
    case java
    /// Four digits, or up to nine without leading zeros; optionally a minus (XML Schema, DMN).
    case xmlSchema
    /// Any number of digits, up to the year 9999.
    case lenient
  }

  package var years = Years.plain
  /// Whether numbers may have any number of digits, and a day may exceed the length of its month.
  package var isLenient: Bool { years == .lenient }
  /// Whether `t` and `z` are allowed for `T` and `Z`.
  package var lowercaseLetters: StaticString = ""
  package var needsSeconds = false
  /// The number of fractional digits allowed for seconds; nil for no fraction.
  package var fraction: ClosedRange<Int>?
  /// Whether a day may end with `24:00:00`.
  package var hasEndOfDay = false
  /// The maximum hour and minute of an offset from UTC; nil to allow only `Z`.
  package var lastOffset: (hour: Int, minute: Int)? = (18, 59)
  package var hasOffsetSeconds = false

  /// The dates that Camunda's linter accepts (bpmnlint-plugin-camunda-compat).
  package static let camundaCompat = ISOProfile(needsSeconds: true, lastOffset: (13, 59))

  /// ISO_ZONED_DATE_TIME of java.time, with which Zeebe parses a timer's date.
  package static let javaZonedDateTime = ISOProfile(
    years: .java, lowercaseLetters: "tz", fraction: 0...9, hasOffsetSeconds: true)

  /// The results of expressions that the embedded engine accepts as dates: an offset of any size.
  package static let engine = ISOProfile(fraction: 1...9, lastOffset: (99, 99))

  /// Date and time strings in Camunda's FEEL; seconds are optional.
  package static let camundaFEEL = ISOProfile(
    years: .xmlSchema, lowercaseLetters: "z", fraction: 1...9, hasOffsetSeconds: true)

  /// Date and time strings in DMN 1.5 (10.3.2.3.4 and .5).
  package static let dmn = ISOProfile(
    years: .xmlSchema, lowercaseLetters: "z", needsSeconds: true, fraction: 1...9,
    hasEndOfDay: true, hasOffsetSeconds: true)

  /// The date filters documented in Twilio's API.
  package static let twilioFilter = ISOProfile(fraction: 1...Int.max, lastOffset: (23, 59))

  /// The dates that the Twilio simulator accepts: in UTC, with numbers of any width.
  package static let twilioSimulator = ISOProfile(
    years: .lenient, needsSeconds: true, lastOffset: nil)
}
