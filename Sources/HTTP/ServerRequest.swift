import Text

/// A request as it arrived; everything that answers requests works on this and needs no socket.
package struct ServerRequest: Sendable {
  /// In upper case.
  package var method: String
  /// Path and query byte for byte: signatures are made over them.
  package var target: String
  /// In the order in which they came.
  package var headers: [Header]
  /// Empty where none came.
  package var body: [UInt8]

  /// Makes a request, by default a GET without headers.
  package init(
    method: String = "GET", target: String, headers: [Header] = [], body: [UInt8] = []
  ) {
    self.method = method
    self.target = target
    self.headers = headers
    self.body = body
  }

  /// The first value of a header, whatever the case of its name.
  package func header(_ name: String) -> String? { headers.value(named: name) }

  /// The path without the query, still encoded.
  package var path: Substring { target.prefix { $0 != "?" } }

  /// The parts of the path, decoded; nil for a part that cannot be.
  package var segments: [String?] {
    path.split(separator: "/", omittingEmptySubsequences: true).map(PercentEncoding.decode)
  }

  /// The query without `?`, still encoded.
  package var query: Substring { target.dropFirst(path.count).dropFirst() }

  /// The media type of the body, in lower case.
  package var mediaType: String { mediaTypeName(header("content-type") ?? "") }
}
