import Testing
import Time

@Suite("Dates and durations of connectors")
struct ConnectorDateTests {
  @Test(
    "durations",
    arguments: [
      ("PT30S", 30_000), ("PT1.5S", 1500), ("P1DT2H", 93_600_000), ("PT1H", 3_600_000),
      ("P1W", 604_800_000), (" pt1,5s\n", 1500), ("PT.5S", 500),
      ("PT00000000000000000000001S", 1000),
      ("30s", nil), ("P1M", nil), ("PT", nil), ("P", nil), ("PT1S2M", nil), ("-PT1S", nil),
      ("", nil), ("P1Y", nil), ("PT1.5M", nil), ("PT.S", nil), ("PT1HT1M", nil), ("PT+1S", nil),
    ] as [(String, Int64?)])
  func durations(_ text: String, _ milliseconds: Int64?) {
    #expect(ConnectorDuration.milliseconds(text) == milliseconds)
  }

  @Test(
    "dates of HTTP and Twilio",
    arguments: [
      ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777), ("Thu, 01 Jan 1970 00:00:00 +0000", 0),
      ("Thu, 29 Feb 2024 23:59:59 +0000", 1_709_251_199), ("yesterday", nil),
    ] as [(String, Int64?)])
  func dates(_ text: String, _ seconds: Int64?) {
    #expect(HTTPDate.seconds(text) == seconds)
    if let seconds { #expect(HTTPDate.rfc2822(seconds) == text.replacing("GMT", with: "+0000")) }
  }

  @Test(
    "dates that are not in UTC are refused",
    arguments: [
      "Sun, 06 Nov 1994 08:49:37 +0100", "Sun, 06 Nov 1994 08:49:61 GMT",
      "Sun, 06 Nov 1994 24:00:00 GMT", "Sun, 32 Nov 1994 08:49:37 GMT",
    ])
  func refused(_ text: String) { #expect(HTTPDate.seconds(text) == nil) }

  @Test(
    "filters of the simulator",
    arguments: [
      ("2026-11-01", 1_793_491_200), (" 2026-11-1t03:04:05z ", 1_793_502_245),
      ("2026-11-01T03:04:05", nil), ("2026-11-01T03:04Z", nil), ("2026-13-01", nil),
      ("2026-11-01T03:04:05+00:00", nil), ("11-01", nil), ("", nil),
    ] as [(String, Int64?)])
  func filters(_ text: String, _ seconds: Int64?) {
    #expect(TwilioDate.seconds(text) == seconds)
  }

  @Test(
    "filters as Twilio documents them",
    arguments: [
      ("2026-04-19", true), ("2026-04-19T08:30Z", true),
      ("2026-04-19T08:30:00.123456789123+01:00", true),
      ("2024-02-29", true), ("2026-02-29", false), ("2026-4-19", false),
      ("2026-04-19T08:30", false),
      ("2026-04-19t08:30Z", false), ("2026-04-19T24:00Z", false), ("2026-04-19T08:30.5Z", false),
      ("2026-04-19T08:30:00.Z", false), ("2026-04-19T08:30Z1", false), ("", false),
    ])
  func documented(_ text: String, _ isFilter: Bool) {
    #expect(TwilioDate.isFilter(text) == isFilter)
  }

  @Test(
    "offsets of java.time",
    arguments: [
      ("Z", 0), ("+2", 7200), ("-02", -7200), ("+0130", 5400), ("+01:30:15", 5415), ("+18", 64_800),
      ("+18:01", nil), ("2", nil), ("+1:30", nil), ("+012", nil), ("", nil),
    ] as [(String, Int?)])
  func offsets(_ text: String, _ seconds: Int?) {
    #expect(JavaZoneOffset.seconds(text) == seconds)
  }
}
