import JSON

extension ServerResponse {
  /// What a response or verification expression gave: `{body, headers, statusCode}`.
  ///
  /// A text is sent as it is, without HTML escapes: a documented difference from the official
  /// runtime, which breaks TwiML by them. One that begins as XML does is announced as XML.
  /// - Throws: an input error for a value of another shape.
  init(reply value: JSONValue) throws(ConnectorError) {
    guard case .object(let object) = value else {
      throw .input("The response expression must give a context, but gave \(value.kindName).")
    }
    self.init(status: object["statusCode"]?.int ?? 200)
    guard 200...599 ~= status else { throw .input("The status code \(status) is no final status.") }
    for (name, value) in object["headers"]?.object?.members ?? [] {
      headers.append((name: name, value: value.javaText))
    }
    let hasType = header("content-type") != nil
    switch object["body"] {
    case nil, .null?: break
    case .string(let text)?:
      body = Array(text.utf8)
      if !hasType {
        let isXML = text.trimmed.hasPrefix("<?xml") || text.trimmed.hasPrefix("<Response")
        headers.append(("Content-Type", isXML ? "text/xml" : "text/plain; charset=utf-8"))
      }
    case let value?:
      body = Array(value.text().utf8)
      if !hasType { headers.append(("Content-Type", "application/json")) }
    }
  }

  func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }

  /// `{"reason": …}`, as the official runtime answers refused requests.
  static func refusal(_ status: Int, _ reason: String) -> ServerResponse {
    .json(status, .object([("reason", .string(reason))]))
  }
}
