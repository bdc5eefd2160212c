import Testing
import Time

@Suite("Durations and instants of the engine")
struct CalendarDurationTests {
  @Test("the month of a duration is a calendar month")
  func monthEnd() throws {
    let january31 = try #require(ISOInstant.milliseconds("2026-01-31T12:00:00Z"))
    let month = try #require(CalendarDuration(text: "P1M"))
    #expect(month.added(to: january31) == ISOInstant.milliseconds("2026-02-28T12:00:00Z"))
    let leap = try #require(ISOInstant.milliseconds("2024-02-29T00:00:00Z"))
    let year = try #require(CalendarDuration(text: "-P1Y"))
    #expect(year.added(to: leap) == ISOInstant.milliseconds("2023-02-28T00:00:00Z"))
  }

  @Test(
    "texts that are no durations are told apart",
    arguments: ["", "P", "PT", "P1", "1D", "PT1D", "P1H", "PT5S1M", "P1.5D", "PT1S ", "PTT1S"])
  func notDurations(text: String) {
    #expect(CalendarDuration(text: text) == nil)
  }

  @Test(
    "texts that are no instants are told apart",
    arguments: [
      "2026-01-01T00:00:00", "2026-02-30T00:00:00Z", "2026-01-01", "2026-13-01T00:00:00Z",
      "2026-01-01T24:00:00Z",
    ])
  func notInstants(text: String) {
    #expect(ISOInstant.milliseconds(text) == nil)
  }

  @Test("durations are added as far as milliseconds can count")
  func ends() {
    #expect(CalendarDuration(months: .max).added(to: 0) == .max)
    #expect(CalendarDuration(months: .min).added(to: 0) == .min)
    #expect(CalendarDuration(milliseconds: .max).added(to: 1) == .max)
  }

  @Test("an hour is given once", arguments: ["PT5HT5H", "PT5ST1S", "P1DT1HT1H"])
  func twice(text: String) { #expect(CalendarDuration(text: text) == nil) }

  @Test("instants as text")
  func instants() {
    #expect(ISOInstant.text(milliseconds: 784_111_777_004) == "1994-11-06T08:49:37.004Z")
    #expect(ISOInstant.text(milliseconds: -1) == "1969-12-31T23:59:59.999Z")
    #expect(ISOInstant.text(seconds: 784_111_777) == "1994-11-06T08:49:37Z")
    #expect(ISOInstant.milliseconds("1994-11-06T09:49:37.0049+01:00[A/B]") == 784_111_777_004)
  }
}
