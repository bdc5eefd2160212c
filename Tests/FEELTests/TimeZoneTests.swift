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

  @Test("knows UTC without a file and refuses bytes that are no zone")
  func withoutFiles() throws {
    #expect(try evaluate("@\"2020-01-01T00:00:00@UTC\"", in: .default) == "2020-01-01T00:00:00@UTC")
    #expect(FEELTimeZone(name: "x", tzif: Array("TZif2".utf8)) == nil)
    #expect(FEELTimeZone(name: "x", tzif: []) == nil)
  }
}
