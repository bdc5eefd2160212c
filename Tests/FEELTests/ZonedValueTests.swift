import FEEL
import JSON
import Testing

/// Moments in zones whose clocks change: in Berlin on 2024-03-31 from 02:00 to 03:00, and on 2024-10-27
/// from 03:00 back to 02:00.
@Suite(.enabled(if: CaseFile.SystemZones().timeZoneFile(named: "Europe/Berlin") != nil))
struct ZonedValueTests {
  /// The second half past two of the night in which clocks are put back.
  private static let second = "@\"2024-10-27T02:30:00+01:00[Europe/Berlin]\""

  @Test(
    "read an offset and a zone in brackets, as Java writes them",
    arguments: ["@", "date and time"],
    [
      ("2024-07-01T10:00:00Z[UTC]", "2024-07-01T10:00:00@UTC"),
      ("2024-07-01T10:00:00Z[Etc/UTC]", "2024-07-01T10:00:00@Etc/UTC"),
      ("2024-07-01T10:00:00Z[GMT]", "2024-07-01T10:00:00@GMT"),
      ("2024-07-01T10:00:00.5+02:00[Europe/Berlin]", "2024-07-01T10:00:00.5@Europe/Berlin"),
      ("2024-07-01T10:00:00+02:00[UTC+02:00]", "2024-07-01T10:00:00@UTC+02:00"),
      ("2024-07-01T10:00:00+02:00[+03:00]", "2024-07-01T11:00:00+03:00"),
      ("2024-07-01T10:00:00Z[Mars/Base]", "null"), ("2024-07-01T10:00:00Z[UTC", "null"),
      ("2024-07-01T10:00:00Z[]", "null"), ("2024-07-01T10:00:00Z[UTC]x", "null"),
      ("2024-07-01T10:00:00[UTC]", "null"),
    ])
  func brackets(function: String, test: (String, String)) throws {
    let text = function == "@" ? "@\"\(test.0)\"" : "date and time(\"\(test.0)\")"
    #expect(try evaluate(text) == test.1)
  }

  @Test(
    "follow the offset where the zone contradicts it",
    arguments: [
      ("2024-10-27T02:30:00+05:00[Europe/Berlin]", "2024-10-26T23:30:00@Europe/Berlin"),
      ("2024-03-31T02:30:00+01:00[Europe/Berlin]", "2024-03-31T03:30:00@Europe/Berlin"),
      ("2024-07-01T10:00:00Z[Europe/Berlin]", "2024-07-01T12:00:00@Europe/Berlin"),
    ])
  func contradictions(text: String, expected: String) throws {
    #expect(try evaluate("date and time(\"\(text)\")") == expected)
  }

  @Test(
    "keep the offset in the hour that occurs twice", arguments: FEELDialect.allCases,
    [
      ("first + @\"PT1H\" - first", "PT1H"), ("first + @\"PT1H\" + @\"PT1H\" - first", "PT2H"),
      ("first < first + @\"PT1H\"", "true"), ("first = first + @\"PT1H\"", "false"),
      ("(first + @\"PT1H\").time offset", "PT1H"), ("first.time offset", "PT2H"),
      ("(first + @\"PT1H\").hour", "2"), ("first + @\"PT1H\" - @\"PT1H\" = first", "true"),
      ("(first + @\"P1M\" - @\"P1M\").time offset", "PT1H"),
      ("(@\"2024-11-27T02:30:00@Europe/Berlin\" - @\"P1M\").time offset", "PT1H"),
      ("(@\"2024-09-27T02:30:00@Europe/Berlin\" + @\"P1M\").time offset", "PT2H"),
    ])
  func repeatedHour(dialect: FEELDialect, test: (String, String)) throws {
    let text = "{first: @\"2024-10-27T02:30:00@Europe/Berlin\", r: \(test.0)}.r"
    #expect(try evaluate(text, [:], dialect) == test.1)
  }

  @Test("keep the moment that is taken into a zone")
  func takenIntoZone() throws {
    let text = "date and time(@\"2024-10-27T01:30:00Z\", \"Europe/Berlin\")"
    #expect(try evaluate("\(text).time offset") == "PT1H")
    #expect(try evaluate("\(text) = \(Self.second)") == "true")
    #expect(try evaluate("\(text) - @\"2024-10-27T00:30:00Z\"") == "PT1H")
  }

  @Test(
    "lie behind the gap where clocks skip their time", arguments: FEELDialect.allCases,
    [
      "@\"2024-03-31T02:30:00@Europe/Berlin\"",
      "date and time(@\"2024-03-31\", @\"02:30:00@Europe/Berlin\")",
      "@\"2024-01-31T02:30:00@Europe/Berlin\" + @\"P2M\"",
    ])
  func gap(dialect: FEELDialect, text: String) throws {
    #expect(try evaluate(text, [:], dialect) == "2024-03-31T03:30:00@Europe/Berlin")
  }

  @Test(
    "are skipped for a local time and for half an hour too",
    arguments: [
      (
        "date and time(@\"2024-03-31T02:30:00\", \"Europe/Berlin\")",
        "2024-03-31T03:30:00@Europe/Berlin"
      ),
      ("@\"2024-10-06T02:15:00@Australia/Lord_Howe\"", "2024-10-06T02:45:00@Australia/Lord_Howe"),
      ("@\"2011-12-30T10:00:00@Pacific/Apia\"", "2011-12-31T10:00:00@Pacific/Apia"),
    ])
  func otherGaps(text: String, expected: String) throws { #expect(try evaluate(text) == expected) }

  @Test(
    "can be read again from every text that is written of them",
    arguments: [
      "2024-10-27T02:30:00@Europe/Berlin", "2024-10-27T02:30:00+01:00[Europe/Berlin]",
      "2024-03-31T02:30:00@Europe/Berlin", "2024-07-01T10:00:00@UTC", "1850-01-01T10:00:00Z[GMT]",
      "1850-01-01T10:00:00@Europe/Berlin", "2024-07-01T10:00:00@UTC+2",
      "2024-07-01T10:00:00@-03:30",
      "-0044-03-15T10:00:00.000000001@Etc/UTC", "2024-07-01T10:00:00",
    ])
  func roundTrip(text: String) throws {
    let value = "date and time(\"\(text)\")"
    #expect(try evaluate("date and time(string(\(value))) = \(value)") == "true")
    #expect(try evaluate("date and time(from json(to json(\(value)))) = \(value)") == "true")
    let stored = try #require(
      try FEELExpression(parsing: value).evaluate([:], in: CaseFile.environment).value.json.string)
    #expect(try evaluate("date and time(stored) = \(value)", ["stored": .string(stored)]) == "true")
  }

  @Test("are written with their offset where they are stored, and by the standard without the zone")
  func texts() throws {
    let value = try FEELExpression(parsing: Self.second)
      .evaluate([:], in: CaseFile.environment).value
    #expect(value.json == "2024-10-27T02:30:00+01:00[Europe/Berlin]")
    #expect(FEELValue(typed: value.typedJSON, in: CaseFile.environment) == value)
    let text = "{t: @\"2024-10-27T02:30:00@Europe/Berlin\" + @\"PT1H\", r: string(t)}.r"
    #expect(try evaluate(text, [:], .dmn) == "\"2024-10-27T02:30:00+01:00\"")
    #expect(try evaluate("date and time(\(text)) = @\"2024-10-27T01:30:00Z\"", [:], .dmn) == "true")
  }

  @Test(
    "give their times the offset of their date",
    arguments: [
      ("time(@\"2024-07-01T10:00:00@Europe/Berlin\").time offset", "PT2H"),
      ("(time(@\"2024-07-01T10:00:00@Europe/Berlin\") + @\"PT1H\").time offset", "PT2H"),
      ("time(\"10:00:00@Europe/Berlin\").time offset", "PT1H"),
      ("time(\"10:00:00@Europe/Dublin\").time offset", "P0D"),
      ("time(\"10:00:00+05:00[Europe/Berlin]\").time offset", "PT5H"),
      ("to json(time(\"10:00:00@Europe/Berlin\"))", "\"\"10:00:00+01:00\"\""),
      ("to json(time(@\"2024-07-01T10:00:00@Europe/Berlin\"))", "\"\"10:00:00+02:00\"\""),
    ])
  func times(text: String, expected: String) throws { #expect(try evaluate(text) == expected) }
}
