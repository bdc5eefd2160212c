import JSON
import Text

/// The due and follow-up dates of user tasks: FEEL, or ISO 8601 with an offset.
enum TaskScheduleSchema {
  static func check(_ property: PropertyDraft, _ report: inout SchemaReport) {
    guard property.place == .taskSchedule, property.part != nil, property.feel == nil,
      let value = property.value
    else { return }
    if value.string.map(isDateTime) != true {
      report.add(
        "the date of \(property.title) must be an ISO 8601 date and time with an offset or Z",
        help: "For example: 2027-03-01T12:00:00Z.", at: value)
    }
  }

  /// `2027-03-01T12:00:00`, followed by `Z`, or by an offset of less than 14 hours and optionally a
  /// time zone in brackets. Seconds have no fraction, and the day is not checked against the month.
  static func isDateTime(_ text: String) -> Bool {
    var rest = Array(text.utf8)[...]
    func take(_ character: Unicode.Scalar) -> Bool {
      guard rest.first == UInt8(ascii: character) else { return false }
      rest.removeFirst()
      return true
    }
    func number(_ range: ClosedRange<Int>, digits: Int = 2) -> Bool {
      let head = rest.prefix(digits)
      guard head.count == digits, head.allSatisfy(\.isDigit) else { return false }
      rest.removeFirst(digits)
      return range.contains(head.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) })
    }
    guard number(0...9999, digits: 4), take("-"), number(1...12), take("-"), number(1...31),
      take("T"), number(0...23), take(":"), number(0...59), take(":"), number(0...59)
    else { return false }
    if take("Z") { return rest.isEmpty }
    guard take("+") || take("-"), number(0...13), take(":"), number(0...59) else { return false }
    if rest.isEmpty { return true }
    guard take("["), rest.popLast() == UInt8(ascii: "]") else { return false }
    return !rest.isEmpty && !rest.contains(UInt8(ascii: "]"))
  }
}
