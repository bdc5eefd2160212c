/// A request that is ready to send.
package struct OutgoingRequest: Sendable {
  /// In upper case.
  package var method: String
  /// The absolute URL.
  package var url: String
  /// The headers in sending order.
  package var headers: [Header]
  /// Nil sends no body; an empty one is sent with `Content-Length: 0`.
  package var body: [UInt8]?
  /// The response timeout in seconds, counted from when the request is sent; nil for none.
  package var timeout: Int?

  /// Creates a request, by default without headers and body.
  package init(
    method: String, url: String, headers: [Header] = [], body: [UInt8]? = nil, timeout: Int? = 20
  ) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
    self.timeout = timeout
  }

  /// The host, for messages.
  package var host: String { URLParts(url)?.host ?? "the host" }
}
