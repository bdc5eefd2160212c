package import EngineProtocol
package import FEEL
package import HTTP
import JSON
package import Secrets
import Storage
import Text

/// `io.camunda:http-json:1`: calls a web service; with the Twilio templates, sends messages.
///
/// Deliberate differences from the official runtime: a 4xx is not retried, `Retry-After` is
/// respected, and a POST whose outcome is unknown is not repeated automatically.
package struct HTTPConnector: Connector {
  /// The connector's job type.
  package static let jobType = "io.camunda:http-json:1"
  /// `io.camunda:http-json:1`.
  package var jobType: String { Self.jobType }
  /// The variables that describe the request.
  package var fetchedVariables: [String]? { HTTPInput.variables }

  private let transport: any HTTPTransport
  private let destination: Destination
  private let secrets: any SecretProvider
  private let allowedSecrets: @Sendable (ActivatedJob) -> Set<String>?
  private let engine: any ProcessEngine
  private let environment: FEELEnvironment
  private let now: @Sendable () -> Int64
  private let tokens: OAuthTokens
  private let documents: DocumentStore

  /// Creates a connector.
  /// - Parameters:
  ///   - allowedSecrets: the secrets that the model uses in a job's element; nil for all.
  ///   - engine: notes which requests were sent.
  ///   - now: seconds since 1970.
  package init(
    transport: any HTTPTransport, destination: Destination, secrets: any SecretProvider,
    allowedSecrets: @escaping @Sendable (ActivatedJob) -> Set<String>?, engine: any ProcessEngine,
    documents: DocumentStore, environment: FEELEnvironment,
    now: @escaping @Sendable () -> Int64
  ) {
    self.documents = documents
    self.transport = transport
    self.destination = destination
    self.secrets = secrets
    self.allowedSecrets = allowedSecrets
    self.engine = engine
    self.environment = environment
    self.now = now
    tokens = OAuthTokens(transport: transport, destination: destination, now: now)
  }

  /// Sends a job's request and maps the response.
  package func run(_ job: ActivatedJob) async -> ConnectorOutcome {
    var resolver = SecretResolver(provider: secrets, allowed: allowedSecrets(job))
    let outcome = await run(job, &resolver)
    return outcome.masked(by: resolver.mask)
  }

  private func run(_ job: ActivatedJob, _ resolver: inout SecretResolver) async -> ConnectorOutcome
  {
    do {
      let mapping = try JobMapping(headers: job.headers, environment: environment)
      let policy = try RetryPolicy(headers: job.headers)
      let result: ConnectorResult
      let variables: JSONObject
      do {
        // Expressions could change a secret so that it is no longer recognized, so they see none.
        let json = try await call(job, &resolver)
        result = mapping.result(resolver.mask.masking(json))
        variables = try mapping.variables(of: result)
      } catch {
        if error.kind == .interrupted { return .interrupted }
        let error = error.masked(by: resolver.mask)
        return try mapping.override(error: error, retries: job.retries)
          ?? .failed(policy.failure(of: job, error))
      }
      return try mapping.override(result: result, variables: variables, retries: job.retries)
        ?? .completed(variables)
    } catch {
      return .failed(JobFailure(retries: 0, message: error.message))
    }
  }

  /// Stores the body of a response; a body with a secret is stored with the secret masked.
  private func store(
    _ response: ReceivedResponse, from request: OutgoingRequest, _ mask: SecretMask
  ) async throws(ConnectorError) -> JSONValue {
    let type = response.header("content-type") ?? "application/octet-stream"
    let document = DocumentTable.Document(
      bytes: mask.masking(response.body), contentType: mask.masking(type),
      fileName: mask.masking(Self.fileName(response, request)))
    do { return try await documents.add([document])[0] } catch let error as ConnectorError {
      throw error
    } catch {
      throw .input("The response cannot be stored: \(error).")
    }
  }

  /// The name that the service gives (RFC 6266), or the end of the URL's path.
  private static func fileName(_ response: ReceivedResponse, _ request: OutgoingRequest) -> String {
    let disposition = response.header("content-disposition") ?? ""
    if let name = MultipartBody.parameter("filename", of: disposition), !name.isEmpty {
      return name
    }
    let path = URLParts(request.url)?.target.prefix { $0 != "?" && $0 != "#" } ?? ""
    let name = path.split(separator: "/").last.map { String($0) } ?? "document"
    return PercentEncoding.decode(name) ?? name
  }

  private func call(
    _ job: ActivatedJob, _ resolver: inout SecretResolver
  ) async throws(ConnectorError) -> JSONObject {
    let variables: JSONObject
    do { variables = try resolver.resolve(job.variables) } catch { throw .input(error.message) }
    var input = try HTTPInput(variables)
    for credential in input.authentication.credentials { resolver.hide(secret: credential) }
    let client = input.authentication.oauthClient
    if let client {
      let token = try await tokens.token(of: client, timeout: input.readTimeout)
      input.authentication = .bearer(token: token)
      for credential in [token] + input.authentication.credentials {
        resolver.hide(secret: credential)
      }
    }
    let sent = input.method.hasBody ? try await documents.documents(in: input.body) : [:]
    let request = try OutgoingRequest(input, documents: sent)
    let call = HTTPCall(
      transport: transport, destination: destination, engine: engine, job: job.reference.key,
      input: input, mask: resolver.mask)
    let response = try await call.response(to: request)
    if response.status == 401, let client { tokens.forget(client) }
    // Show the model's URL, even if the request went to the simulator.
    if response.status >= 400 {
      throw ConnectorError(
        response: response, result: try HTTPResult(response, format: .automatic),
        host: request.host, now: now())
    }
    var result = try HTTPResult(response, format: input.responseFormat).json
    if input.responseFormat == .document {
      result["document"] = try await store(response, from: request, resolver.mask)
    }
    return result
  }
}
