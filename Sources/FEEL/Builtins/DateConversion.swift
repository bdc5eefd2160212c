extension FEELBuiltins {
  /// Conversions to dates and times.
  static let dates: [FEELBuiltin] = [
    FEELBuiltin(
      "date",
      [
        .init([.required("from", kind: FEELKind.dates.union(.string))]) { call in
          if let date = call.date(0) { return .date(date) }
          let text = call.string(0)
          if let date = TemporalReader.date(text) { return .date(date) }
          return call.fail("`\(text.brief)` is not a date")
        },
        .init([.number("year"), .number("month"), .number("day")]) { call in
          guard let year = call.number(0).truncatedInt, let month = call.number(1).truncatedInt,
            let day = call.number(2).truncatedInt,
            let date = FEELDate(year: year, month: month, day: day)
          else { return call.fail("there is no such day in the calendar") }
          return .date(date)
        },
      ]),
    FEELBuiltin(
      "time",
      [
        .init(only: .camunda, [.required("from", kind: FEELKind.dates.union(.string))]) {
          time(from: $0)
        },
        .init(only: .dmn, [.required("from", kind: FEELKind.dates.union([.string, .time]))]) {
          time(from: $0)
        },
        .init([
          .number("hour"), .number("minute"), .number("second"),
          .optional("offset", kind: .daysTimeDuration),
        ]) { time($0) },
      ]),
    FEELBuiltin(
      "date and time",
      [
        .init(only: .camunda, [.string("from")]) { dateTime($0.string(0), $0) },
        .init(only: .dmn, [.required("from", kind: FEELKind.dates.union(.string))]) { call in
          switch call[0] {
          case .dateTime: return call[0]
          case .date(let date):
            return .dateTime(
              FEELDateTime(date: date, time: FEELTime(nanosecondOfDay: 0, zone: .utc)))
          default: return dateTime(call.string(0), call)
          }
        },
        .init([.required("date", kind: .dates), .required("time", kind: .time)]) { call in
          guard let date = call.date(0), case .time(let time) = call[1] else { return .null }
          return .dateTime(FEELDateTime(date: date, time: time))
        },
        .init(
          only: .camunda,
          [
            .required("date", kind: .dateTime), .string("timezone"),
          ]
        ) { call in
          guard case .dateTime(let value) = call[0] else { return .null }
          let name = call.string(1)
          guard let zone = FEELZone(javaID: name, call.zones) else {
            return call.fail("unknown time zone `\(name.brief)`")
          }
          guard !value.isLocal else {
            return .dateTime(
              FEELDateTime(
                date: value.date,
                time: FEELTime(nanosecondOfDay: value.time.nanosecondOfDay, zone: zone)))
          }
          return FEELDateTime(
            epochSecond: value.epochSecond, nanosecond: value.time.nanosecond, zone: zone
          ).map { .dateTime($0) } ?? .null
        },
      ]),
  ]

  private static func time(from call: Call) -> FEELValue {
    switch call[0] {
    case .time: return call[0]
    case .dateTime(let value): return .time(value.time)
    case .date: return .time(FEELTime(nanosecondOfDay: 0, zone: .utc))
    default:
      let text = call.string(0)
      return TemporalReader.time(text, call.dialect, call.zones).map { .time($0) }
        ?? call.fail("`\(text.brief)` is not a time")
    }
  }

  private static func dateTime(_ text: String, _ call: Call) -> FEELValue {
    TemporalReader.dateTime(text, call.dialect, call.zones).map { .dateTime($0) }
      ?? call.fail("`\(text.brief)` is not a date and time")
  }

  private static func time(_ call: Call) -> FEELValue {
    var zone = FEELZone.local
    if case .daysTimeDuration(let offset) = call[3] {
      let seconds = offset.nanoseconds / Int128(FEELTime.nanosecondsPerSecond)
      guard seconds.magnitude <= 18 * 3600 else {
        return call.fail("the offset exceeds 18 hours")
      }
      zone = .offset(Int(seconds))
    }
    let second = call.number(2)
    let part = { (index: Int) in
      call.dialect == .camunda ? call.number(index).truncatedInt : call.number(index).int
    }
    guard let hour = part(0), let minute = part(1),
      let whole = second.rounded(scale: 0, .floor),
      let rest = (second - whole).multiplied(by: Decimal128(FEELTime.nanosecondsPerSecond)),
      let seconds = whole.int, let nanosecond = rest.truncatedInt,
      let time = FEELTime(
        hour: hour, minute: minute, second: seconds, nanosecond: nanosecond, zone: zone)
    else { return call.fail("the time is out of range") }
    return .time(time)
  }
}
