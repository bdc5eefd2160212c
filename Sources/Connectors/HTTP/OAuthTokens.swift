import HTTP
import JSON
import Secrets
import Synchronization

/// Requests access tokens, and keeps them in memory until shortly before they expire.
///
/// Jobs that need the same token wait for one request.
final class OAuthTokens: Sendable {
  /// A token with its lifetime; a class, because a secret cannot be copied into a dictionary.
  private final class Token: Sendable {
    let value: SecretValue
    /// When to request the next one, in seconds since 1970; nil if the server did not say how long
    /// it is valid.
    let renewal: Int64?

    init(_ value: String, renewal: Int64?) {
      self.value = SecretValue(value)
      self.renewal = renewal
    }
  }

  private typealias Reply = Result<Token, ConnectorError>

  private struct State {
    /// By the client's digest.
    var tokens: [String: Token] = [:]
    var requests: [String: Task<Reply, Never>] = [:]
  }

  private let transport: any HTTPTransport
  private let destination: Destination
  private let now: @Sendable () -> Int64
  private let state = Mutex(State())

  /// How long before it expires a token is renewed, in seconds.
  private static let margin: Int64 = 10
  private static let maximumTokens = 1000
  private static let maximumResponseSize = 1024 * 1024

  /// - Parameter now: seconds since 1970.
  init(
    transport: any HTTPTransport, destination: Destination, now: @escaping @Sendable () -> Int64
  ) {
    self.transport = transport
    self.destination = destination
    self.now = now
  }

  /// An access token of a client.
  /// - Parameter timeout: of the request, in seconds; 0 for none.
  func token(of client: OAuthClient, timeout: Int) async throws(ConnectorError) -> String {
    let key = client.digest
    while true {
      let request: Task<Reply, Never>? = state.withLock { state in
        if let renewal = state.tokens[key]?.renewal, renewal > now() { return nil }
        if let request = state.requests[key] { return request }
        let request = Task { await self.request(client, key, timeout) }
        state.requests[key] = request
        return request
      }
      guard let request else {
        // Another client may have taken its place in between.
        guard let token = state.withLock({ $0.tokens[key] }) else { continue }
        return token.value.withValue { $0 }
      }
      let reply = await withTaskCancellationHandler {
        await request.value
      } onCancel: {
        request.cancel()
      }
      // Only the job that was interrupted gives up; those that waited with it ask again.
      if case .failure(let error) = reply, error.kind == .interrupted, !Task.isCancelled {
        continue
      }
      return try reply.get().value.withValue { $0 }
    }
  }

  /// Removes a token that a service rejected.
  func forget(_ client: OAuthClient) {
    state.withLock { _ = $0.tokens.removeValue(forKey: client.digest) }
  }

  private func request(_ client: OAuthClient, _ key: String, _ timeout: Int) async -> Reply {
    let reply: Reply
    do { reply = .success(try await send(client, timeout)) } catch { reply = .failure(error) }
    state.withLock { state in
      state.requests[key] = nil
      if case .success(let token) = reply, token.renewal != nil { keep(token, key, &state) }
    }
    return reply
  }

  private func keep(_ token: Token, _ key: String, _ state: inout State) {
    if state.tokens.count >= Self.maximumTokens {
      let first = state.tokens.min { ($0.value.renewal ?? 0) < ($1.value.renewal ?? 0) }
      if let first { state.tokens[first.key] = nil }
    }
    state.tokens[key] = token
  }

  private func send(_ client: OAuthClient, _ timeout: Int) async throws(ConnectorError) -> Token {
    var request = client.request(timeout: timeout)
    request.url = try destination.resolve(client.endpoint)
    let start = now()
    let host = request.host
    var response: ReceivedResponse
    do { response = try await transport.send(request) } catch {
      // A second token does no harm, so the request may be repeated even if it was sent.
      throw ConnectorError(
        kind: error.isInterrupted ? .interrupted : .service, code: "408",
        message: "No access token: \(error.message)")
    }
    do { response = try response.decoded(limit: Self.maximumResponseSize) } catch {
      throw Self.fault("the response of \(host) cannot be read: \(error.message)")
    }
    let json = try? JSONValue(beginning: response.body)
    if response.status >= 300 {
      let detail = json?["error_description"]?.string ?? json?["error"]?.string
      var error = Self.fault(
        "\(host) answered \(response.status)\(detail.map { ": \($0)" } ?? "")")
      error.code = String(response.status)
      error.retryAfter = response.header("retry-after")
        .flatMap { RetryAfter.milliseconds($0, now: now()) }
      throw error
    }
    guard let token = json?.first("access_token")?.string, !token.isEmpty else {
      throw Self.fault("the response of \(host) contains no access_token")
    }
    return Token(
      token, renewal: Self.seconds(json?.first("expires_in")).map { start + $0 - Self.margin })
  }

  private static func fault(_ message: String) -> ConnectorError {
    ConnectorError(
      kind: .service, code: "OAUTH_TOKEN_ERROR", message: "No access token: \(message).")
  }

  /// A lifetime, which only counts if it is a number.
  private static func seconds(_ value: JSONValue?) -> Int64? {
    guard case .number(let text)? = value, let seconds = Double(text), 0..<1e9 ~= seconds else {
      return nil
    }
    return Int64(seconds)
  }
}

extension JSONValue {
  /// The first member with a name, at any depth.
  fileprivate func first(_ name: String) -> JSONValue? {
    switch self {
    case .object(let object):
      object[name] ?? object.members.lazy.compactMap { $0.value.first(name) }.first
    case .array(let items): items.lazy.compactMap { $0.first(name) }.first
    case .null, .bool, .number, .string: nil
    }
  }
}
