import GRDB
import JSON

/// A fault of Twilio's API that a script set up: a delay, an error, or both, for the next requests.
struct InjectedFault: Sendable, Codable {
  /// 429, 500 or 503; nil only delays.
  var status: Int?
  /// Milliseconds before the response.
  var delay: Int64 = 0
  /// For how many requests.
  var count = 1
  /// Only for requests with this method; nil for all.
  var method: String?
  /// Only for requests whose path contains this text; nil for all.
  var path: String?

  static let maximumDelay: Int64 = 60_000

  private static let errors: [Int: (code: TwilioError.Code, message: String)] = [
    429: (.tooManyRequests, "Too Many Requests"), 500: (.serverError, "Internal Server Error"),
    503: (.unavailable, "Service Unavailable"),
  ]

  /// Reads the body of a request to `/simulator/faults`.
  init(_ json: JSONValue) throws(IncomingMessages.Refusal) {
    func number(_ name: String, _ range: ClosedRange<Int>) throws(IncomingMessages.Refusal) -> Int?
    {
      guard let value = json[name], value != .null else { return nil }
      guard let number = value.int, range.contains(number) else {
        throw .init(
          message: "The member '\(name)' must be a number from \(range.lowerBound) to "
            + "\(range.upperBound).")
      }
      return number
    }
    if let status = try number("status", 0...999) {
      guard Self.errors[status] != nil else {
        throw .init(message: "The member 'status' must be 429, 500 or 503.")
      }
      self.status = status
    }
    delay = Int64(try number("delay", 0...Int(Self.maximumDelay)) ?? 0)
    count = try number("count", 1...1_000_000) ?? 1
    method = json["method"]?.string?.uppercased()
    path = json["path"]?.string
    guard status != nil || delay > 0 else {
      throw .init(message: "A fault needs a 'status' or a 'delay' in milliseconds.")
    }
  }

  func matches(_ method: String, _ path: String) -> Bool {
    (self.method ?? method) == method && (self.path.map(path.contains) ?? true)
  }

  /// The error to respond with; nil if the request is only delayed.
  var error: TwilioError? {
    status.flatMap { Self.errors[$0] }.map { TwilioError($0.code, $0.message) }
  }

  var json: JSONValue {
    .object([
      ("status", JSONValue(status)), ("delay", JSONValue(Int(delay))), ("count", JSONValue(count)),
      ("method", JSONValue(method)), ("path", JSONValue(path)),
    ])
  }
}

extension SimulatorStore {
  func add(_ fault: InjectedFault) async throws {
    try await queue.write { database in
      try database.execute(
        sql: "INSERT INTO fault (document) VALUES (?)", arguments: [try Self.document(fault)])
    }
  }

  func faults() async throws -> [InjectedFault] {
    try await queue.read { database in
      try Row.fetchAll(database, sql: "SELECT * FROM fault ORDER BY ordinal")
        .map { try Self.value($0) }
    }
  }

  func removeFaults() async throws {
    try await queue.write { try $0.execute(sql: "DELETE FROM fault") }
  }

  /// Uses up the first fault for a request, if there is one.
  func takeFault(_ method: String, _ path: String) async throws -> InjectedFault? {
    guard try await !faults().isEmpty else { return nil }
    return try await queue.write { database in
      for row in try Row.fetchAll(database, sql: "SELECT * FROM fault ORDER BY ordinal") {
        var fault: InjectedFault = try Self.value(row)
        guard fault.matches(method, path) else { continue }
        fault.count -= 1
        let ordinal: Int64 = row["ordinal"]
        if fault.count == 0 {
          try database.execute(sql: "DELETE FROM fault WHERE ordinal = ?", arguments: [ordinal])
        } else {
          try database.execute(
            sql: "UPDATE fault SET document = ? WHERE ordinal = ?",
            arguments: [try Self.document(fault), ordinal])
        }
        return fault
      }
      return nil
    }
  }
}
