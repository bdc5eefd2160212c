import Testing
import Time

@Suite("Texts of timers")
struct TimerLiteralTests {
  @Test(
    "durations are read",
    arguments: [
      "PT15M", "P1D", "P1Y2M3W4D", "P1M3DT4H", "-PT1S", "PT0.5S", "PT1,5S", "p1d", "PT-5M",
      "2026-01-01T00:00Z/PT1H",
    ])
  func duration(text: String) {
    #expect(TimerLiteral.isDuration(text))
  }

  @Test(
    "other texts are no durations",
    arguments: [
      "", "foo", "10", "P", "PT", "P1", "PT1D", "P1DT", "1D", "PT1.5H", " PT1H", "PT1M2H", "P1M1Y",
      "pt1h", "/PT1H", "P99999999999D",
    ])
  func noDuration(text: String) {
    #expect(!TimerLiteral.isDuration(text))
  }

  @Test(
    "cycles are read",
    arguments: [
      "R/PT1H", "R3/PT1H", "R-1/P1D", "R2/2026-01-01T08:00:00Z/P1D", "0 0 9 * * MON-FRI", "@daily",
    ])
  func cycle(text: String) {
    #expect(TimerLiteral.isCycle(text))
  }

  @Test(
    "other texts are no cycles", arguments: ["R", "R3", "Rx/PT1H", "R3/", "PT1H", "* * * * *", ""])
  func noCycle(text: String) {
    #expect(!TimerLiteral.isCycle(text))
  }

  @Test(
    "dates have a time and an offset",
    arguments: [
      "2026-03-02T15:35+02:00", "2026-03-02T15:35:00.123Z",
      "2024-02-29T00:00:00+01:00[Europe/Berlin]",
    ])
  func date(text: String) {
    #expect(TimerLiteral.isZonedDateTime(text))
  }

  @Test(
    "other texts are no dates",
    arguments: [
      "2026-03-02", "2026-03-02T15:35", "2026-02-29T00:00Z", "2026-13-01T00:00Z", "12345",
    ])
  func noDate(text: String) {
    #expect(!TimerLiteral.isZonedDateTime(text))
  }
}
