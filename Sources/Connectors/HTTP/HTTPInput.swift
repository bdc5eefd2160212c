import HTTP
import JSON
import Text

/// A job's request for the HTTP connector, bound from its variables.
///
/// Null counts as absent, a one-item list as its item, and strings are accepted for numbers and
/// booleans; anything else is an input error that names the variable.
struct HTTPInput: Sendable {
  /// The variables that the connector reads.
  static let variables = [
    "url", "method", "authentication", "clientTls", "headers", "queryParameters", "skipEncoding",
    "connectionTimeoutInSeconds", "readTimeoutInSeconds", "body", "storeResponse",
    "documentReturnFormat", "groupSetCookieHeaders", "ignoreNullValues", "followRedirects",
    "authenticationConfiguration",
  ]

  enum Method: String, CaseIterable, Sendable {
    case get = "GET"
    case post = "POST"
    case put = "PUT"
    case patch = "PATCH"
    case delete = "DELETE"

    var hasBody: Bool { self == .post || self == .put || self == .patch }
    /// Whether the method is idempotent (RFC 9110, section 9.2.2).
    var isIdempotent: Bool { self != .post && self != .patch }
  }

  enum BodyFormat: Sendable, Equatable {
    /// Stored as a document.
    case document
    /// Objects and arrays are parsed as JSON, everything else is text.
    case automatic
    case json
    case text(Charset)
  }

  var method: Method
  var url: String
  var authentication: HTTPAuthentication
  var headers: [(name: String, value: String?)]
  var query: [(name: String, value: String?)]
  var body: JSONValue?
  var skipsEncoding: Bool
  var ignoresNullValues: Bool
  var followsRedirects: Bool
  /// The response timeout in seconds; 0 for none. If only `connectionTimeoutInSeconds` is set, it
  /// is used here too.
  var readTimeout: Int
  var responseFormat: BodyFormat

  init(_ variables: JSONObject) throws(ConnectorError) {
    let binding = VariableBinding(variables)
    guard let methodText = try binding.text("method") else {
      throw .input("The variable method is missing; it must be GET, POST, PUT, PATCH or DELETE.")
    }
    guard let method = Method(rawValue: methodText.uppercased()) else {
      throw .input(
        "The variable method is '\(methodText)'; it must be GET, POST, PUT, PATCH or DELETE.")
    }
    guard let url = try binding.text("url"), !url.trimmed.isEmpty else {
      throw .input(
        "The variable url is missing or empty. If it is an expression, one of its parts is null."
      )
    }
    self.method = method
    self.url = url
    if let configuration = try binding.object("authenticationConfiguration") {
      authentication = try HTTPAuthentication(
        VariableBinding(configuration, in: "authenticationConfiguration"))
    } else {
      authentication = try HTTPAuthentication(binding)
    }
    headers = try binding.textMap("headers")
    query = try binding.textMap("queryParameters")
    body = binding.value("body")
    skipsEncoding = try binding.text("skipEncoding") == "true"
    ignoresNullValues = try binding.flag("ignoreNullValues") ?? false
    followsRedirects = try binding.flag("followRedirects") ?? false
    let connection = try binding.seconds("connectionTimeoutInSeconds")
    readTimeout = try binding.seconds("readTimeoutInSeconds") ?? connection ?? 20
    responseFormat = try Self.responseFormat(binding)
    // Credentials whose fields are all null are ignored.
    guard try binding.object("clientTls")?.members.allSatisfy(\.value.isNull) ?? true else {
      throw .input("Client certificates (clientTls) are not supported.")
    }
  }

  private static func responseFormat(
    _ binding: VariableBinding
  ) throws(ConnectorError) -> BodyFormat {
    let storesResponse = try binding.flag("storeResponse") ?? false
    guard let format = try binding.object("documentReturnFormat") else {
      return storesResponse ? .document : .automatic
    }
    let fields = VariableBinding(format, in: "documentReturnFormat")
    switch try fields.text("choice")?.uppercased() {
    case nil: return storesResponse ? .document : .automatic
    case "DOCUMENT": return .document
    case "JSON": return .json
    case "TEXT":
      let name = try fields.text("encoding") ?? "UTF-8"
      guard let charset = Charset(named: name) else {
        throw .input(
          "The variable documentReturnFormat.encoding is '\(name)'; use one of "
            + Charset.names.joined(separator: ", ") + ".")
      }
      return .text(charset)
    case let choice?:
      throw .input(
        "The variable documentReturnFormat.choice is '\(choice)'; it must be JSON, TEXT or DOCUMENT."
      )
    }
  }
}
