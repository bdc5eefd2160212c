import Testing
import Time

@Suite("The calendar")
struct CivilCalendarTests {
  @Test(
    "days by number",
    arguments: [
      (0, "1970-01-01", 4, 1), (-1, "1969-12-31", 3, 1), (11_016, "2000-02-29", 2, 9),
      (-719_468, "0000-03-01", 3, 9), (-719_529, "-0001-12-31", 5, 52),
      (20_454, "2026-01-01", 4, 1),
    ])
  func days(number: Int, text: String, weekday: Int, week: Int) {
    let date = CivilCalendar.date(dayNumber: number)
    #expect(date.isoText == text)
    #expect(date.dayNumber == number)
    #expect(date.exists)
    #expect(CivilCalendar.weekday(dayNumber: number) == weekday)
    #expect(CivilCalendar.week(dayNumber: number) == week)
  }

  @Test("each day follows the one before, over four centuries")
  func order() {
    var before = CivilCalendar.date(dayNumber: -150_000)
    for number in -149_999...0 {
      let date = CivilCalendar.date(dayNumber: number)
      let isNext =
        date.day == before.day + 1
        || date.day == 1
          && before.day == CivilCalendar.daysInMonth(before.month, of: before.year)
      if !isNext || date.dayNumber != number { Issue.record("day \(number) is \(date)") }
      before = date
    }
  }

  @Test("months end where the calendar says")
  func months() {
    let date = CivilDate(year: 2024, month: 1, day: 31)
    #expect(date.adding(months: 1) == CivilDate(year: 2024, month: 2, day: 29))
    #expect(date.adding(months: -11) == CivilDate(year: 2023, month: 2, day: 28))
    #expect(date.adding(months: .max) == nil)
    #expect(!CivilDate(year: 2023, month: 2, day: 29).exists)
    #expect(!CivilDate(year: 2023, month: 13, day: 1).exists)
  }

  @Test("division rounds down", arguments: [(7, 2, 1), (-1, -1, 2), (-3, -1, 0), (-4, -2, 2)])
  func floor(value: Int, quotient: Int, remainder: Int) {
    #expect(value.floored(dividingBy: 3) == (quotient, remainder))
  }

  @Test("clocks and offsets as text")
  func clocks() {
    #expect(ClockTime(secondOfDay: 3661, nanosecond: 50_000_000).isoText == "01:01:01.05")
    #expect(ClockTime.offsetText(0) == "Z")
    #expect(ClockTime.offsetText(-5415) == "-01:30:15")
  }
}
