import HTTP
import Text

/// How senders reach this server, which determines the URL they sign.
package struct WebhookAddress: Sendable {
  /// `https://host`, optionally with a path, without a trailing slash; nil if not set.
  package let publicURL: String?
  /// Whether to trust a proxy's headers about the original URL.
  let trustsForwardedHeaders: Bool

  /// Creates an address.
  package init(publicURL: String? = nil, trustsForwardedHeaders: Bool = false) {
    self.publicURL = publicURL.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
    self.trustsForwardedHeaders = trustsForwardedHeaders
  }

  /// The URL of a request as its sender sees it, with the target byte for byte.
  func url(of request: ServerRequest) -> String {
    if let publicURL { return publicURL + request.target }
    let first = { (name: String) in
      request.header(name)?.split(separator: ",").first?.trimmed
    }
    var scheme = "http"
    var host = request.header("host") ?? "localhost"
    if trustsForwardedHeaders {
      scheme = first("x-forwarded-proto") ?? scheme
      host = first("x-forwarded-host") ?? host
    }
    return "\(scheme)://\(host)\(request.target)"
  }
}
