import FEEL
import Testing

struct TimeZoneTests {
  private func zone(_ name: String) throws -> FEELTimeZone {
    let bytes = try #require(CaseFile.SystemZones().timeZoneFile(named: name))
    return try #require(FEELTimeZone(name: name, tzif: bytes))
  }

  @Test(
    "follows transitions of the past and the rule for the future",
    .enabled(if: CaseFile.SystemZones().timeZoneFile(named: "Europe/Berlin") != nil),
    arguments: [
      ("@\"1980-07-01T12:00:00@Europe/Berlin\".time offset", "PT2H"),
      ("@\"2024-01-01T12:00:00@Europe/Berlin\".time offset", "PT1H"),
      ("@\"2024-07-01T12:00:00@Europe/Berlin\".time offset", "PT2H"),
      ("@\"2300-07-01T12:00:00@Europe/Berlin\".time offset", "PT2H"),
      ("@\"2300-01-01T12:00:00@Australia/Sydney\".time offset", "PT11H"),
      ("@\"2024-03-31T00:30:00@Europe/Berlin\" + @\"PT2H\"", "2024-03-31T03:30:00@Europe/Berlin"),
      (
        "date and time(@\"2020-07-31T14:27:30@Europe/Berlin\", \"America/Los_Angeles\")",
        "2020-07-31T05:27:30@America/Los_Angeles"
      ),
    ])
  func offsets(text: String, expected: String) throws { #expect(try evaluate(text) == expected) }

  @Test("has no value in a zone that does not exist")
  func unknown() throws { #expect(try evaluate("@\"10:00:00@Mars/Base\"") == "null") }

  @Test(
    "takes every name that Java has for a zone, without a file where it needs none",
    arguments: [
      ("UTC+2", "2024-07-01T12:00:00@UTC+02:00"), ("GMT+02:00", "2024-07-01T12:00:00@GMT+02:00"),
      ("UT-0130", "2024-07-01T08:30:00@UT-01:30"), ("+2", "2024-07-01T12:00:00+02:00"),
      ("+02", "2024-07-01T12:00:00+02:00"), ("+0230", "2024-07-01T12:30:00+02:30"),
      ("-02:30", "2024-07-01T07:30:00-02:30"), ("+020030", "2024-07-01T12:00:30+02:00:30"),
      ("-18:00", "2024-06-30T16:00:00-18:00"), ("Z", "2024-07-01T10:00:00Z"),
      ("UTC", "2024-07-01T10:00:00@UTC"), ("UTC+0", "2024-07-01T10:00:00@UTC"),
      ("GMT-00:00", "2024-07-01T10:00:00@GMT"), ("UT", "2024-07-01T10:00:00@UT"),
      ("Etc/UTC", "2024-07-01T10:00:00@Etc/UTC"),
    ])
  func javaNames(name: String, expected: String) throws {
    let text = "date and time(@\"2024-07-01T10:00:00Z\", \"\(name)\")"
    #expect(try evaluate(text, in: .default) == expected)
    let local = String(expected.prefix { $0 != "@" && $0 != "+" && $0 != "Z" }.prefix(19))
    #expect(try evaluate("@\"\(local)@\(name)\"", in: .default) == expected)
  }

  @Test(
    "refuses what Java takes for no zone",
    arguments: [
      "", "z", "utc", "+19", "+18:01", "+2:00", "+02:60", "UTC+99", "UTC2", "UTCZ", "UT0", "+",
      "+02:00:0", "++2", "+²", "UTC+", "Mars/Base",
    ])
  func noNames(name: String) throws {
    #expect(try evaluate("date and time(@\"2024-07-01T10:00:00Z\", \"\(name)\")") == "null")
    #expect(try evaluate("@\"2024-07-01T10:00:00@\(name)\"") == "null")
  }

  @Test("knows UTC without a file and refuses bytes that are no zone")
  func withoutFiles() throws {
    #expect(try evaluate("@\"2020-01-01T00:00:00@UTC\"", in: .default) == "2020-01-01T00:00:00@UTC")
    #expect(FEELTimeZone(name: "x", tzif: Array("TZif2".utf8)) == nil)
    #expect(FEELTimeZone(name: "x", tzif: []) == nil)
  }
}
