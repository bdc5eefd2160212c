package import JSON
import Text

/// The pairs of an `application/x-www-form-urlencoded` body or of a query.
///
/// Split before decoding, so that `&`, `=` and `%` in a value stay in it; repeated names and blank
/// values are kept, because Twilio signs them. Source: WHATWG URL 5.1, but a malformed escape or
/// text that is not UTF-8 is an error instead of a guess.
package struct FormBody: Sendable {
  /// The media type of such a body.
  package static let mediaType = "application/x-www-form-urlencoded"

  /// In the order of the text.
  package var pairs: [(name: String, value: String)] = []

  /// Why a text is not read.
  package struct Fault: Error {
    /// What is wrong, as a clause.
    package var message: String
  }

  /// Makes a form of pairs.
  package init(_ pairs: [(String, String)]) {
    self.pairs = pairs.map { (name: $0.0, value: $0.1) }
  }

  /// Reads a body or a query.
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

  /// What expressions see: an object in which the first value of a name counts.
  package var json: JSONObject {
    JSONObject(firstPairs.map { ($0.name, .string($0.value)) })
  }

  private var firstPairs: [(name: String, value: String)] {
    var seen: Set<String> = []
    return pairs.filter { seen.insert($0.name).inserted }
  }

  /// The pairs as a body, blanks as `+`.
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
