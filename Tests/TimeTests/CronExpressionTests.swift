import Testing
import Time

@Suite("Cron expressions")
struct CronExpressionTests {
  @Test(
    "are six fields or a macro",
    arguments: [
      "*/10 * * * * *", "0 0 9-17 * * MON-FRI", "5/10 1,2-4 * ? JAN,mar 0-7", "0 0 0 L * *",
      "0 0 0 L-3 * ?", "0 0 0 15W * *", "0 0 0 LW * *", "0 0 0 * * FRI#5", "0 0 0 * * 5L",
      "0 0 8-18/2 * * SAT-SUN", "0  0 0 1 */3 *", "@daily", "@yearly", "@annually", "@monthly",
      "@weekly", "@midnight", "@hourly",
    ])
  func accepted(text: String) {
    #expect(CronExpression(text) != nil)
  }

  @Test(
    "are refused where a field has no such value",
    arguments: [
      "", "*", "* * * * *", "* * * * * * *", "60 * * * * *", "* 60 * * * *", "* * 24 * * *",
      "* * * 0 * *", "* * * 32 * *", "* * * * 0 *", "* * * * 13 *", "* * * * * 8",
      "20-10 * * * * *", "*/0 * * * * *", "1//2 * * * * *", "1-2-3 * * * * *", "1, * * * * *",
      "? * * * * *", "* * * L-31 * *", "* * * 0W * *", "* * * * * L", "* * * * * MON#6",
      "* * * * * *SUN", "* * * * * SUN*", "-1 * * * * *", "1.5 * * * * *", "٣ * * * * *",
      "@Daily", "@reboot", "99999999999999999999 * * * * *",
    ])
  func refused(text: String) {
    #expect(CronExpression(text) == nil)
  }

  @Test("know the values that fit")
  func values() throws {
    let cron = try #require(CronExpression("5/20 0 9-11 L-1,15W 2 SUN,7,MON#2,FRIL"))
    #expect(cron.seconds == 1 << 5 | 1 << 25 | 1 << 45)
    #expect(cron.minutes == 1)
    #expect(cron.hours == 0b111 << 9)
    #expect(cron.months == 1 << 2)
    #expect(cron.daysOfMonth == 0 && cron.daysOfWeek == 1)
    #expect(
      cron.dayRules == [
        .beforeEnd(1), .workingDay(nearest: 15), .weekday(1, nth: 2), .lastWeekday(5),
      ])
  }
}
