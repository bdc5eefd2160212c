import Foundation
import HTTP
import Text

/// Host names as name resolution expects them.
enum HostName {
  /// The host in lower case, with labels beyond ASCII as `xn--` labels; the host itself if it has
  /// none.
  ///
  /// A subset of UTS 46 without ICU: labels are lowercased and composed (NFC), not mapped further.
  static func ascii(_ host: String) -> String {
    let host = host.lowercased()
    guard host.utf8.contains(where: { $0 >= 0x80 }) else { return host }
    let labels = host.precomposedStringWithCanonicalMapping.split(
      omittingEmptySubsequences: false, whereSeparator: { ".\u{3002}\u{FF0E}\u{FF61}".contains($0) }
    )
    return labels.map { label in
      guard label.utf8.contains(where: { $0 >= 0x80 }), let code = Punycode.encode(label) else {
        return String(label)
      }
      return "xn--" + code
    }.joined(separator: ".")
  }

  /// The URL with its host in ASCII; the URL itself if it has no other letters or cannot be read.
  static func asciiURL(_ url: String) -> String {
    guard var parts = URLParts(url), parts.host.utf8.contains(where: { $0 >= 0x80 }) else {
      return url
    }
    parts.host = ascii(parts.host)
    return parts.text(port: parts.port)
  }
}
