import FEEL
import JSON
import Testing

struct TemporalTests {
  @Test(
    "reads dates, times and durations",
    arguments: [
      ("@\"2024-02-29\"", "2024-02-29"), ("date(\"2023-02-29\")", "null"),
      ("date(\"-0044-03-15\")", "-0044-03-15"), ("date(\"999999999-12-31\")", "999999999-12-31"),
      ("date(\"02024-01-01\")", "null"), ("time(\"23:59:60\")", "null"),
      ("@\"10:30:00.5+01:00\"", "10:30:00.5+01:00"), ("@\"10:30:00+19:00\"", "null"),
      ("time(\"10:30:00-00:00\")", "10:30:00Z"), ("@\"P1DT2H\"", "P1DT2H"), ("@\"P13M\"", "P1Y1M"),
      ("duration(\"P1Y1D\")", "null"), ("duration(\"PT36H\")", "P1DT12H"),
      ("string(@\"PT0S\")", "\"P0D\""), ("time(12, 59, 1.3, @\"-PT1H\")", "12:59:01.3-01:00"),
      ("date and time(@\"2024-01-01\", @\"10:00:00\")", "2024-01-01T10:00:00"),
      ("@\"nonsense\"", "null"),
    ])
  func literals(text: String, expected: String) throws { #expect(try evaluate(text) == expected) }

  @Test(
    "computes with them",
    arguments: [
      ("@\"2024-01-31\" + @\"P1M\"", "2024-02-29"), ("@\"2024-03-31\" - @\"P1M\"", "2024-02-29"),
      ("@\"2021-01-01\" + @\"PT36H\"", "2021-01-02"), ("@\"2021-01-02\" - @\"PT1M\"", "2021-01-01"),
      ("@\"23:30:00\" + @\"PT1H\"", "00:30:00"), ("@\"2024-03-01\" - @\"2024-02-01\"", "P29D"),
      ("@\"2024-01-01T10:00:00Z\" - @\"2024-01-01T10:00:00+01:00\"", "PT1H"),
      ("@\"2024-01-01T10:00:00Z\" - @\"2024-01-01T10:00:00\"", "null"),
      ("1.5 * @\"P4DT1H\"", "P6DT1H30M"), ("@\"P10Y11M\" / 2.5", "P4Y4M"),
      ("@\"PT1H\" / @\"PT30M\"", "2"), ("-@\"P1D\"", "null"),
      ("years and months duration(@\"2011-12-22\", @\"2013-08-24\")", "P1Y8M"),
    ])
  func arithmetic(text: String, expected: String) throws { #expect(try evaluate(text) == expected) }

  @Test(
    "has their parts",
    arguments: [
      ("@\"2024-02-29\".weekday", "4"), ("@\"P1Y3M\".months", "3"), ("@\"-PT90M\".minutes", "-30"),
      ("@\"2024-01-01T10:30:00+02:00\".time offset", "PT2H"), ("@\"10:30:00\".timezone", "null"),
      ("@\"10:30:00@Europe/Paris\".timezone", "\"Europe/Paris\""), ("@\"P1Y\".days", "null"),
      ("day of year(@\"2019-09-17\")", "260"), ("day of week(@\"2019-09-17\")", "\"Tuesday\""),
      ("month of year(@\"2019-09-17\")", "\"September\""), ("week of year(@\"2005-01-01\")", "53"),
      ("last day of month(@\"2024-02-01\")", "2024-02-29"),
    ])
  func parts(text: String, expected: String) throws { #expect(try evaluate(text) == expected) }

  @Test("compares instants across zones in the standard; `is` does not")
  func equality() throws {
    let same = "(@\"2020-01-01T12:00:00-01:00\", @\"2020-01-01T17:00:00+04:00\")"
    #expect(
      try evaluate("@\"2020-01-01T12:00:00-01:00\" = @\"2020-01-01T17:00:00+04:00\"", [:], .dmn)
        == "true")
    #expect(
      try evaluate("@\"2020-01-01T12:00:00-01:00\" = @\"2020-01-01T17:00:00+04:00\"") == "false")
    #expect(try evaluate("is" + same, [:], .dmn) == "false")
  }

  @Test("takes now and today from the host's clock")
  func clock() throws {
    let noon = try #require(FEELDateTime(epochSecond: 1_700_000_000))
    let environment = FEELEnvironment(now: { noon })
    #expect(try evaluate("now()", in: environment) == "2023-11-14T22:13:20Z")
    #expect(try evaluate("today()", in: environment) == "2023-11-14")
  }

  @Test("turns day numbers into dates and back over the whole calendar")
  func calendar() throws {
    var day = -800_000
    while day < 800_000 {
      let date = try #require(FEELDateTime(epochSecond: day * 86_400)).date
      let again = try #require(FEELDate(year: date.year, month: date.month, day: date.day))
      #expect(
        FEELDateTime(date: again, time: try #require(FEELTime(hour: 0, minute: 0, second: 0)))
          .epochSecond == day * 86_400)
      day += 997
    }
  }

  @Test(
    "lets the parts of a duration have signs and commas in Camunda, as Java does",
    arguments: [
      ("P-1D", "-P1D"), ("PT-5M", "-PT5M"), ("-PT-5M", "PT5M"), ("P1Y-2M", "P10M"),
      ("PT1,5S", "PT1.5S"), ("PT1.S", "PT1S"), ("PT-1.5S", "-PT1.5S"), ("P+1D", "P1D"),
    ])
  func signs(text: String, expected: String) throws {
    #expect(try evaluate("@\"\(text)\"") == expected)
    #expect(try evaluate("duration(\"\(text)\")") == expected)
    let standard = text.hasSuffix(".S") ? expected : "null"
    #expect(try evaluate("@\"\(text)\"", [:], .dmn) == standard)
  }

  @Test(
    "takes seconds with a point and no digits behind it", arguments: FEELDialect.allCases,
    [
      ("PT0.S", "PT0S"), ("PT1.S", "PT1S"), ("-PT2.S", "-PT2S"), ("PT.S", "null"),
      ("PT1.M", "null"),
    ])
  func point(dialect: FEELDialect, test: (String, String)) throws {
    let value = try FEELExpression(parsing: "duration(\"\(test.0)\")", dialect: dialect)
      .evaluate([:]).value
    #expect(value.typedJSON["dtd"]?.string ?? "null" == test.1)
  }

  @Test("lets a time begin with T in Camunda")
  func leadingT() throws {
    #expect(try evaluate("@\"T10:00:00\"") == "10:00:00")
    #expect(try evaluate("time(\"T10:00:00\")") == "10:00:00")
    #expect(try evaluate("time(\"T10:00:00\")", [:], .dmn) == "null")
  }
}
