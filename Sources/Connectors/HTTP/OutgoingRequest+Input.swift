import HTTP
import Text

extension OutgoingRequest {
  /// The request that a job describes.
  init(_ input: HTTPInput) throws(ConnectorError) {
    let body = try HTTPBody(input)
    var query = input.query
    if case .apiKeyQuery(let name, let value) = input.authentication { query.append((name, value)) }
    let url = try RequestURL.text(input.url, query: query, skipsEncoding: input.skipsEncoding)
    self.init(method: input.method.rawValue, url: url)
    if let header = input.authentication.header { headers.append(header) }
    for (name, value) in input.headers {
      if let value { headers.append((name, value)) }
    }
    if let type = body.impliedType { addHeader("Content-Type", type) }
    // Some services reject requests without a user agent.
    addHeader("User-Agent", "bpmnc")
    addHeader("Accept-Encoding", ContentCoding.accepted)
    if input.method.hasBody { self.body = body.bytes }
    timeout = input.readTimeout == 0 ? nil : input.readTimeout
    for (name, value) in headers where !Self.isLegalHeader(name, value) {
      throw .input("The header '\(name)' contains characters that are not allowed in headers.")
    }
  }

  /// Adds a header unless the model sets it.
  private mutating func addHeader(_ name: String, _ value: String) {
    if headers.value(named: name) == nil { headers.append((name, value)) }
  }

  private static func isLegalHeader(_ name: String, _ value: String) -> Bool {
    !name.isEmpty
      && name.utf8.allSatisfy { 0x21...0x7E ~= $0 && !"\"(),/:;<=>?@[\\]{}".utf8.contains($0) }
      && value.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }
  }
}
