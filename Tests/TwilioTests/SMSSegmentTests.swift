import Testing

@testable import Twilio

@Suite("Segments of an SMS")
struct SMSSegmentTests {
  /// Texts as runs of one character, with their number of segments.
  private static let vectors: [(runs: [(text: String, count: Int)], segments: Int)] = [
    ([("a", 160)], 1), ([("a", 161)], 2), ([("a", 306)], 2), ([("a", 307)], 3),
    ([("€", 80)], 1), ([("€", 81)], 2), ([("a", 152), ("€", 1), ("a", 152)], 3),
    ([("я", 70)], 1), ([("я", 71)], 2), ([("😀", 35)], 1), ([("😀", 36)], 2),
    ([("a", 66), ("😀", 1), ("a", 3)], 2), ([("😀", 66)], 2), ([("😀", 67)], 3),
    ([("a", 1600)], 11), ([], 1),
  ]

  @Test("segments depend on the alphabet and split no character", arguments: vectors)
  func count(_ row: (runs: [(text: String, count: Int)], segments: Int)) {
    let text = row.runs.map { String(repeating: $0.text, count: $0.count) }.joined()
    #expect(SMSSegments.count(text) == row.segments)
  }
}
