import JSON
import Testing

@Suite("Lists of the simulator's messages")
struct MessageListTests {
  private static let path = SimulatedAccount.path
  private static let day: Int64 = 86_400_000
  private let account: SimulatedAccount

  init() throws { account = try SimulatedAccount() }

  /// Messages `0`, `1`, …, one per day from January 1, 1970, alternating between two recipients.
  private func send(_ numbers: Range<Int>) async throws {
    for number in numbers {
      _ = try await account.send(
        "POST", Self.path,
        [("To", "+491511234567\(number % 2)"), ("From", "+15005550006"), ("Body", "\(number)")],
        now: Int64(number) * Self.day)
    }
  }

  private func list(_ query: String) async throws -> JSONValue {
    let target = query.hasPrefix("/") ? query : "\(Self.path)?\(query)"
    return try await account.send("GET", target, now: 100 * Self.day).json
  }

  private func bodies(_ page: JSONValue) -> [String] {
    (page["messages"]?.array ?? []).compactMap { $0["body"]?.string }
  }

  @Test("pages continue where they were, even if messages arrive in between")
  func pages() async throws {
    try await send(0..<5)
    var page = try await list("PageSize=2&From=%2B15005550006")
    #expect(bodies(page) == ["4", "3"] && page["start"] == 0 && page["end"] == 1)
    try await send(5..<7)
    var seen = bodies(page)
    while let next = page["next_page_uri"]?.string {
      page = try await list(next)
      seen += bodies(page)
    }
    #expect(seen == ["4", "3", "2", "1", "0"])
    let previous = try #require(page["previous_page_uri"]?.string)
    #expect(bodies(try await list(previous)) == ["2", "1"])
    #expect(previous.contains("From=%2B15005550006"))
  }

  @Test(
    "pages that do not exist",
    arguments: [
      ("Page=1", 20001), ("PageSize=0", 20001), ("PageSize=x", 20001),
      ("Page=1&PageToken=PASM0", 21481), ("Page=1&PageToken=x", 21481),
    ])
  func refused(_ query: String, _ code: Int) async throws {
    try await send(0..<1)
    #expect(try await list(query)["code"] == JSONValue(code))
  }

  @Test("a page size above the maximum is reduced")
  func large() async throws {
    #expect(try await list("PageSize=1500")["page_size"] == 1000)
  }

  @Test(
    "dates and numbers",
    arguments: [
      ("To=%2B4915112345670", ["2", "0"]), ("To=+4915112345670", ["2", "0"]),
      ("DateSent=1970-01-02", ["1"]), ("DateSent=1970-01-02T00:00:00Z", ["1"]),
      ("DateSent%3E=1970-01-03T00:00:00Z", ["3", "2"]), ("DateSent>=1970-01-03", ["3", "2"]),
      ("DateSent%3C=1970-01-02", ["1", "0"]), ("DateSent%3C=1970-01-02T00:00:00Z", ["1", "0"]),
      ("DateSent%3E=1970-01-02&DateSent%3C=1970-01-03", ["2", "1"]),
    ])
  func filters(_ query: String, _ expected: [String]) async throws {
    try await send(0..<4)
    #expect(bodies(try await list(query)) == expected)
  }

  @Test("a comparison inside the value is not a date, and unsent messages have no date")
  func strange() async throws {
    #expect(try await list("DateSent=%3E%3D1970-01-02")["code"] == 20001)
    try await send(0..<1)
    let early = try await account.send("GET", "\(Self.path)?DateSent=1970-01-01", now: 0).json
    #expect(bodies(early) == [])
  }
}
