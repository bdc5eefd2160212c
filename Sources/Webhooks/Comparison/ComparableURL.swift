import Text

/// A URL in the form in which equal ones are written alike (RFC 3986, 6.2): without fragment and
/// default port, scheme and host in lower case, percent-encoding only where it is needed.
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

  /// The last segment of the path: a webhook's id, still encoded.
  var lastSegment: Substring {
    let path = text.prefix { $0 != "?" }
    return path.lastIndex(of: "/").map { path[path.index(after: $0)...] } ?? path
  }

  /// Whether another URL is this one with values in place of secret placeholders.
  package func matches(_ other: ComparableURL) -> Bool {
    guard let open = text.firstRange(of: "{{") else { return self == other }
    guard let close = text.ranges(of: "}}").last, open.upperBound <= close.lowerBound else {
      return self == other
    }
    let (head, tail) = (text[..<open.lowerBound], text[close.upperBound...])
    return other.text.hasPrefix(head) && other.text.hasSuffix(tail)
      && other.text.utf8.count > head.utf8.count + tail.utf8.count
  }

  /// Escapes of unreserved characters undone, the others with upper-case digits.
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
