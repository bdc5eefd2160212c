import HTTP
import Text

/// The proxies of the environment: `HTTP_PROXY`, `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY`, in upper
/// or lower case.
///
/// Requests to this machine never use a proxy.
package struct ProxySettings: Sendable {
  /// A proxy that connects to other servers on request (RFC 9110, section 9.3.6).
  struct Server: Hashable, Sendable {
    var host: String
    var port: Int
    /// `USER:PASSWORD`, still percent-encoded; empty for none. Never shown.
    fileprivate var userInfo: String

    /// The user and the password; nil if the proxy needs none.
    var credentials: (user: String, password: String)? {
      guard !userInfo.isEmpty else { return nil }
      let parts = userInfo.split(separator: ":", maxSplits: 1).map {
        PercentEncoding.decode($0) ?? String($0)
      }
      return (parts.first ?? "", parts.count > 1 ? parts[1] : "")
    }
  }

  /// Why a variable cannot be used.
  package struct Fault: Error {
    /// The variable and the problem, without credentials.
    package var message: String
  }

  /// No proxies.
  package static let none = ProxySettings()

  /// By scheme.
  private var servers: [String: Server] = [:]
  /// Host names and addresses in lower case, with the port if only that is excepted.
  private var exceptions: [(host: String, port: Int?)] = []
  private var exceptsAll = false

  private init() {}

  /// Reads the settings from environment variables.
  /// - Throws: `Fault` for a proxy or an exception that is not supported.
  package init(environment: [String: String]) throws(Fault) {
    func value(_ name: String) -> (name: String, text: String)? {
      for name in [name.lowercased(), name] {
        if let text = environment[name]?.trimmed, !text.isEmpty { return (name, text) }
      }
      return nil
    }
    for scheme in ["http", "https"] {
      guard let variable = value("\(scheme.uppercased())_PROXY") ?? value("ALL_PROXY") else {
        continue
      }
      let text = variable.text.contains("://") ? variable.text : "http://\(variable.text)"
      guard let parts = URLParts(text), parts.scheme == "http", ["", "/"].contains(parts.target)
      else {
        throw Fault(message: "\(variable.name) must be the address of a proxy, http://HOST:PORT.")
      }
      servers[scheme] = Server(
        host: parts.host, port: parts.port ?? parts.defaultPort,
        userInfo: String(parts.userInfo.dropLast()))
    }
    guard let variable = value("NO_PROXY") else { return }
    for entry in variable.text.split(whereSeparator: { $0 == "," || $0.isWhitespace }) {
      if entry == "*" {
        exceptsAll = true
        continue
      }
      let isAddress = entry.contains("[") || entry.count(where: { $0 == ":" }) < 2
      let name = isAddress ? String(entry) : "[\(entry)]"
      guard let parts = URLParts("http://\(name.hasPrefix(".") ? String(name.dropFirst()) : name)"),
        parts.target.isEmpty, !parts.host.contains("*")
      else {
        throw Fault(
          message: "\(variable.name) contains '\(entry)'; use host names and addresses, without "
            + "masks and patterns.")
      }
      exceptions.append((HostName.ascii(parts.host), parts.port))
    }
  }

  /// The proxy for a URL; nil to connect directly.
  func server(for url: URLParts) -> Server? {
    let host = HostName.ascii(url.host)
    if exceptsAll || host == "localhost" || host == "[::1]" || host.hasPrefix("127.") { return nil }
    let isExcepted = exceptions.contains { exception in
      (host == exception.host || host.hasSuffix("." + exception.host))
        && (exception.port == nil || exception.port == url.port ?? url.defaultPort)
    }
    return isExcepted ? nil : servers[url.scheme]
  }
}
