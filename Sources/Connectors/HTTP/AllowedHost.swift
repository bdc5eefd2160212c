import HTTP
import Text

/// A host that may be called without `--live`: `shop.example`, `[::1]`, or with a port,
/// `shop.example:8443`.
package struct AllowedHost: Hashable, Sendable {
  /// In ASCII and lower case; an IPv6 address is in brackets.
  private let host: String
  /// Nil for all ports.
  private let port: Int?

  /// Why a text is not a host.
  package struct Fault: Error {
    /// The problem, as a clause.
    package var message: String
  }

  /// Creates a host; names are case-insensitive.
  package init(_ host: String, port: Int? = nil) {
    self.host = HostName.ascii(host)
    self.port = port
  }

  /// Parses `HOST` or `HOST:PORT`.
  package init(parsing text: String) throws(Fault) {
    if text.contains("://") { throw Fault(message: "must be a host, without a scheme") }
    let isBracketed = text.hasPrefix("[")
    if !isBracketed, text.count(where: { $0 == ":" }) > 1 {
      throw Fault(message: "must have an IPv6 address in brackets, as in [::1] or [::1]:8080")
    }
    guard !text.isEmpty, !text.contains(where: { "/?#@% ".contains($0) }),
      let parts = URLParts("http://\(text)"), parts.target.isEmpty, !parts.host.hasSuffix(":"),
      !isBracketed || parts.host.hasSuffix("]")
    else {
      throw Fault(message: "must be a host or HOST:PORT with a port up to 65535, without a path")
    }
    self.init(parts.host, port: parts.port)
  }

  /// Whether a URL calls this host.
  func matches(_ url: URLParts) -> Bool {
    HostName.ascii(url.host) == host
      && (port ?? url.port ?? url.defaultPort)
        == (url.port ?? url.defaultPort)
  }
}
