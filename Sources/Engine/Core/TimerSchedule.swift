import FEEL

/// When a timer fires, and whether again.
struct TimerSchedule: Sendable, Equatable {
  /// Milliseconds since 1970.
  var due: Int64
  /// How often it still fires, this time included; nil for ever.
  var repetitions: Int?
  var interval: CalendarDuration

  init(due: Int64, repetitions: Int? = 1, interval: CalendarDuration = CalendarDuration()) {
    self.due = due
    self.repetitions = repetitions
    self.interval = interval
  }

  /// The firing after this one, counted from when this one was due, so that delays do not add up.
  var next: TimerSchedule? {
    guard repetitions.map({ $0 > 1 }) ?? true else { return nil }
    return TimerSchedule(
      due: interval.added(to: due), repetitions: repetitions.map { $0 - 1 }, interval: interval)
  }
}

extension Trigger.Timer {
  /// Computes the schedule of a timer that starts now (reference page engine, 2.6).
  /// - Throws: an incident of type `EXTRACT_VALUE_ERROR`.
  func schedule(
    _ variables: FEELContext, in environment: FEELEnvironment, now: Int64
  ) throws(Failure) -> TimerSchedule {
    switch self {
    case .date(let expression):
      let value = try expression.evaluate(variables, in: environment)
      guard let due = Self.instant(value) else {
        throw expression.mismatch(value, "a date and time with a time zone")
      }
      return TimerSchedule(due: due)
    case .duration(let expression):
      let value = try expression.evaluate(variables, in: environment)
      guard let duration = CalendarDuration(value) else {
        throw expression.mismatch(value, "a duration")
      }
      return TimerSchedule(due: duration.added(to: now))
    case .cycle(let expression):
      let value = try expression.evaluate(variables, in: environment)
      guard let schedule = Self.cycle(value, now) else {
        throw expression.mismatch(value, "a cycle such as R3/PT10S")
      }
      return schedule
    }
  }

  private static func instant(_ value: FEELValue) -> Int64? {
    switch value {
    case .dateTime(let moment) where moment.zone != .local:
      Int64(moment.epochSecond) * 1000 + Int64(moment.time.nanosecond / 1_000_000)
    case .string(let text): ISOInstant.milliseconds(text)
    default: nil
    }
  }

  /// `R<n>/<interval>`, `R/<interval>` for ever, `R<n>/<first date>/<interval>`.
  private static func cycle(_ value: FEELValue, _ now: Int64) -> TimerSchedule? {
    guard case .string(let text) = value else { return nil }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard 2...3 ~= parts.count, parts[0].first == "R",
      let interval = CalendarDuration(text: String(parts[parts.count - 1])), interval.isPositive
    else { return nil }
    let count = parts[0].dropFirst()
    guard count.isEmpty || Int(count).map({ $0 >= 0 }) == true else { return nil }
    var due = interval.added(to: now)
    if parts.count == 3 {
      guard let start = ISOInstant.milliseconds(String(parts[1])) else { return nil }
      due = start > now ? start : due
    }
    return TimerSchedule(
      due: due, repetitions: count.isEmpty ? nil : max(1, Int(count) ?? 1), interval: interval)
  }
}
