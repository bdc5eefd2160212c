package import JSON
import Text

/// A response of this server.
package struct ServerResponse: Sendable {
  /// The status code, such as 200.
  package var status: Int
  /// The headers in sending order, without the body's length.
  package var headers: [Header]
  /// The body; empty for none.
  package var body: [UInt8]

  /// Creates a response, by default without headers and body.
  package init(status: Int, headers: [Header] = [], body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// The first value of a header; names are case-insensitive.
  package func header(_ name: String) -> String? { headers.value(named: name) }

  /// A response without content.
  package static func empty(_ status: Int) -> ServerResponse { ServerResponse(status: status) }

  /// A JSON response.
  package static func json(_ status: Int, _ value: JSONValue, type: String = "application/json")
    -> ServerResponse
  {
    ServerResponse(
      status: status, headers: [("Content-Type", type)], body: Array(value.text().utf8))
  }

  /// The response to a request whose body is larger than `ServerRequest.maximumBodySize`.
  package static var bodyTooLarge: ServerResponse {
    refusal(413, "The body is larger than \(ServerRequest.maximumBodySize) bytes.")
  }

  /// `{"reason": …}`, the format in which the official runtime rejects requests.
  package static func refusal(_ status: Int, _ reason: String) -> ServerResponse {
    .json(status, .object([("reason", .string(reason))]))
  }

  /// A script for pages of this server.
  package static func script(_ text: String) -> ServerResponse {
    ServerResponse(
      status: 200, headers: [("Content-Type", "text/javascript; charset=utf-8")],
      body: Array(text.utf8))
  }

  /// An HTML page, which may run this server's scripts and call this server.
  package static func html(_ text: String) -> ServerResponse {
    ServerResponse(
      status: 200,
      headers: [
        ("Content-Type", "text/html; charset=utf-8"),
        (
          "Content-Security-Policy",
          "default-src 'none'; style-src 'unsafe-inline'; script-src 'self'; connect-src 'self'; "
            + "form-action 'none'"
        ),
      ], body: Array(text.utf8))
  }
}
