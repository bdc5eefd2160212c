import Text
package import JSON

/// An answer of this server.
package struct ServerResponse: Sendable {
  /// Such as 200.
  package var status: Int
  /// In the order in which they are sent; the length of the body is not among them.
  package var headers: [Header]
  /// Empty for none.
  package var body: [UInt8]

  /// Makes an answer, by default without headers and body.
  package init(status: Int, headers: [Header] = [], body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// The first value of a header, whatever the case of its name.
  package func header(_ name: String) -> String? { headers.value(named: name) }

  /// An answer without content.
  package static func empty(_ status: Int) -> ServerResponse { ServerResponse(status: status) }

  /// An answer in JSON.
  package static func json(_ status: Int, _ value: JSONValue, type: String = "application/json")
    -> ServerResponse
  {
    ServerResponse(
      status: status, headers: [("Content-Type", type)], body: Array(value.text().utf8))
  }

  /// `{"reason": …}`, as the official runtime answers refused requests.
  package static func refusal(_ status: Int, _ reason: String) -> ServerResponse {
    .json(status, .object([("reason", .string(reason))]))
  }

  /// A page.
  package static func html(_ text: String) -> ServerResponse {
    ServerResponse(
      status: 200,
      headers: [
        ("Content-Type", "text/html; charset=utf-8"),
        ("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'"),
      ], body: Array(text.utf8))
  }
}
