import Testing
import Time

@Suite("Dates, durations and cycles of ISO 8601")
struct CompatTimerTextTests {
  @Test(
    "a date has a time to the second and an offset",
    arguments: [
      ("2026-01-31T10:30:00Z", true), ("2026-01-31T10:30:00+01:00", true),
      ("2026-01-31T23:59:59-13:59[America/New_York]", true), ("2024-02-29T00:00:00Z", true),
      ("2023-02-29T00:00:00Z", false), ("2026-04-31T00:00:00Z", false),
      ("1900-02-29T00:00:00Z", false), ("2000-02-29T00:00:00Z", true),
      ("2026-01-31T10:30:00", false), ("2026-01-31T10:30Z", false), ("2026-01-31", false),
      ("2026-01-31T10:30:00.5Z", false), ("2026-01-31t10:30:00z", false),
      ("2026-01-31T24:00:00Z", false), ("2026-01-31T10:60:00Z", false),
      ("2026-13-01T00:00:00Z", false), ("2026-01-32T00:00:00Z", false),
      ("2026-01-31T10:30:00+14:00", false), ("2026-01-31T10:30:00Z[Europe/Berlin]", true),
      (" 2026-01-31T10:30:00Z", false), ("26-01-31T10:30:00Z", false),
    ])
  func dates(text: String, isDate: Bool) {
    #expect(CompatTimerText.isDateTime(text) == isDate)
  }

  @Test(
    "a duration has each part once, in order, with fractions, in letters of either case",
    arguments: [
      ("P1D", true), ("PT15M", true), ("P1Y2M3W4DT5H6M7S", true), ("P1.5D", true),
      ("PT0.5S", true), ("p1d", false), ("P1d", true), ("PT1h30m", true), ("P2W", true),
      ("P", false), ("PT", false), ("P1DT", false), ("P1M1Y", false), ("P1W1M", false),
      ("PT1S1M", false), ("-P1D", false), ("P-1D", false), ("P1", false), ("1D", false),
      ("P1.D", false), ("P.5D", false), ("P1H", false), ("P1DT1D", false), ("Pt1H", false),
      ("P1D ", false), ("P1,5D", false), ("", false),
    ])
  func durations(text: String, isDuration: Bool) {
    #expect(CompatTimerText.isDuration(text) == isDuration)
  }

  @Test(
    "a cycle has a count or none, perhaps a first date, and a duration",
    arguments: [
      ("R/P1D", true), ("R3/PT10S", true), ("R-1/PT10S", true),
      ("R5/2026-01-31T10:30:00Z/P1D", true),
      ("R/2026-01-31T10:30:00+01:00[Europe/Berlin]/P1D", true), ("R0/P1D", true),
      ("P1D", false), ("R", false), ("R/", false), ("R-2/P1D", false), ("Rx/P1D", false),
      ("R3/P", false), ("R3/2026-01-31/P1D", false), ("R3/P1D/2026-01-31T10:30:00Z", false),
      ("R//P1D", false), ("r3/P1D", false), (" R/P1D", false), ("", false),
    ])
  func cycles(text: String, isCycle: Bool) {
    #expect(CompatTimerText.isCycle(text) == isCycle)
  }
}
