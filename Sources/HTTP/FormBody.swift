package import JSON
import Text

/// The pairs of an `application/x-www-form-urlencoded` body or of a query.
///
/// Split before decoding, so that `&`, `=` and `%` in values survive. Repeated names and empty
/// values are kept, because Twilio signs them. Follows WHATWG URL 5.1, except that a malformed
/// escape or invalid UTF-8 is an error.
package struct FormBody: Sendable {
  /// The media type of form bodies.
  package static let mediaType = "application/x-www-form-urlencoded"

  /// The pairs in their original order.
  package var pairs: [(name: String, value: String)] = []

  /// Why a form cannot be parsed.
  package struct Fault: Error {
    /// The problem, as a clause.
    package var message: String
  }

  /// Creates a form from pairs.
  package init(_ pairs: [(String, String)]) {
    self.pairs = pairs.map { (name: $0.0, value: $0.1) }
  }

  /// Parses a body or a query.
  package init(parsing bytes: some Collection<UInt8>) throws(Fault) {
    for pair in bytes.split(separator: UInt8(ascii: "&")) {
      let parts = pair.split(
        separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      let value = parts.count > 1 ? try Self.decode(parts[1]) : ""
      pairs.append((name: try Self.decode(parts[0]), value: value))
    }
  }

  /// The first value of a name.
  package subscript(name: String) -> String? { pairs.first { $0.name == name }?.value }

  /// The form as expressions see it: an object with the first value of each name.
  package var json: JSONObject {
    JSONObject(firstPairs.map { ($0.name, .string($0.value)) })
  }

  private var firstPairs: [(name: String, value: String)] {
    var seen: Set<String> = []
    return pairs.filter { seen.insert($0.name).inserted }
  }

  /// The pairs as a body, with spaces as `+`.
  package var text: String {
    pairs.map { "\(PercentEncoding.form($0.name))=\(PercentEncoding.form($0.value))" }.joined(
      separator: "&")
  }

  private static func decode(_ bytes: some Collection<UInt8>) throws(Fault) -> String {
    guard let decoded = PercentEncoding.decode(bytes, plusForSpace: true) else {
      throw Fault(message: "'%' is not followed by two digits")
    }
    guard let text = String(validating: decoded, as: UTF8.self) else {
      throw Fault(message: "a value is not UTF-8")
    }
    return text
  }
}
