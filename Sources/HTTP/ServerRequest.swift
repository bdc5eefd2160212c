import Text

/// A request to this server. Handlers work on this type and need no socket.
package struct ServerRequest: Sendable {
  /// The maximum size of a body, in bytes.
  package static let maximumBodySize = 10 * 1024 * 1024

  /// In upper case.
  package var method: String
  /// Path and query byte for byte, because signatures cover them.
  package var target: String
  /// The headers in the order received.
  package var headers: [Header]
  /// The body; empty if there is none.
  package var body: [UInt8]

  /// Creates a request, by default a GET without headers.
  package init(
    method: String = "GET", target: String, headers: [Header] = [], body: [UInt8] = []
  ) {
    self.method = method
    self.target = target
    self.headers = headers
    self.body = body
  }

  /// The first value of a header; names are case-insensitive.
  package func header(_ name: String) -> String? { headers.value(named: name) }

  /// The path without the query, still percent-encoded.
  package var path: Substring { target.prefix { $0 != "?" } }

  /// The decoded path segments; nil for a segment that cannot be decoded.
  package var segments: [String?] {
    path.split(separator: "/", omittingEmptySubsequences: true).map(PercentEncoding.decode)
  }

  /// The query without `?`, still percent-encoded.
  package var query: Substring { target.dropFirst(path.count).dropFirst() }

  /// The media type of the body, in lower case.
  package var mediaType: String { mediaTypeName(header("content-type") ?? "") }
}
