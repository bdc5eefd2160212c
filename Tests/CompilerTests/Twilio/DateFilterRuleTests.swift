import Testing

@Suite("Dates of filters")
struct DateFilterRuleTests {
  func places(_ date: String, _ field: String = "dateSentValue") -> [String] {
    TwilioDiagram("date-filter", TwilioDiagram.task("listMessages", "\(field)=\(date)")).places
  }

  @Test(
    "days and moments that exist are dates",
    arguments: [
      "2026-04-19", "2024-02-29", "2026-04-19T08:30:00Z", "2026-04-19T08:30Z",
      "2026-04-19T08:30:00.250+02:00", "2026-04-19T08:30:00-05:00", "=since", "",
      "{{secrets.SINCE}}", "=date(\"2026-04-19\")", "=\"2026-04-19\"",
    ])
  func accepted(date: String) {
    #expect(places(date) == [])
  }

  @Test(
    "everything else is an error",
    arguments: [
      "1️⃣19.04.2026", "1️⃣2026-4-19", "1️⃣2026-02-29", "1️⃣2026-13-01", "1️⃣2026-04-19T08:30:00",
      "1️⃣2026-04-19T25:00:00Z", "1️⃣2026-04-19T08:30:00ZZ", "1️⃣2026-04-19 08:30:00Z", "1️⃣yesterday",
      "=\"1️⃣04/19/2026\"", "1️⃣2026-04-19T08:30:00.Z", "1️⃣2026-04-19T08:30:00+2",
    ])
  func refused(date: String) {
    #expect(places(date) == ["e1️⃣"])
  }

  @Test("all three filters are looked at")
  func fields() {
    #expect(places("1️⃣x", "dateSentBeforeValue") == ["e1️⃣"])
    #expect(places("1️⃣x", "dateSentAfterValue") == ["e1️⃣"])
  }
}
