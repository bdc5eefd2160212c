/// The URL of a request: what the model wrote, made valid, and its query parameters.
///
/// Source: reference page connector-runtime, 1.3. Escapes that are there stay; characters that no
/// URL may have are escaped; `+` in the query means a blank and becomes `%20`.
enum RequestURL {
  static func text(
    _ url: String, query: [(name: String, value: String?)], skipsEncoding: Bool
  ) throws(ConnectorError) -> String {
    let url = url.trimmed
    guard let parts = URLParts(url) else {
      throw .input("The url '\(url)' is no complete http or https URL.")
    }
    if skipsEncoding, let character = url.unicodeScalars.first(where: { !isLegal($0) }) {
      throw .input(
        "The url has the character '\(character)', which must be encoded while skipEncoding is true."
      )
    }
    let target = parts.target.prefix { $0 != "#" }
    let path = target.prefix { $0 != "?" }
    let written = target.dropFirst(path.count).dropFirst()
    var pairs =
      written.isEmpty ? [] : [skipsEncoding ? String(written) : encoded(written, inQuery: true)]
    for (name, value) in query {
      let name = PercentEncoding.component(name)
      pairs.append(value.map { "\(name)=\(PercentEncoding.component($0))" } ?? name)
    }
    let origin = url.dropLast(parts.target.count)
    return origin + (skipsEncoding ? String(path) : encoded(path, inQuery: false))
      + (pairs.isEmpty ? "" : "?" + pairs.joined(separator: "&"))
  }

  private static func isLegal(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x80 && isLegal(UInt8(scalar.value))
  }

  private static func isLegal(_ byte: UInt8) -> Bool {
    PercentEncoding.isUnreserved(byte) || "!*'();:@&=+$,/?#[]%".utf8.contains(byte)
  }

  private static func encoded(_ text: Substring, inQuery: Bool) -> String {
    let bytes = Array(text.utf8)
    var result = ""
    for (index, byte) in bytes.enumerated() {
      switch byte {
      case UInt8(ascii: "+") where inQuery: result += "%20"
      case UInt8(ascii: "%"):
        let digits = bytes[(index + 1)...].prefix(2)
        let isEscape =
          digits.count == 2
          && digits.allSatisfy { Character(UnicodeScalar($0)).isHexDigit }
        result += isEscape ? "%" : "%25"
      case let byte where isLegal(byte): result.unicodeScalars.append(UnicodeScalar(byte))
      default: result += PercentEncoding.escape(byte)
      }
    }
    return result
  }
}
