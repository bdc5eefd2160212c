import Text

/// The parts of an absolute `http` or `https` URL, each as written.
package struct URLParts: Sendable {
  /// In lower case.
  package var scheme: String
  /// The user info including `@`, or empty.
  package var userInfo: String
  /// The host; an IPv6 address keeps its brackets.
  package var host: String
  /// Nil if the URL has no port.
  package var port: Int?
  /// Path, query and fragment.
  package var target: String

  /// Splits a URL; nil if it is not absolute or has another scheme.
  package init?(_ url: String) {
    guard let separator = url.firstRange(of: "://") else { return nil }
    scheme = url[..<separator.lowerBound].lowercased()
    guard scheme == "http" || scheme == "https" else { return nil }
    let rest = url[separator.upperBound...]
    let end = rest.firstIndex { "/?#".contains($0) } ?? rest.endIndex
    let authority = rest[..<end]
    target = String(rest[end...])
    let hostStart = authority.lastIndex(of: "@").map(authority.index(after:))
    userInfo = hostStart.map { String(authority[..<$0]) } ?? ""
    let address = authority[(hostStart ?? authority.startIndex)...]
    let bracket = address.lastIndex(of: "]") ?? address.startIndex
    if let colon = address[bracket...].lastIndex(of: ":") {
      let digits = address[address.index(after: colon)...]
      guard let number = Int(digits), 0...65535 ~= number else { return nil }
      port = number
      host = String(address[..<colon])
    } else {
      host = String(address)
    }
    guard !host.isEmpty, host.utf8.allSatisfy(Self.isInHost) else { return nil }
  }

  /// Letters of other alphabets are left to name resolution.
  private static func isInHost(_ byte: UInt8) -> Bool {
    PercentEncoding.isUnreserved(byte) || byte >= 0x80 || "[]:%".utf8.contains(byte)
  }

  /// The scheme's default port.
  package var defaultPort: Int { scheme == "https" ? 443 : 80 }

  /// Scheme, host and port, for comparing origins.
  package var origin: String { "\(scheme)://\(host.lowercased()):\(port ?? defaultPort)" }

  /// The URL with the given port, or without one.
  package func text(port: Int?) -> String {
    "\(scheme)://\(userInfo)\(host)\(port.map { ":\($0)" } ?? "")\(target)"
  }

  /// The query as written, without `?`.
  package var query: Substring? {
    let beforeFragment = target.prefix { $0 != "#" }
    return beforeFragment.firstIndex(of: "?").map { beforeFragment[$0...].dropFirst() }
  }

  /// The first value of a query parameter; nil if there is none.
  package func queryValue(_ name: String) -> String? {
    // A query that cannot be parsed has no value for the caller.
    guard let query, let pairs = try? FormBody(parsing: query.utf8) else { return nil }
    return pairs[name]
  }
}

extension URLParts {
  /// Resolves a `Location` to an absolute URL (RFC 3986, section 5.2, without dot segments).
  package static func resolving(_ location: String, against base: String) -> String? {
    if URLParts(location) != nil { return location }
    guard let base = URLParts(base), !location.isEmpty else { return nil }
    let port = base.port.map { ":\($0)" } ?? ""
    let origin = "\(base.scheme)://\(base.host)\(port)"
    if location.hasPrefix("//") { return "\(base.scheme):\(location)" }
    if location.hasPrefix("/") { return origin + location }
    let path = base.target.prefix { $0 != "?" && $0 != "#" }
    if location.hasPrefix("?") { return origin + path + location }
    let folder = path.lastIndex(of: "/").map { path[...$0] } ?? "/"
    return origin + folder + location
  }
}
