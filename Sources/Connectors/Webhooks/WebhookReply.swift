import HTTP
import JSON
import Text

extension ServerResponse {
  /// Creates a response from the value of a response or verification expression: `{body, headers,
  /// statusCode}`; null counts as absent.
  ///
  /// A string is sent unchanged, without HTML escaping; the official runtime escapes it, which
  /// breaks TwiML. A string that starts like XML gets an XML content type.
  /// - Throws: an input error for any other value, which is not quoted in the message.
  init(reply value: JSONValue) throws(ConnectorError) {
    guard case .object(let object) = value else {
      throw .input("The response expression must return a context, but returned \(value.kindName).")
    }
    self.init(status: try Self.status(object["statusCode"] ?? .null))
    for (name, value) in try Self.members(object["headers"] ?? .null) where !value.isNull {
      let value = value.javaText
      if let problem = HeaderCheck.problem(name: name, value: value) { throw .input(problem) }
      headers.append((name: name, value: value))
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

  /// A number, or a string of digits.
  private static func status(_ value: JSONValue) throws(ConnectorError) -> Int {
    if value.isNull { return 200 }
    guard let status = value.int ?? value.string.flatMap({ Int($0.trimmed) }), 200...599 ~= status
    else { throw .input("The statusCode must be a number from 200 to 599.") }
    return status
  }

  private static func members(
    _ headers: JSONValue
  ) throws(ConnectorError) -> [(key: String, value: JSONValue)] {
    if headers.isNull { return [] }
    guard let object = headers.object else {
      throw .input("The headers of a response must be a context, but are \(headers.kindName).")
    }
    return object.members
  }
}
