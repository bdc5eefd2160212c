import HTTP

extension OutgoingRequest {
  /// Parts of header names that carry credentials.
  private static let privateNames = [
    "auth", "cookie", "credential", "key", "password", "secret", "session", "signature", "token",
  ]

  /// The request to send for a redirect (RFC 9110, section 15.4).
  ///
  /// Neither the body nor credentials are sent to another origin.
  /// - Parameter credentials: names of other headers with credentials, in lower case.
  /// - Returns: nil if the response is not a redirect.
  /// - Throws: an input error if the redirect needs something that must not be sent.
  func redirected(
    by response: ReceivedResponse, credentials: Set<String>, _ mask: SecretMask
  ) throws(ConnectorError) -> OutgoingRequest? {
    guard [301, 302, 303, 307, 308].contains(response.status),
      let location = response.header("location"),
      let url = URLParts.resolving(location, against: self.url)
    else { return nil }
    var next = self
    next.url = url
    if response.status == 303 && method != "GET" || response.status < 303 && method == "POST" {
      next.method = "GET"
      next.body = nil
      next.headers.removeAll { $0.name.lowercased().hasPrefix("content-") }
    }
    guard URLParts(url)?.origin != URLParts(self.url)?.origin else { return next }
    func refusal(_ what: String) -> ConnectorError {
      .input(
        "\(host) redirects to \(next.host) (\(response.status)), a different origin; \(what) "
          + "is not sent there. Call that URL directly, or turn off redirects.")
    }
    if !(next.body ?? []).isEmpty { throw refusal("the body") }
    if mask.finds(in: url) { throw refusal("a credential in the URL") }
    next.headers.removeAll { name, value in
      let name = name.lowercased()
      return credentials.contains(name) || Self.privateNames.contains { name.contains($0) }
        || mask.finds(in: value) || mask.finds(in: name)
    }
    return next
  }
}
