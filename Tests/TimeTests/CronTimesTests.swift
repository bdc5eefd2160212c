import Testing
import Time

@Suite("Times that match a cron expression")
struct CronTimesTests {
  @Test(
    "the next time is after the given one",
    arguments: [
      ("* * * * * *", "2026-01-01T00:00:00Z", "2026-01-01T00:00:01Z"),
      ("*/10 * * * * *", "2026-01-01T00:00:50Z", "2026-01-01T00:01:00Z"),
      ("0 0 9 * * *", "2026-01-01T09:00:00Z", "2026-01-02T09:00:00Z"),
      ("0 0 9-17 * * MON-FRI", "2026-01-02T17:00:00Z", "2026-01-05T09:00:00Z"),
      ("55 5 * * * *", "2026-01-01T23:05:55Z", "2026-01-02T00:05:55Z"),
      ("30 10 8,20 * * *", "2026-01-01T08:10:30Z", "2026-01-01T20:10:30Z"),
      ("@yearly", "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z"),
      ("@weekly", "2026-01-01T00:00:00Z", "2026-01-04T00:00:00Z"),
      ("0 0 0 29 2 *", "2026-01-01T00:00:00Z", "2028-02-29T00:00:00Z"),
      ("0 0 0 31 * *", "2026-01-31T00:00:00Z", "2026-03-31T00:00:00Z"),
    ])
  func next(text: String, after start: String, expected: String) throws {
    try check(text, start, expected)
  }

  @Test(
    "days can depend on the month",
    arguments: [
      // January 2026 begins on a Thursday and ends on a Saturday.
      ("0 0 0 L * *", "2026-02-01T00:00:00Z", "2026-02-28T00:00:00Z"),
      ("0 0 0 L-3 * *", "2026-01-01T00:00:00Z", "2026-01-28T00:00:00Z"),
      ("0 0 0 LW * *", "2026-01-01T00:00:00Z", "2026-01-30T00:00:00Z"),
      ("0 0 0 10W * *", "2026-01-01T00:00:00Z", "2026-01-09T00:00:00Z"),
      ("0 0 0 11W * *", "2026-01-01T00:00:00Z", "2026-01-12T00:00:00Z"),
      ("0 0 0 31W * *", "2026-02-01T00:00:00Z", "2026-03-31T00:00:00Z"),
      // The first of August is a Saturday, the last of May a Sunday.
      ("0 0 0 1W 8 *", "2026-01-01T00:00:00Z", "2026-08-03T00:00:00Z"),
      ("0 0 0 31W 5 *", "2026-01-01T00:00:00Z", "2026-05-29T00:00:00Z"),
      ("0 0 0 ? * MON#2", "2026-01-13T00:00:00Z", "2026-02-09T00:00:00Z"),
      ("0 0 0 ? * FRIL", "2026-01-01T00:00:00Z", "2026-01-30T00:00:00Z"),
      ("0 0 0 ? * FRI#5", "2026-02-01T00:00:00Z", "2026-05-29T00:00:00Z"),
    ])
  func days(text: String, after start: String, expected: String) throws {
    try check(text, start, expected)
  }

  @Test("the day of the month and the day of the week must both match")
  func bothDays() throws {
    try check("0 0 0 13 * FRI", "2026-01-01T00:00:00Z", "2026-02-13T00:00:00Z")
    try check("0 0 0 L * MON-FRI", "2026-01-01T00:00:00Z", "2026-03-31T00:00:00Z")
  }

  @Test(
    "some expressions never match", arguments: ["0 0 0 31 6 *", "0 0 0 30 2 *", "0 0 0 30W 2 *"])
  func never(text: String) throws {
    #expect(try #require(CronExpression(text)).next(after: 0) == nil)
  }

  @Test("fractions of a second and times before 1970 are rounded down")
  func fractions() throws {
    let cron = try #require(CronExpression("* * * * * *"))
    #expect(cron.next(after: 1500) == 2000)
    #expect(cron.next(after: -1500) == -1000)
  }

  private func check(_ text: String, _ start: String, _ expected: String) throws {
    let start = try #require(ISOInstant.milliseconds(start))
    let cron = try #require(CronExpression(text))
    #expect(cron.next(after: start) == ISOInstant.milliseconds(expected))
  }
}
