import FEEL
import Time

/// When a timer fires, and how it repeats.
struct TimerSchedule: Sendable, Equatable {
  /// Milliseconds since 1970.
  var due: Int64
  /// The remaining number of firings, including this one; nil for no limit.
  var repetitions: Int?
  var interval: CalendarDuration

  init(due: Int64, repetitions: Int? = 1, interval: CalendarDuration = CalendarDuration()) {
    self.due = due
    self.repetitions = repetitions
    self.interval = interval
  }

  /// The next firing, counted from when this one was due, so that delays do not add up. Firings
  /// missed while the engine was stopped are skipped: then the interval counts from now.
  /// - Parameter interval: the current interval.
  func next(after interval: CalendarDuration, now: Int64) -> TimerSchedule? {
    guard repetitions.map({ $0 > 1 }) ?? true else { return nil }
    let planned = interval.added(to: due)
    return TimerSchedule(
      due: planned > now ? planned : interval.added(to: now),
      repetitions: repetitions.map { $0 - 1 }, interval: interval)
  }
}

extension Trigger.TimerDefinition {
  var expression: ProcessExpression {
    switch self {
    case .date(let expression), .duration(let expression), .cycle(let expression): expression
    }
  }

  /// Evaluates the schedule of a timer that starts now.
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

  /// `R<n>/<interval>`, `R/<interval>` and `R-1/<interval>` without limit, or `R<n>/<first
  /// date>/<interval>`. A first date in the past is due at once. The date may name its zone, which
  /// contains a slash.
  private static func cycle(_ value: FEELValue, _ now: Int64) -> TimerSchedule? {
    guard case .string(let text) = value, text.first == "R",
      let first = text.firstIndex(of: "/"), let last = text.lastIndex(of: "/"),
      let interval = CalendarDuration(text: String(text[last...].dropFirst())),
      interval.isPositive
    else { return nil }
    // No number or -1 means no limit; any other number below 2 means once.
    let digits = text[..<first].dropFirst()
    guard let count = digits.isEmpty ? -1 : Int32(digits) else { return nil }
    var due = interval.added(to: now)
    if first < last {
      guard let start = ISOInstant.milliseconds(String(text[first..<last].dropFirst())) else {
        return nil
      }
      due = start
    }
    return TimerSchedule(
      due: due, repetitions: count == -1 ? nil : max(1, Int(count)), interval: interval)
  }
}
