import Engine
import FEEL
import JSON
import Secrets

/// `io.camunda:http-json:1`: calls a web service, and with the Twilio templates sends messages.
///
/// Source: reference page connector-runtime, 1. Differences on purpose: a 4xx is not tried again,
/// `Retry-After` is honoured, and a POST whose outcome is unknown is not sent again by itself.
struct HTTPConnector: Connector {
  static let jobType = "io.camunda:http-json:1"
  var jobType: String { Self.jobType }
  var fetchedVariables: [String]? { HTTPInput.variables }

  let transport: any HTTPTransport
  let destination: Destination
  let secrets: any SecretProvider
  /// The secrets that the model names in an element, where that is known.
  let allowedSecrets: @Sendable (ActivatedJob) -> Set<String>?
  let journal: RequestJournal
  let environment: FEELEnvironment
  /// Seconds since 1970.
  let now: @Sendable () -> Int64

  private static let mostRedirects = 20

  func run(_ job: ActivatedJob) async -> ConnectorOutcome {
    var resolver = SecretResolver(provider: secrets, allowed: allowedSecrets(job))
    let outcome = await run(job, &resolver)
    return outcome.masked(by: resolver.mask)
  }

  private func run(_ job: ActivatedJob, _ resolver: inout SecretResolver) async -> ConnectorOutcome
  {
    let mapping: JobMapping
    let policy: RetryPolicy
    do {
      mapping = try JobMapping(headers: job.headers, environment: environment)
      policy = try RetryPolicy(headers: job.headers)
    } catch {
      return .failed(ConnectorFailure(message: error.message, retries: 0))
    }
    do {
      let result = try await call(job, &resolver)
      let variables = try mapping.variables(of: result)
      let verdict = try mapping.override(
        result: result, variables: variables, retries: job.retries)
      return verdict.map(ConnectorOutcome.init) ?? .completed(variables)
    } catch let error as ConnectorError {
      do {
        if let verdict = try mapping.override(error: error, retries: job.retries) {
          return ConnectorOutcome(verdict)
        }
        return .failed(policy.failure(of: job, error))
      } catch {
        return .failed(ConnectorFailure(message: error.message, retries: 0))
      }
    } catch {
      return .failed(ConnectorFailure(message: "\(error)", retries: 0))
    }
  }

  private func call(
    _ job: ActivatedJob, _ resolver: inout SecretResolver
  ) async throws -> JSONObject {
    let variables: JSONObject
    do { variables = try resolver.resolve(job.variables) } catch {
      throw ConnectorError.input(error.message)
    }
    let input = try HTTPInput(variables)
    if let header = input.authentication.header { resolver.hide(header.value) }
    var request = try Self.request(input)
    // The model's URL is what a person knows; the destination may be the simulator.
    let modelURL = request.url
    request.url = try destination.resolve(modelURL)

    if !input.method.isIdempotent {
      let description = "\(request.method) to \(modelURL.host)"
      try await journal.begin(
        job.reference.key, describing: resolver.mask.masking(description))
    }
    let response = try await exchange(request, input)
    if response.status >= 400 {
      throw ConnectorError(
        response: response, result: HTTPResult(response, format: input.responseFormat),
        host: modelURL.host, now: now())
    }
    return HTTPResult(response, format: input.responseFormat).json
  }

  static func request(_ input: HTTPInput) throws(ConnectorError) -> OutgoingRequest {
    let body = try HTTPBody(input)
    var query = input.query
    if case .apiKeyQuery(let name, let value) = input.authentication { query.append((name, value)) }
    let url = try RequestURL.text(input.url, query: query, skipsEncoding: input.skipsEncoding)
    var request = OutgoingRequest(method: input.method.rawValue, url: url)
    if let header = input.authentication.header { request.headers.append(header) }
    request.headers += input.headers
      .filter { $0.name.lowercased() != "content-type" || $0.value != nil }
      .map { (name: $0.name, value: $0.value ?? "") }
    if let type = body.impliedType,
      !request.headers.contains(where: { $0.name.lowercased() == "content-type" })
    {
      request.headers.append((name: "Content-Type", value: type))
    }
    // Some services refuse requests without one.
    if !request.headers.contains(where: { $0.name.lowercased() == "user-agent" }) {
      request.headers.append((name: "User-Agent", value: "bpmnc"))
    }
    if input.method.hasBody { request.body = body.bytes }
    // To connect takes next to nothing of it, or fails by the client's own limit.
    request.timeout = input.readTimeout == 0 ? nil : input.readTimeout
    for (name, value) in request.headers where !Self.isLegalHeader(name, value) {
      throw .input("The header '\(name)' has characters that a header may not have.")
    }
    return request
  }

  private static func isLegalHeader(_ name: String, _ value: String) -> Bool {
    !name.isEmpty
      && name.utf8.allSatisfy { 0x21...0x7E ~= $0 && !"\"(),/:;<=>?@[\\]{}".utf8.contains($0) }
      && value.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }
  }

  /// Sends, and follows redirects where the model wants that.
  private func exchange(
    _ request: OutgoingRequest, _ input: HTTPInput
  ) async throws(ConnectorError) -> ReceivedResponse {
    var request = request
    for _ in 0...Self.mostRedirects {
      let response = try await send(request, isIdempotent: input.method.isIdempotent)
      guard input.followsRedirects, [301, 302, 303, 307, 308].contains(response.status),
        let location = response.header("location"),
        let next = URLParts.resolving(location, against: request.url)
      else { return response }
      if URLParts(next)?.origin != URLParts(request.url)?.origin {
        request.headers.removeAll { $0.name.lowercased() == "authorization" }
      }
      if response.status == 303 || (response.status < 303 && request.method == "POST") {
        request.method = "GET"
        request.body = nil
        request.headers.removeAll { $0.name.lowercased() == "content-type" }
      }
      request.url = try destination.resolve(next)
    }
    throw ConnectorError(
      kind: .service, code: "408", message: "More than \(Self.mostRedirects) redirects.")
  }

  private func send(
    _ request: OutgoingRequest, isIdempotent: Bool
  ) async throws(ConnectorError) -> ReceivedResponse {
    do {
      return try await transport.send(request)
    } catch {
      guard error.wasSent, !isIdempotent else {
        throw ConnectorError(kind: .service, code: "408", message: error.message)
      }
      throw .unknownOutcome(
        "\(error.message) The \(request.method) was sent", host: request.url.host)
    }
  }
}

extension ConnectorOutcome {
  init(_ verdict: ErrorVerdict) {
    switch verdict {
    case .bpmnError(let code, let message, let variables):
      self = .bpmnError(code: code, message: message, variables: variables)
    case .jobError(let message, var variables, let retries, let backoff):
      variables["error"] = .string(message)
      self = .failed(
        ConnectorFailure(
          message: message, retries: retries, backoff: backoff, variables: variables))
    case .ignoreError(let variables): self = .completed(variables)
    }
  }

  /// Without any secret that took part.
  func masked(by mask: SecretMask) -> ConnectorOutcome {
    switch self {
    case .completed(let variables): return .completed(mask.masking(variables))
    case .bpmnError(let code, let message, let variables):
      return .bpmnError(
        code: mask.masking(code), message: mask.masking(message),
        variables: mask.masking(variables))
    case .failed(var failure):
      // Masked before it is cut, so that no half of a secret is left.
      failure.message = String(
        mask.masking(failure.message).prefix(ConnectorFailure.longestMessage))
      failure.variables = mask.masking(failure.variables)
      return .failed(failure)
    }
  }
}

extension ConnectorError {
  /// An answer with a status of 400 or more.
  init(response: ReceivedResponse, result: HTTPResult, host: String, now: Int64) {
    let body = result.json["body"] ?? .null
    let reason = response.reason.isEmpty ? "" : " \(response.reason)"
    var message = "\(host) answered \(response.status)\(reason)"
    // What Twilio and many others write into their error bodies.
    if let detail = (body["message"] ?? body["detail"])?.string { message += ": \(detail)" }
    if let code = body["code"]?.int { message += " (code \(code))" }
    self.init(
      kind: .service, code: String(response.status), message: message,
      variables: JSONObject([
        ("response", .object([("headers", result.json["headers"] ?? .null), ("body", body)]))
      ]))
    if response.status == 429 || response.status == 503 {
      retryAfter = response.header("retry-after").flatMap { RetryAfter.milliseconds($0, now: now) }
    }
  }

  /// - Parameter what: the sentence so far, up to what was sent.
  static func unknownOutcome(_ what: String, host: String) -> ConnectorError {
    ConnectorError(
      kind: .unknownOutcome, code: "408",
      message: "\(what), but its outcome is unknown: \(host) may have carried it out. Check there "
        + "(for an SMS: the message list of the account) before you give the job a retry; that "
        + "sends it again.")
  }
}

extension String {
  fileprivate var host: String { URLParts(self)?.host ?? "the host" }
}

extension URLParts {
  /// A `Location` as a complete URL (RFC 3986, 5.2, without dot segments).
  static func resolving(_ location: String, against base: String) -> String? {
    if URLParts(location) != nil { return location }
    guard let base = URLParts(base), !location.isEmpty else { return nil }
    let port = base.port.map { ":\($0)" } ?? ""
    let origin = "\(base.scheme)://\(base.host)\(port)"
    if location.hasPrefix("//") { return "\(base.scheme):\(location)" }
    if location.hasPrefix("/") { return origin + location }
    let path = base.target.prefix { $0 != "?" && $0 != "#" }
    if location.hasPrefix("?") { return origin + path + location }
    let folder = path.lastIndex(of: "/").map { path[...$0] } ?? "/"
    return origin + folder + location
  }
}
