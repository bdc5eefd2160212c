import HTTP
import Text

/// How senders reach this server, which is what they sign.
package struct WebhookAddress: Sendable {
  /// `https://host` and perhaps a path, without a slash at its end; nil where none was given.
  package let publicURL: String?
  /// Whether a proxy in front may say what the sender asked for.
  let trustsForwardedHeaders: Bool

  /// Makes an address.
  package init(publicURL: String? = nil, trustsForwardedHeaders: Bool = false) {
    self.publicURL = publicURL.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
    self.trustsForwardedHeaders = trustsForwardedHeaders
  }

  /// The URL of a request as its sender knows it, the target byte for byte.
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
