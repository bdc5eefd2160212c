import HTTP
import Text
import Time

/// The filters of a message list: `To`, `From`, `DateSent`, `DateSent<` and `DateSent>`.
///
/// `DateSent` selects a whole day in UTC, ignoring its time. The comparisons are inclusive;
/// `DateSent<` with only a date includes that whole day. A message that was not sent yet matches no
/// date filter.
struct MessageFilter: Sendable {
  private var from: String?
  private var to: String?
  /// Seconds since 1970, inclusive; nil without a date filter.
  private var dates: (earliest: Int64, latest: Int64)?

  /// - Parameter name: the parameter for dates.
  init(_ query: FormBody, dates name: String = "DateSent") throws(TwilioError) {
    let dateName = name
    from = Self.address(query["From"])
    to = Self.address(query["To"])
    for (name, text) in query.pairs where name.hasPrefix(dateName) && !text.isEmpty {
      guard let seconds = TwilioDate.seconds(text) else {
        throw TwilioError(
          .invalidParameter, "\(name) is not a date such as 2026-11-01")
      }
      let hasTime = text.contains { "Tt".contains($0) }
      let day = seconds - seconds.floored(dividingBy: 86_400).remainder
      var (earliest, latest) = dates ?? (.min, .max)
      switch name {
      case dateName + ">": earliest = max(earliest, seconds)
      case dateName + "<": latest = min(latest, hasTime ? seconds : day + 86_399)
      default: (earliest, latest) = (max(earliest, day), min(latest, day + 86_399))
      }
      dates = (earliest, latest)
    }
  }

  /// An unescaped `+` arrives as a space.
  private static func address(_ text: String?) -> String? {
    guard let text, !text.isEmpty else { return nil }
    return text.hasPrefix(" ") ? "+" + text.trimmed : text
  }

  func includes(_ message: TwilioMessage) -> Bool {
    guard from == nil || from == message.from, to == nil || to == message.to else { return false }
    guard dates != nil else { return true }
    return message.sent.map(includes(date:)) ?? false
  }

  /// Whether a time, in milliseconds since 1970, is within the dates.
  func includes(date: Int64) -> Bool {
    dates.map { $0.earliest <= date / 1000 && date / 1000 <= $0.latest } ?? true
  }
}
