import HTTP

extension OutgoingRequest {
  /// Parts of header names that carry credentials.
  private static let privateNames = [
    "auth", "cookie", "credential", "key", "password", "secret", "session", "signature", "token",
  ]

  /// The request that a redirect asks for (RFC 9110, 15.4).
  ///
  /// To another origin go neither body nor credentials.
  /// - Parameter credentials: further names of headers that carry some, in lower case.
  /// - Returns: nil where the response is not a redirect.
  /// - Throws: an input error where the redirect can be followed only with what must stay here.
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
        "\(host) redirects to \(next.host) (\(response.status)), another origin, to which \(what) "
          + "is not sent. Call the other one directly, or do not follow redirects.")
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
