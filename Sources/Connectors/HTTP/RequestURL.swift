import HTTP
import Text

/// The URL of a request: the model's URL made valid, with its query parameters.
///
/// Existing escapes are kept; characters not allowed in a URL are escaped once; `+` means a space
/// in the query and itself in the path.
enum RequestURL {
  static func text(
    _ url: String, query: [(name: String, value: String?)], skipsEncoding: Bool
  ) throws(ConnectorError) -> String {
    let url = url.trimmed
    guard let parts = URLParts(url) else {
      throw .input("The url '\(url)' is not a complete http or https URL.")
    }
    let target = parts.target.prefix { $0 != "#" }
    let path = target.prefix { $0 != "?" }
    let written = target.dropFirst(path.count).dropFirst()
    if skipsEncoding { try check(target) }
    func encoded(_ text: Substring, plus: String) -> String {
      Self.encoded(text, plus: skipsEncoding ? "+" : plus)
    }
    var pairs = written.isEmpty ? [] : [encoded(written, plus: "%20")]
    for (name, value) in query {
      let name = PercentEncoding.component(name)
      pairs.append(value.map { "\(name)=\(PercentEncoding.component($0))" } ?? name)
    }
    var origin = parts
    origin.userInfo = encoded(parts.userInfo[...], plus: "+")
    origin.target = ""
    return origin.text(port: parts.port) + encoded(path, plus: "%2B")
      + (pairs.isEmpty ? "" : "?" + pairs.joined(separator: "&"))
  }

  /// - Throws: an input error for characters that the model should have encoded.
  private static func check(_ target: Substring) throws(ConnectorError) {
    if let character = target.unicodeScalars.first(where: {
      !$0.isASCII || !isLegal(UInt8($0.value)) && !"[]%".unicodeScalars.contains($0)
    }) {
      throw .input(
        "The url contains '\(character)', which must be encoded because skipEncoding is true."
      )
    }
    let bytes = Array(target.utf8)
    if bytes.indices.contains(where: { bytes[$0] == UInt8(ascii: "%") && !isEscape(bytes, $0) }) {
      throw .input(
        "The url contains a '%' without two digits after it; with skipEncoding, write %25."
      )
    }
  }

  /// Whether a URL may contain a byte unescaped; brackets only enclose addresses (RFC 3986, section
  /// 3.2.2).
  private static func isLegal(_ byte: UInt8) -> Bool {
    PercentEncoding.isUnreserved(byte) || "!*'();:@&=+$,/?".utf8.contains(byte)
  }

  private static func isEscape(_ bytes: [UInt8], _ index: Int) -> Bool {
    UInt8(hexDigits: bytes[(index + 1)...].prefix(2)) != nil
  }

  private static func encoded(_ text: Substring, plus: String) -> String {
    let bytes = Array(text.utf8)
    var result = ""
    for (index, byte) in bytes.enumerated() {
      switch byte {
      case UInt8(ascii: "+"): result += plus
      case UInt8(ascii: "%"): result += isEscape(bytes, index) ? "%" : "%25"
      case let byte where isLegal(byte): result.unicodeScalars.append(UnicodeScalar(byte))
      default: result += PercentEncoding.escape(byte)
      }
    }
    return result
  }
}
