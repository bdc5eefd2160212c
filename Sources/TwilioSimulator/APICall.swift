import HTTP
import Text

/// A request to Twilio's API whose credentials were checked.
struct APICall: Sendable {
  let method: String
  let account: String
  let access: SimulatorCredentials.Access
  /// The kind of the resource, such as `Messages`.
  let resource: String
  /// The path segments after the kind, without `.json`.
  let rest: [String]
  /// Whether the path ends in `.json`.
  let isJSON: Bool
  let query: FormBody
  let body: [UInt8]
  /// The path as requested.
  let path: String
  /// Scheme and host as the client sees them.
  let origin: String

  /// - Parameters:
  ///   - segments: the kind of the resource and what follows.
  init(
    _ request: ServerRequest, _ account: String, _ access: SimulatorCredentials.Access,
    segments: [String]
  ) throws(TwilioError) {
    method = request.method
    self.account = account
    self.access = access
    var segments = segments
    isJSON = segments.last?.hasSuffix(".json") ?? false
    if isJSON { segments[segments.count - 1].removeLast(5) }
    resource = segments.first ?? ""
    rest = Array(segments.dropFirst())
    query = try Self.parse(request.query.utf8)
    body = request.body
    path = String(request.path)
    origin = "http://\(request.header("host") ?? "api.twilio.com")"
  }

  /// The parameters of the body; none if it is not a form.
  func form() throws(TwilioError) -> FormBody { try Self.parse(body) }

  private static func parse(
    _ bytes: some Collection<UInt8>
  ) throws(TwilioError) -> FormBody {
    do { return try FormBody(parsing: bytes) } catch {
      throw TwilioError(.invalidParameter, "The parameters are malformed")
    }
  }

  var notFound: TwilioError {
    TwilioError(.notFound, "The requested resource \(path) was not found")
  }

  var notAllowed: TwilioError {
    TwilioError(.methodNotAllowed, "Method \(method) is not allowed here")
  }

  var notSimulated: TwilioError { TwilioError(.notSimulated, "not simulated: \(path)") }
}
