import HTTP
import JSON
import Text

/// A client of an authorization server that requests access tokens with its own credentials (RFC
/// 6749, section 4.4).
struct OAuthClient: Sendable {
  /// Where the request contains the client's credentials (RFC 6749, section 2.3.1).
  enum Placement: String, CaseIterable, Sendable {
    case header = "basicAuthHeader"
    case body = "credentialsBody"
  }

  var endpoint: String
  var id: String
  var secret: String
  /// Empty for none.
  var audience: String
  /// Separated by spaces; empty for none.
  var scopes: String
  var placement: Placement

  /// Distinguishes clients without containing their secrets.
  var digest: String {
    let fields = [endpoint, id, secret, audience, scopes, placement.rawValue]
    return sha256Hexadecimal(Array(JSONValue.array(fields.map { .string($0) }).text().utf8))
  }

  var authorization: String { "Basic " + "\(id):\(secret)".utf8.base64 }

  /// The request for a token.
  /// - Parameter timeout: in seconds; 0 for none.
  func request(timeout: Int) -> OutgoingRequest {
    var form = FormBody([("grant_type", "client_credentials")])
    if !audience.isEmpty { form.pairs.append((name: "audience", value: audience)) }
    if !scopes.isBlank { form.pairs.append((name: "scope", value: scopes)) }
    var headers: [Header] = [
      ("Content-Type", FormBody.mediaType), ("Accept", "application/json"),
      ("User-Agent", "bpmnc"), ("Accept-Encoding", ContentCoding.accepted),
    ]
    switch placement {
    case .header: headers.insert(("Authorization", authorization), at: 0)
    case .body:
      form.pairs += [(name: "client_id", value: id), (name: "client_secret", value: secret)]
    }
    return OutgoingRequest(
      method: "POST", url: endpoint, headers: headers, body: Array(form.text.utf8),
      timeout: timeout == 0 ? nil : timeout)
  }
}
