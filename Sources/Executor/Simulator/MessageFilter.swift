/// Which messages a list asks for: `To`, `From`, `DateSent`, `DateSent<` and `DateSent>`.
///
/// A date without a time means the whole day in UTC; the comparisons include their own value.
struct MessageFilter: Sendable {
  private var from: String?
  private var to: String?
  /// Seconds since 1970, both included.
  private var earliest = Int64.min
  private var latest = Int64.max

  init(_ query: FormBody) throws(TwilioAPI.Refusal) {
    let value = { (name: String) in query[name].flatMap { $0.isEmpty ? nil : $0 } }
    from = value("From")
    to = value("To")
    for (name, text) in query.pairs where name.hasPrefix("DateSent") && !text.isEmpty {
      guard let seconds = HTTPDate.isoSeconds(text) else {
        throw TwilioAPI.Refusal(
          status: 400, code: 20001, message: "\(name) is no date such as 2026-11-01")
      }
      let end = text.contains { "Tt".contains($0) } ? seconds : seconds + 86_399
      if name != "DateSent<" { earliest = max(earliest, seconds) }
      if name != "DateSent>" { latest = min(latest, end) }
    }
  }

  func includes(_ message: TwilioMessage) -> Bool {
    (from == nil || from == message.from) && (to == nil || to == message.to)
      && earliest <= message.created / 1000 && message.created / 1000 <= latest
  }
}
