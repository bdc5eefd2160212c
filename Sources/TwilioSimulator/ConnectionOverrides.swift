import HTTP
import Text

/// How Twilio connects to a webhook, as set in the fragment of its URL: `#rc=2&rp=4xx,rt`.
///
/// The fragment is never sent. Values out of range are replaced by the nearest valid one. Source:
/// Twilio documentation, "Webhooks: connection overrides".
struct ConnectionOverrides: Sendable {
  /// What can be tried again.
  enum Cause: String, Sendable, CaseIterable {
    case clientError = "4xx"
    case serverError = "5xx"
    case connect = "ct"
    case read = "rt"
  }

  /// The URL without the fragment.
  let url: String
  /// Milliseconds until a connection must exist.
  private(set) var connectTimeout = 5000
  /// Milliseconds until a response must have arrived.
  private(set) var readTimeout = 15_000
  /// Milliseconds for all attempts together.
  private(set) var totalTimeout = 15_000
  /// How often a request is sent again.
  private(set) var retries = 1
  private(set) var causes: Set<Cause> = [.connect]
  /// What is wrong with the fragment, with Twilio's error code.
  private(set) var problem: (code: Int, message: String)?

  init(_ text: String) {
    url = String(text.prefix { $0 != "#" })
    for setting in text.dropFirst(url.count + 1).split(separator: "&") {
      let parts = setting.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2 else { continue }
      let value = PercentEncoding.decode(parts[1]) ?? String(parts[1])
      switch parts[0] {
      case "ct": connectTimeout = Self.number(value, 100...10_000) ?? connectTimeout
      case "rt": readTimeout = Self.number(value, 100...15_000) ?? readTimeout
      case "tt": totalTimeout = Self.number(value, 100...15_000) ?? totalTimeout
      case "rc": retries = Self.number(value, 0...5) ?? retries
      case "rp": readPolicy(value)
      case "e":
        if !value.split(separator: ",").allSatisfy({ Self.edges.contains(String($0)) }) {
          problem = (11240, "'\(value)' is not a list of edges.")
        }
      default: break
      }
    }
  }

  private static let edges: Set<String> = [
    "ashburn", "dublin", "frankfurt", "sao-paulo", "singapore", "sydney", "tokyo", "umatilla",
  ]

  private static func number(_ text: String, _ range: ClosedRange<Int>) -> Int? {
    Int(text).map { min(max($0, range.lowerBound), range.upperBound) }
  }

  private mutating func readPolicy(_ text: String) {
    var causes: Set<Cause> = []
    for word in text.split(separator: ",") {
      if word == "all" {
        causes.formUnion(Cause.allCases)
      } else if let cause = Cause(rawValue: String(word)) {
        causes.insert(cause)
      } else {
        problem = (11243, "The retry policy '\(text)' is not valid; the default is used.")
        return
      }
    }
    self.causes = causes
  }
}
