/// A request that is ready to be sent.
package struct OutgoingRequest: Sendable {
  /// In upper case.
  package var method: String
  /// The complete URL.
  package var url: String
  /// In the order in which they are sent.
  package var headers: [Header]
  /// Nil sends none; an empty one is announced with its length 0.
  package var body: [UInt8]?
  /// How long the answer may take once the request is sent, in seconds; nil waits without end.
  package var timeout: Int?

  /// Makes a request, by default without headers and body.
  package init(
    method: String, url: String, headers: [Header] = [], body: [UInt8]? = nil, timeout: Int? = 20
  ) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
    self.timeout = timeout
  }

  /// The host, for people.
  package var host: String { URLParts(url)?.host ?? "the host" }
}
