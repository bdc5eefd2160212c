import Connectors
import FoundationEssentials
import HTTP
import Secrets
import Synchronization
import Text
import Twilio

/// A request of Twilio to one of the account's URLs.
struct WebhookCall: Sendable, Codable {
  /// `GET` or `POST`.
  var method: String
  /// The URL as configured, with its fragment.
  var url: String
  var fields: Fields
  /// Identifies the event; the same in all attempts.
  var token = UUID().uuidString.lowercased()

  /// The fields of the form or query.
  struct Fields: Sendable, Codable {
    var names: [String]
    var values: [String]

    init(_ form: FormBody) {
      names = form.pairs.map(\.name)
      values = form.pairs.map(\.value)
    }

    var form: FormBody { FormBody(Array(zip(names, values))) }
  }

  init(_ method: String, _ url: String, _ fields: FormBody) {
    self.method = method
    self.url = url
    self.fields = Fields(fields)
  }
}

/// When a connection was made, if it was.
private final class Connection: Sendable {
  private let instant = Mutex<ContinuousClock.Instant?>(nil)

  var start: ContinuousClock.Instant? { instant.withLock { $0 } }

  func begin() { instant.withLock { $0 = ContinuousClock.now } }
}

/// Calls webhooks as Twilio does: with its signature, timeouts and retries.
struct WebhookCaller: Sendable {
  let store: SimulatorStore
  let webhooks: ServedWebhooks
  let secrets: any SecretProvider
  let credentials: SimulatorCredentials
  let transport: any HTTPTransport
  let destination: Destination
  /// `http://127.0.0.1:PORT`.
  let origin: String
  /// The base URL that the number's owner configured at Twilio, which Twilio signs.
  let publicURL: String
  let now: @Sendable () -> Int64

  private static let maximumRedirects = 10

  /// The result of all attempts.
  struct Outcome: Sendable {
    /// The last response; nil if there was none.
    var response: ReceivedResponse?
    /// The URL that responded, or should have, without its fragment.
    var url: String
    var attempts = 0
    /// Twilio's error code; nil after a successful response.
    var errorCode: Int?
    var remarks: [String] = []

    /// The response if it was successful.
    var success: ReceivedResponse? { errorCode == nil ? response : nil }
  }

  /// Calls a webhook until it responds, and follows redirects.
  /// - Throws: `CancellationError` if the task is cancelled.
  func call(_ call: WebhookCall) async throws -> Outcome {
    let overrides = ConnectionOverrides(call.url)
    var outcome = Outcome(url: overrides.url)
    if let problem = overrides.problem {
      outcome.remarks.append("\(problem.message) (\(problem.code))")
    }
    let deadline = ContinuousClock.now + .milliseconds(overrides.totalTimeout)
    var method = call.method
    for _ in 0...Self.maximumRedirects {
      do {
        let request = try request(method, outcome.url, call)
        try await attempt(request, overrides, deadline, &outcome)
      } catch let error as Unreachable {
        outcome.errorCode = 11210
        outcome.remarks.append(error.message)
      }
      try await record(call, method, outcome)
      guard let response = outcome.success, [301, 302, 303, 307, 308].contains(response.status)
      else { return outcome }
      guard let location = response.header("location"),
        let url = URLParts.resolving(location, against: outcome.url)
      else {
        outcome.errorCode = 11216
        outcome.remarks.append("The redirect has no usable 'Location'. (11216)")
        return outcome
      }
      outcome.url = url
      if response.status < 304 { method = "GET" }
    }
    outcome.errorCode = 11215
    outcome.remarks.append("There are more than \(Self.maximumRedirects) redirects. (11215)")
    return outcome
  }

  // MARK: Attempts

  /// Why a URL cannot be called at all.
  private struct Unreachable: Error {
    var message: String
  }

  private enum Failure: Error {
    case connect(String)
    case read(String)
  }

  private func attempt(
    _ request: OutgoingRequest, _ overrides: ConnectionOverrides,
    _ deadline: ContinuousClock.Instant, _ outcome: inout Outcome
  ) async throws {
    for retry in 0...overrides.retries {
      let left = deadline - ContinuousClock.now
      guard retry == 0 || left > .zero else { break }
      outcome.attempts += 1
      let limit = min(.milliseconds(overrides.totalTimeout), left)
      let cause: ConnectionOverrides.Cause?
      do {
        let response = try await send(
          request, connect: .milliseconds(overrides.connectTimeout),
          read: .milliseconds(overrides.readTimeout), limit: limit)
        outcome.response = response
        outcome.errorCode = response.status < 400 ? nil : 11200
        cause =
          switch response.status {
          case 429: nil
          case 400...499: .clientError
          case 500...599: .serverError
          default: nil
          }
      } catch let failure as Failure {
        outcome.response = nil
        outcome.errorCode = 11205
        switch failure {
        case .connect(let message):
          outcome.remarks.append(message)
          cause = .connect
        case .read(let message):
          outcome.remarks.append(message)
          cause = .read
        }
      }
      guard let cause, overrides.causes.contains(cause) else { break }
    }
  }

  /// Sends a request once.
  private func send(
    _ request: OutgoingRequest, connect: Duration, read: Duration, limit: Duration
  ) async throws -> ReceivedResponse {
    let start = ContinuousClock.now
    let connection = Connection()
    let host = request.host
    return try await withThrowingTaskGroup(of: ReceivedResponse.self) { group in
      defer { group.cancelAll() }
      group.addTask { [transport] in
        do throws(TransportFailure) {
          return try await transport.send(request) {
            connection.begin()
          }
        } catch {
          if error.isInterrupted { throw CancellationError() }
          throw error.wasSent ? Failure.read(error.message) : Failure.connect(error.message)
        }
      }
      group.addTask {
        while true {
          let connected = connection.start
          let end = min(connected.map { $0 + read } ?? start + connect, start + limit)
          let left = end - ContinuousClock.now
          guard left > .zero else {
            throw connected == nil
              ? Failure.connect("Connecting to \(host) timed out.")
              : Failure.read("\(host) did not respond in time.")
          }
          // The end changes when the connection is made.
          try await Task.sleep(for: min(left, .milliseconds(20)))
        }
      }
      guard let response = try await group.next() else { throw CancellationError() }
      return response
    }
  }

  // MARK: Requests

  private func request(
    _ method: String, _ url: String, _ call: WebhookCall
  ) throws -> OutgoingRequest {
    let isGet = method == "GET"
    let fields = call.fields.form
    let query = isGet ? (url.contains("?") ? "&" : "?") + fields.text : ""
    let (target, key) = try address(url)
    let signature = TwilioSignature(
      url: Self.signedURL(url) + query, parameters: isGet ? FormBody([]) : fields)
    var request = OutgoingRequest(
      method: method, url: target + query,
      headers: [
        ("User-Agent", "TwilioProxy/1.1"), ("Accept", "*/*"),
        ("X-Twilio-Signature", signature.signature(key: key)),
        ("I-Twilio-Idempotency-Token", call.token),
      ], timeout: nil)
    if let user = URLParts(url)?.userInfo.dropLast(), !user.isEmpty {
      let decoded = PercentEncoding.decode(user) ?? String(user)
      request.headers.append(("Authorization", "Basic \(Array(decoded.utf8).base64)"))
    }
    if !isGet {
      request.headers.append(("Content-Type", "\(FormBody.mediaType); charset=UTF-8"))
      request.body = Array(fields.text.utf8)
    }
    return request
  }

  /// Twilio signs the URL without user and password, and over https without its port.
  private static func signedURL(_ url: String) -> String {
    guard var parts = URLParts(url) else { return url }
    guard !parts.userInfo.isEmpty || parts.scheme == "https" && parts.port != nil else {
      return url
    }
    parts.userInfo = ""
    return parts.text(port: parts.scheme == "https" ? nil : parts.port)
  }

  /// The address to send a request for `url` to, and the key to sign it with: that of the project's
  /// webhook, otherwise the account's auth token.
  private func address(_ url: String) throws -> (url: String, key: String) {
    for base in [publicURL, origin] where url.hasPrefix(base + "/") {
      let target = String(url.dropFirst(base.count))
      let segments = ServerRequest(target: target).segments
      if segments.count == 2, segments[0] == "inbound",
        let elements = webhooks.table[path: segments[1] ?? ""]
      {
        return (origin + target, try signingKey(elements))
      }
      return (origin + target, credentials.authToken ?? Self.anyKey)
    }
    // The user and password are sent as a header.
    var parts = URLParts(url)
    parts?.userInfo = ""
    let target = parts.map { $0.text(port: $0.port) } ?? url
    do { return (try destination.resolve(target), credentials.authToken ?? Self.anyKey) } catch {
      throw Unreachable(message: error.message)
    }
  }

  /// Signs requests that nobody verifies.
  private static let anyKey = "unchecked"

  private func signingKey(_ elements: [CompiledWebhook]) throws -> String {
    guard let signature = elements.compactMap(\.signature).first(where: \.isTwilio) else {
      return credentials.authToken ?? Self.anyKey
    }
    var resolver = SecretResolver(provider: secrets)
    do { return try resolver.resolve(signature.secret) } catch {
      throw Unreachable(message: error.message)
    }
  }

  private func record(_ call: WebhookCall, _ method: String, _ outcome: Outcome) async throws {
    // The URL of a webhook can contain secrets.
    let mask = webhooks.table.all.reduce(into: SecretMask()) { $0.add($1.pathMask) }
    try await store.record(
      SimulatorEvent(
        time: now(), method: method, url: mask.masking(outcome.url), fields: call.fields,
        token: call.token, status: outcome.response?.status, attempts: outcome.attempts,
        errorCode: outcome.errorCode, remarks: outcome.remarks))
  }
}
