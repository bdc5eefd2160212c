import Text

/// A URL in normalized form (RFC 3986, section 6.2): without fragment and default port, scheme and
/// host in lowercase, percent-encoding only where necessary.
struct ComparableURL: Hashable {
  package let text: String

  init(_ url: String) {
    let url = url.prefix { $0 != "#" }
    guard let colon = url.firstRange(of: "://") else {
      text = String(url)
      return
    }
    let scheme = url[..<colon.lowerBound].lowercased()
    let rest = url[colon.upperBound...]
    let slash = rest.firstIndex { "/?".contains($0) } ?? rest.endIndex
    var host = rest[..<slash].lowercased()
    for (name, port) in [("https", ":443"), ("http", ":80")] where scheme == name {
      if host.hasSuffix(port) { host.removeLast(port.count) }
    }
    let path = Self.normalized(rest[slash...])
    text = "\(scheme)://\(host)\(path.trimmedEnd(of: "/"))"
  }

  /// The last segment of the path: the encoded ID of a webhook.
  var lastSegment: Substring {
    let path = text.prefix { $0 != "?" }
    return path.lastIndex(of: "/").map { path[path.index(after: $0)...] } ?? path
  }

  /// Whether another URL equals this one with values for its secret placeholders.
  package func matches(_ other: ComparableURL) -> Bool {
    guard let open = text.firstRange(of: "{{") else { return self == other }
    guard let close = text.ranges(of: "}}").last, open.upperBound <= close.lowerBound else {
      return self == other
    }
    let (head, tail) = (text[..<open.lowerBound], text[close.upperBound...])
    return other.text.hasPrefix(head) && other.text.hasSuffix(tail)
      && other.text.utf8.count > head.utf8.count + tail.utf8.count
  }

  /// Decodes unreserved characters and writes other escapes in uppercase.
  private static func normalized(_ text: Substring) -> String {
    var result: [UInt8] = []
    var bytes = text.utf8[...]
    while let byte = bytes.popFirst() {
      guard byte == UInt8(ascii: "%"), let value = UInt8(hexDigits: bytes.prefix(2)) else {
        result.append(byte)
        continue
      }
      bytes = bytes.dropFirst(2)
      result +=
        PercentEncoding.isUnreserved(value) ? [value] : Array(PercentEncoding.escape(value).utf8)
    }
    return String(decoding: result, as: UTF8.self)
  }
}
