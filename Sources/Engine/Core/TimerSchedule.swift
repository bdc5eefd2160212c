import FEEL
import Time

/// When a timer fires, and how it repeats.
struct TimerSchedule: Sendable, Equatable {
  /// Milliseconds since 1970.
  var due: Int64
  /// The remaining number of firings, including this one; nil for no limit.
  var repetitions: Int?
  var cycle: TimerCycle

  init(due: Int64, repetitions: Int? = 1, cycle: TimerCycle = .interval(CalendarDuration())) {
    self.due = due
    self.repetitions = repetitions
    self.cycle = cycle
  }

  /// The next firing, counted from when this one was due, so that delays do not add up. Firings
  /// missed while the engine was stopped are skipped: then the cycle counts from now.
  /// - Parameter cycle: the current cycle.
  /// - Returns: nil if this was the last one.
  func next(in cycle: TimerCycle, now: Int64) -> TimerSchedule? {
    guard repetitions.map({ $0 > 1 }) ?? true, var planned = cycle.next(after: due) else {
      return nil
    }
    if planned <= now {
      guard let later = cycle.next(after: now) else { return nil }
      planned = later > now ? later : now.later(by: TimerCycle.resolution)
    }
    return TimerSchedule(due: planned, repetitions: repetitions.map { $0 - 1 }, cycle: cycle)
  }
}

/// The times at which a timer repeats.
enum TimerCycle: Sendable, Equatable {
  case interval(CalendarDuration)
  case cron(CronExpression)

  /// How many milliseconds pass at least between two firings whose interval is not positive: as
  /// often as Zeebe looks for due timers.
  static let resolution: Int64 = 100

  /// The next time, in milliseconds since 1970; nil if there is none.
  func next(after time: Int64) -> Int64? {
    switch self {
    case .interval(let interval): interval.added(to: time)
    case .cron(let cron): cron.next(after: time)
    }
  }
}

extension Trigger.TimerDefinition {
  var expression: ProcessExpression {
    switch self {
    case .date(let expression), .duration(let expression), .cycle(let expression): expression
    }
  }

  /// Evaluates the schedule of a timer that starts now; nil if it never fires.
  /// - Throws: an incident of type `EXTRACT_VALUE_ERROR`.
  func schedule(
    _ variables: FEELContext, in environment: FEELEnvironment, now: Int64
  ) throws(Failure) -> TimerSchedule? {
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
      guard case .string(let text) = value else {
        throw expression.mismatch(value, "a cycle such as R3/PT10S, or a cron expression")
      }
      if let cron = CronExpression(text) {
        return cron.next(after: now).map {
          TimerSchedule(due: $0, repetitions: nil, cycle: .cron(cron))
        }
      }
      guard let schedule = Self.cycle(text, now) else {
        throw expression.mismatch(value, "a cycle such as R3/PT10S, or a cron expression")
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
  /// date>/<interval>`. What is due in the past, because of its date or a negative interval, fires
  /// at once. The date may name its zone, which contains a slash.
  private static func cycle(_ text: String, _ now: Int64) -> TimerSchedule? {
    guard text.first == "R",
      let first = text.firstIndex(of: "/"), let last = text.lastIndex(of: "/"),
      let interval = CalendarDuration(text: String(text[last...].dropFirst()))
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
      due: due, repetitions: count == -1 ? nil : max(1, Int(count)), cycle: .interval(interval))
  }
}
