import JSON

/// A request as it arrived; everything that answers requests works on this and needs no socket.
struct ServerRequest: Sendable {
  var method: String
  /// Path and query byte for byte: signatures are made over them.
  var target: String
  var headers: [(name: String, value: String)]
  var body: [UInt8]

  init(
    method: String = "GET", target: String, headers: [(name: String, value: String)] = [],
    body: [UInt8] = []
  ) {
    self.method = method
    self.target = target
    self.headers = headers
    self.body = body
  }

  /// The first value of a header, whatever the case of its name.
  func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }

  /// The path without the query, still encoded.
  var path: Substring { target.prefix { $0 != "?" } }

  /// The parts of the path, decoded; nil for a part that cannot be.
  var segments: [String?] {
    path.split(separator: "/", omittingEmptySubsequences: true).map(PercentEncoding.decode)
  }

  var query: Substring { target.dropFirst(path.count).dropFirst() }

  /// The media type of the body, in lower case.
  var mediaType: String { mediaTypeName(header("content-type") ?? "") }
}

struct ServerResponse: Sendable {
  var status: Int
  var headers: [(name: String, value: String)] = []
  var body: [UInt8] = []

  static func empty(_ status: Int) -> ServerResponse { ServerResponse(status: status) }

  static func json(_ status: Int, _ value: JSONValue, type: String = "application/json")
    -> ServerResponse
  {
    ServerResponse(
      status: status, headers: [("Content-Type", type)], body: Array(value.text().utf8))
  }

  static func html(_ text: String) -> ServerResponse {
    ServerResponse(
      status: 200,
      headers: [
        ("Content-Type", "text/html; charset=utf-8"),
        ("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'"),
      ], body: Array(text.utf8))
  }
}
