import HTTP
import Storage
import Text

extension OutgoingRequest {
  /// The request that a job describes.
  init(
    _ input: HTTPInput, documents: [String: DocumentTable.Document] = [:]
  ) throws(ConnectorError) {
    let body = try HTTPBody(input, documents: documents)
    var query = input.query
    if case .apiKeyQuery(let name, let value) = input.authentication { query.append((name, value)) }
    let url = try RequestURL.text(input.url, query: query, skipsEncoding: input.skipsEncoding)
    self.init(method: input.method.rawValue, url: url)
    if let header = input.authentication.header {
      if let problem = HeaderCheck.problem(name: header.name, value: header.value) {
        throw .input(problem)
      }
      headers.append(header)
    }
    for (name, value) in input.headers {
      guard let value, !(body.replacesType && name.lowercased() == "content-type") else { continue }
      if let problem = HeaderCheck.problem(name: name, value: value) { throw .input(problem) }
      headers.append((name, value))
    }
    if let type = body.impliedType { addHeader("Content-Type", type) }
    // Some services reject requests without a user agent.
    addHeader("User-Agent", "bpmnc")
    addHeader("Accept-Encoding", ContentCoding.accepted)
    if input.method.hasBody { self.body = body.bytes }
    timeout = input.readTimeout == 0 ? nil : input.readTimeout
  }

  /// Adds a header unless the model sets it.
  private mutating func addHeader(_ name: String, _ value: String) {
    if headers.value(named: name) == nil { headers.append((name, value)) }
  }
}
