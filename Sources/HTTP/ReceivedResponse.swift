import Text

/// A response from a server.
package struct ReceivedResponse: Sendable {
  /// The status code, such as 200.
  package var status: Int
  /// The reason phrase; empty if there is none.
  package var reason: String
  /// The headers as received.
  package var headers: [Header]
  /// The body; empty if there is none.
  package var body: [UInt8]

  /// Creates a response.
  package init(status: Int, reason: String, headers: [Header], body: [UInt8]) {
    self.status = status
    self.reason = reason
    self.headers = headers
    self.body = body
  }

  /// The first value of a header; names are case-insensitive.
  package func header(_ name: String) -> String? { headers.value(named: name) }
}
