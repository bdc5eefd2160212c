import FEEL
import JSON
import Testing

struct ConversionTests {
  @Test("reads JSON into values and writes it back")
  func json() throws {
    let text = #"{"a":[1,2.50,null,true,"x"],"b":{"c":-1e2}}"#
    let value = FEELValue(try JSONValue(parsing: text))
    #expect(value.json.text() == #"{"a":[1,2.5,null,true,"x"],"b":{"c":-100}}"#)
    #expect(
      FEELValue.date(try #require(FEELDate(year: 2024, month: 1, day: 1))).json == "2024-01-01")
  }

  @Test(
    "becomes in a variable what Camunda's engine stores",
    arguments: [
      ("1.00", "1"), ("1 / 3", "0.3333333333333333"),
      ("10 ** 30", "1000000000000000000000000000000"),
      ("@\"2026-01-31T10:30:00@Europe/Berlin\"", "\"2026-01-31T10:30:00+01:00[Europe/Berlin]\""),
      ("@\"2026-01-31T10:30:00Z\"", "\"2026-01-31T10:30:00Z\""),
      ("@\"2026-01-31T10:30:00\"", "\"2026-01-31T10:30:00\""),
      ("@\"10:00:00\"", "\"10:00\""), ("@\"10:00:30.5\"", "\"10:00:30.5\""),
      ("@\"10:00:00@Europe/Paris\"", "\"10:00:00@Europe/Paris\""), ("@\"PT0S\"", "\"P0D\""),
      ("@\"P1DT2H\"", "\"P1DT2H\""), ("[1..2]", "null"), ("{f: abs}", "{\"f\":null}"),
    ])
  func variables(text: String, json: String) throws {
    let expression = try FEELExpression(parsing: text)
    let value = expression.evaluate([:], in: CaseFile.environment).value
    #expect(value.json.text() == json)
    #expect(
      value.stored == FEELValue(value.json) && value.stored.text == FEELValue(value.json).text)
  }

  @Test("keeps the kind of every value in typed JSON")
  func typed() throws {
    let text = #"[{"n":"1.5"},{"date":"2024-01-01"},{"ctx":{"a":null}},{"dtd":"PT1H"},true,"x"]"#
    let value = try #require(FEELValue(typed: try JSONValue(parsing: text)))
    #expect(value.typedJSON.text() == text)
    #expect(FEELValue(typed: ["unknown": "x"]) == nil)
  }

  @Test(
    "converts between numbers, texts and JSON",
    arguments: [
      ("number(\"1,000.5\", \",\", \".\")", "1000.5"),
      ("number(\"1.000,5\", \".\", \",\")", "1000.5"),
      ("number(\"x\")", "null"), ("string(1.10)", "\"1.10\""),
      ("string([1, \"a\"])", "\"[1, \"a\"]\""),
      ("string(null)", "null"), ("from json(\"{\\\"a\\\": 1}\").a", "1"),
      ("from json(\"{\")", "null"),
      ("to json({a: [1, @\"2020-01-01\"]})", "\"{\"a\":[1,\"2020-01-01\"]}\""),
      ("decimal(2.5, 0)", "2"), ("decimal(1 / 3, 2)", "0.33"),
      ("decimal(2.5, 0, \"HALF_UP\")", "3"),
      ("floor(-1.5)", "-2"), ("ceiling(1.21, 1)", "1.3"), ("round up(5.5, 0)", "6"),
      ("round half down(5.5, 0)", "5"), ("modulo(-12, 5)", "3"), ("sqrt(16)", "4"),
      ("sqrt(-1)", "null"),
      ("odd(5)", "true"), ("even(5)", "false"), ("abs(@\"-P1D\")", "P1D"), ("log(0)", "null"),
    ])
  func conversions(text: String, expected: String) throws {
    #expect(try evaluate(text) == expected)
  }

  @Test(
    "keeps the scale that a number is rounded to",
    arguments: [
      ("decimal(2, 2)", "2.00"), ("decimal(2.5, 3, \"UP\")", "2.500"), ("round up(2, 1)", "2.0"),
      ("round down(2, 1)", "2.0"), ("round half up(0, 3)", "0.000"),
      ("round half down(-2, 2)", "-2.00"),
      ("floor(2, 2)", "2.00"), ("ceiling(2.345, 5)", "2.34500"), ("decimal(1.50, 1)", "1.5"),
      ("decimal(0.00, 0)", "0"), ("decimal(15, -1)", "20"), ("decimal(1e3, 1)", "1000.0"),
      ("decimal(12, 40)", "12.00000000000000000000000000000000"), ("floor(1.5)", "1"),
      ("decimal(2, 2) * 1", "2.00"), ("decimal(2, 2) = 2", "true"),
    ])
  func scale(text: String, expected: String) throws {
    #expect(try evaluate("string(\(text))") == "\"\(expected)\"")
    #expect(try evaluate("to json(\(text))") == "\"\(expected)\"")
  }

  @Test("makes identifiers that sort by time")
  func uuid() throws {
    let clock = try #require(FEELDateTime(epochSecond: 1_700_000_000))
    let uuid = try evaluate("uuid()", in: FEELEnvironment(now: { clock }))
    #expect(uuid.utf8.count == 38)
    #expect(uuid.hasPrefix("\"018bcfe5-6800-7"))
  }

  @Test(
    "writes JSON with Java's forms of temporal values",
    arguments: [
      ("@\"2023-06-14T14:55:00@Europe/Berlin\"", "2023-06-14T14:55:00+02:00[Europe/Berlin]"),
      ("@\"10:00:00@Europe/Paris\"", "10:00:00+01:00"),
      ("@\"10:00:00+02:00\"", "10:00:00+02:00"), ("@\"10:00:00\"", "10:00:00"),
      ("@\"P1D\"", "PT24H"), ("@\"P1DT2H3M4.5S\"", "PT26H3M4.5S"), ("@\"-PT5M\"", "PT-5M"),
      ("@\"PT0S\"", "PT0S"), ("@\"-P14M\"", "P-1Y-2M"), ("@\"P0Y\"", "P0D"),
      ("function(x) x", "function(x)"), ("@\"2023-06-14\"", "2023-06-14"),
    ])
  func javaJSON(text: String, expected: String) throws {
    #expect(try evaluate("to json(\(text)) = \"\\\"\(expected)\\\"\"") == "true")
  }

  @Test("leaves functions out of JSON objects")
  func jsonFunctions() throws {
    #expect(try evaluate("to json({f: function(x) x, a: [{b: 1}]})") == "\"{\"a\":[{\"b\":1}]}\"")
    #expect(try warnings("from json(null)") == [])
  }
}
