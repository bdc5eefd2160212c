import Engine
import FEEL
import JSON
import Secrets

/// `io.camunda:http-json:1`: calls a web service, and with the Twilio templates sends messages.
///
/// Differences from the official runtime on purpose: a 4xx is not tried again, `Retry-After` is
/// honoured, and a POST whose outcome is unknown is not sent again by itself.
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

  func run(_ job: ActivatedJob) async -> ConnectorOutcome {
    var resolver = SecretResolver(provider: secrets, allowed: allowedSecrets(job))
    let outcome = await run(job, &resolver)
    return outcome.masked(by: resolver.mask)
  }

  private func run(_ job: ActivatedJob, _ resolver: inout SecretResolver) async -> ConnectorOutcome
  {
    do {
      let mapping = try JobMapping(headers: job.headers, environment: environment)
      let policy = try RetryPolicy(headers: job.headers)
      let result: JSONObject
      let variables: JSONObject
      do {
        result = try await call(job, &resolver)
        variables = try mapping.variables(of: result)
      } catch {
        if error.kind == .interrupted { return .interrupted }
        let verdict = try mapping.override(error: error, retries: job.retries)
        return verdict.map(ConnectorOutcome.init) ?? .failed(policy.failure(of: job, error))
      }
      let verdict = try mapping.override(
        result: result, variables: variables, retries: job.retries)
      return verdict.map(ConnectorOutcome.init) ?? .completed(variables)
    } catch {
      return .failed(ConnectorFailure(message: error.message, retries: 0))
    }
  }

  private func call(
    _ job: ActivatedJob, _ resolver: inout SecretResolver
  ) async throws(ConnectorError) -> JSONObject {
    let variables: JSONObject
    do { variables = try resolver.resolve(job.variables) } catch { throw .input(error.message) }
    let input = try HTTPInput(variables)
    for credential in input.authentication.credentials { resolver.hide(secret: credential) }
    let request = try OutgoingRequest(input)
    let call = HTTPCall(
      transport: transport, destination: destination, journal: journal, job: job.reference.key,
      input: input, mask: resolver.mask)
    let response = try await call.response(to: request)
    // The model's URL is what a person knows; it may have gone to the simulator.
    if response.status >= 400 {
      throw ConnectorError(
        response: response, result: try HTTPResult(response, format: .automatic),
        host: request.host, now: now())
    }
    return try HTTPResult(response, format: input.responseFormat).json
  }
}
