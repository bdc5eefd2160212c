import EngineProtocol
import HTTP
import JSON
import Testing

@testable import Connectors

@Suite("Response bodies")
struct ResponseFormatTests {
  private static func format(_ choice: JSONValue) throws -> HTTPInput.BodyFormat {
    try HTTPInput(
      JSONObject([
        ("method", "GET"), ("url", "https://x.test"), ("documentReturnFormat", choice),
      ])
    ).responseFormat
  }

  private static func body(_ bytes: [UInt8], _ choice: JSONValue) throws -> JSONValue? {
    let response = ReceivedResponse(status: 200, reason: "", headers: [], body: bytes)
    return try HTTPResult(response, format: format(choice)).json["body"]
  }

  @Test(
    "JSON reads scalars, too",
    arguments: [
      ("123", .number("123")), ("\"x\"", "x"), (" true ", true), ("null", nil),
      (#"{"a":1} junk"#, ["a": 1]), ("12 junk", .number("12")),
    ] as [(String, JSONValue)])
  func json(_ text: String, _ expected: JSONValue) throws {
    #expect(try Self.body(Array(text.utf8), ["choice": "json"]) == expected)
  }

  @Test("JSON rejects an empty or invalid body", arguments: ["", "  ", "{a", "plain", "12x"])
  func noJSON(_ text: String) {
    #expect {
      try Self.body(Array(text.utf8), ["choice": "JSON"])
    } throws: {
      ($0 as? ConnectorError)?.message.contains("not JSON") ?? false
    }
  }

  @Test(
    "TEXT uses the encoding that the model sets",
    arguments: [
      ([0x7B, 0x7D], nil, "{}"), ([], "UTF-8", ""), ([0x20], nil, " "), ([0xE9], "ISO-8859-1", "é"),
      ([0x80], "Cp1252", "€"), ([0xFF], "utf-8", "\u{FFFD}"),
      ([0xFE, 0xFF, 0, 0x41], "UTF-16", "A"),
      ([0xFF, 0xFE, 0x41, 0], "UTF-16", "A"), ([0x41, 0], "UTF-16LE", "A"),
    ] as [([UInt8], String?, JSONValue)])
  func text(_ bytes: [UInt8], _ encoding: String?, _ expected: JSONValue) throws {
    let choice: JSONValue = [
      "choice": "TEXT", "encoding": encoding.map { JSONValue.string($0) } ?? nil,
    ]
    #expect(try Self.body(bytes, choice) == expected)
  }

  @Test("an unknown encoding is rejected before anything is sent")
  func unknownEncoding() {
    #expect {
      try Self.format(["choice": "TEXT", "encoding": "EBCDIC"])
    } throws: {
      ($0 as? ConnectorError)?.message.contains("EBCDIC") ?? false
    }
  }

  @Test("without a format, anything after an object or array is ignored")
  func trailing() throws {
    #expect(try Self.body(Array(#"{"a":1} junk"#.utf8), nil) == ["a": 1])
    #expect(try Self.body(Array("[1]]".utf8), nil) == [1])
    #expect(try Self.body(Array("{a} junk".utf8), nil) == "{a} junk")
  }
}
