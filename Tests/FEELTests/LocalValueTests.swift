import FEEL
import Testing

/// Values without a zone are of another type than those with one.
struct LocalValueTests {
  private static let context: FEELContext = {
    let local = FEELTime(hour: 10, minute: 0, second: 0)
    let zoned = FEELTime(hour: 10, minute: 0, second: 0, zone: .offset(3600))
    guard let date = FEELDate(year: 2020, month: 1, day: 1), let local, let zoned else {
      return [:]
    }
    return [
      "local": .dateTime(FEELDateTime(date: date, time: local)), "localTime": .time(local),
      "zoned": .dateTime(FEELDateTime(date: date, time: zoned)), "zonedTime": .time(zoned),
    ]
  }()

  @Test(
    "have no order with values in a zone", arguments: ["", "Time"],
    [
      "LOCAL < ZONED", "LOCAL <= ZONED", "ZONED > LOCAL", "ZONED >= LOCAL", "LOCAL = ZONED",
      "LOCAL between ZONED and ZONED", "ZONED between ZONED and LOCAL", "ZONED in [LOCAL..LOCAL]",
      "ZONED in [LOCAL..ZONED]", "ZONED in < LOCAL", "min(LOCAL, ZONED)", "max([ZONED, LOCAL])",
    ])
  func order(type: String, text: String) throws {
    let text = text.replacing("LOCAL", with: "local" + type).replacing(
      "ZONED", with: "zoned" + type)
    let result = try FEELExpression(parsing: text).evaluate(Self.context)
    #expect(result.value == .null)
    #expect(result.warnings.map(\.type) == [.notComparable])
  }

  @Test("are not sorted together")
  func sort() throws {
    let text = "sort([zoned, local], function(a, b) a < b)"
    let result = try FEELExpression(parsing: text).evaluate(Self.context)
    #expect(result.value == .null)
    #expect(result.warnings.map(\.type) == [.notComparable, .functionInvocationFailure])
    let standard = try FEELExpression(parsing: "sort([zoned, local])", dialect: .dmn)
    #expect(standard.evaluate(Self.context).warnings.map(\.type) == [.notComparable])
  }

  @Test(
    "have an order among themselves",
    arguments: [
      ("local < local + @\"PT1H\"", "true"), ("zoned in [zoned..zoned]", "true"),
      ("max(localTime, localTime - @\"PT1H\") = localTime", "true"),
      ("zonedTime < @\"10:00:00Z\"", "true"),
      ("min(zoned, @\"2020-01-01T10:00:00Z\") = zoned", "true"),
    ])
  func sameType(text: String, expected: String) throws {
    #expect(try evaluate(text, Self.context) == expected)
  }
}
