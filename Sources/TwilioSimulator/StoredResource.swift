import GRDB
import HTTP
import JSON
import Text
import Time

/// A resource of the account that consists of settings, such as a number or a messaging service.
struct StoredResource: Sendable, Codable {
  /// The kinds of resources.
  enum Kind: String, Sendable, Codable {
    case number, application, service, servicePhoneNumber, content
  }

  var kind: Kind
  var sid: String
  var account: String
  /// The SID of the resource that it belongs to; empty for none.
  var parent = ""
  /// Milliseconds since 1970.
  var created: Int64
  var updated: Int64
  /// The values of the parameters that were given, by parameter.
  var values: [String: String] = [:]

  init(
    _ kind: Kind, sid: String, account: String, parent: String = "", now: Int64,
    values: [String: String] = [:]
  ) {
    self.kind = kind
    self.sid = sid
    self.account = account
    self.parent = parent
    created = now
    updated = now
    self.values = values
  }

  /// The value of a parameter that is not empty.
  subscript(parameter: String) -> String? {
    values[parameter].flatMap { $0.isEmpty ? nil : $0 }
  }
}

/// A setting of a resource: the parameter that sets it and the member that shows it.
struct ResourceSetting: Sendable {
  enum Form: Sendable {
    case text
    case url
    /// GET or POST.
    case method
    case flag
    case number(ClosedRange<Int>)
    case choice([String])
    /// The SID of another resource, which starts with these letters.
    case sid(String)
  }

  var parameter: String
  var member: String
  var form: Form
  /// The value if none is given; nil is shown as null.
  var initial: String?

  init(_ parameter: String, _ member: String, _ form: Form = .text, _ initial: String? = nil) {
    self.parameter = parameter
    self.member = member
    self.form = form
    self.initial = initial
  }

  /// What is shown for a value.
  func json(_ value: String?) -> JSONValue {
    guard let value = value ?? initial else { return .null }
    switch form {
    case .flag: return .bool(value == "true")
    case .number: return Int(value).map { JSONValue($0) } ?? .null
    default: return .string(value)
    }
  }

  /// What is wrong with a value, as Twilio reports it; nil if nothing is.
  func problem(_ value: String) -> TwilioError? {
    guard !value.isEmpty else { return nil }
    switch form {
    case .text: return nil
    case .url:
      return URLParts(value) == nil
        ? .init(.invalidURL, "'\(parameter)' \(value) is not a full http or https URL.") : nil
    case .method:
      return ["GET", "POST"].contains(value.uppercased())
        ? nil : .init(.invalidMethod, "'\(parameter)' must be GET or POST, not '\(value)'.")
    case .flag: return ["true", "false"].contains(value) ? nil : invalid(value, "true or false")
    case .number(let range):
      return Int(value).map(range.contains) ?? false
        ? nil : invalid(value, "a number from \(range.lowerBound) to \(range.upperBound)")
    case .choice(let choices):
      return choices.contains(value) ? nil : invalid(value, choices.joined(separator: ", "))
    case .sid(let letters):
      return value.isTwilioSID(letters) ? nil : invalid(value, "a SID that starts with \(letters)")
    }
  }

  private func invalid(_ value: String, _ expected: String) -> TwilioError {
    .init(.invalidParameter, "'\(parameter)' must be \(expected), not '\(value)'.")
  }
}

extension StoredResource {
  /// Sets the parameters that are given; an empty value clears. Unknown parameters are ignored.
  mutating func set(
    _ form: FormBody, _ settings: [ResourceSetting], now: Int64
  ) throws(TwilioError) {
    for setting in settings {
      guard let value = form[setting.parameter] else { continue }
      if let problem = setting.problem(value) { throw problem }
      values[setting.parameter] = value
    }
    updated = now
  }

  /// The members of its settings.
  func members(_ settings: [ResourceSetting]) -> [(String, JSONValue)] {
    settings.map { ($0.member, $0.json(values[$0.parameter])) }
  }

  /// `2026-11-01T03:04:05Z`, as Twilio's newer APIs show dates.
  static func isoDate(_ milliseconds: Int64) -> JSONValue {
    let (day, second) = Int(milliseconds / 1000).floored(dividingBy: 86_400)
    let date = CivilCalendar.date(dayNumber: day)
    let clock = ClockTime(secondOfDay: second).clockText
    return .string("\(date.year)-\(date.month.twoDigits)-\(date.day.twoDigits)T\(clock)Z")
  }
}
