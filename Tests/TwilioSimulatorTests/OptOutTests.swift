import Testing

@testable import TwilioSimulator

@Suite("Opt-out keywords")
struct OptOutTests {
  private static let texts: [(text: String, number: String, keyword: OptOut?)] = [
    ("STOP", "+15005550006", .stop), (" stop ", "+15005550006", .stop),
    ("Unsubscribe", "+15005550006", .stop), ("cancel", "+15005550006", .stop),
    ("OptOut", "+15005550006", .stop), ("Revoke", "+15005550006", .stop),
    ("start", "+15005550006", .start), ("Yes", "+15005550006", .start),
    ("Info", "+15005550006", .help), ("stop please", "+15005550006", nil),
    ("QUIT", "+18885550006", nil), ("STOP", "+18885550006", .stop),
    ("YES", "+18885550006", nil), ("STOP", "whatsapp:+15005550006", nil), ("", "+1", nil),
  ]

  @Test("the whole text must be a keyword of the number's kind", arguments: texts)
  func words(_ row: (text: String, number: String, keyword: OptOut?)) {
    #expect(OptOut(row.text, to: row.number) == row.keyword)
  }
}
