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
    var path = Self.normalized(rest[slash...])
    while path.hasSuffix("/") { path.removeLast() }
    text = "\(scheme)://\(host)\(path)"
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
      let digits = String(decoding: bytes.prefix(2), as: UTF8.self)
      guard byte == UInt8(ascii: "%"), digits.utf8.count == 2, let value = UInt8(digits, radix: 16)
      else {
        result.append(byte)
        continue
      }
      bytes = bytes.dropFirst(2)
      let isUnreserved =
        switch value {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: true
        default: false
        }
      result += isUnreserved ? [value] : Array("%\(digits.uppercased())".utf8)
    }
    return String(decoding: result, as: UTF8.self)
  }
}
