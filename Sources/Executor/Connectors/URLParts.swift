/// An absolute `http` or `https` URL cut into its parts, each as it is written.
struct URLParts: Sendable {
  /// In lower case.
  var scheme: String
  /// With its `@`, or empty.
  var userInfo: String
  /// An IPv6 address keeps its brackets.
  var host: String
  var port: Int?
  /// Path, query and fragment.
  var target: String

  init?(_ url: String) {
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
    guard !host.isEmpty else { return nil }
  }

  var defaultPort: Int { scheme == "https" ? 443 : 80 }

  /// Scheme, host and port, with which two URLs are compared.
  var origin: String { "\(scheme)://\(host.lowercased()):\(port ?? defaultPort)" }

  func text(port: Int?) -> String {
    "\(scheme)://\(userInfo)\(host)\(port.map { ":\($0)" } ?? "")\(target)"
  }

  /// The query as it is written, without `?`.
  var query: Substring? {
    let beforeFragment = target.prefix { $0 != "#" }
    return beforeFragment.firstIndex(of: "?").map { beforeFragment[$0...].dropFirst() }
  }

  func queryValue(_ name: String) -> String? {
    guard let query, let pairs = try? FormBody(parsing: query.utf8) else { return nil }
    return pairs[name]
  }
}

extension StringProtocol {
  /// Without blanks and line ends at either side.
  var trimmed: String {
    let start = drop(while: \.isWhitespace)
    return String(start.reversed().drop(while: \.isWhitespace).reversed())
  }
}
