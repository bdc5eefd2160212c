package import Connectors
package import HTTP
package import Secrets
package import Storage

/// The simulated account: Twilio's API for its messages, and the phones that text its numbers.
///
/// Requests to Twilio reach it through the same HTTP client as all others; only their destination
/// differs.
package struct Simulator: Sendable {
  private let store: SimulatorStore
  private let carrier: Carrier
  private let callbacks: CallbackQueue
  private let now: @Sendable () -> Int64
  private let log: ExecutorLog
  private let phones: SimulatorAPI
  private let twilio: TwilioAPI

  /// The account and the URLs of its webhooks.
  package struct Account: Sendable {
    /// The account SID of incoming messages.
    package var sid: String
    /// The origin of this server, `http://127.0.0.1:PORT`, where webhooks are called.
    package var origin: String
    /// The base URL that the numbers' owner configured at Twilio, which Twilio signs.
    package var publicURL: String
    /// The URL that Twilio calls if a webhook fails.
    package var fallbackURL: String?

    /// Creates an account.
    package init(sid: String, origin: String, publicURL: String, fallbackURL: String?) {
      self.sid = sid
      self.origin = origin
      self.publicURL = publicURL
      self.fallbackURL = fallbackURL
    }
  }

  /// Creates a simulator.
  /// - Parameters:
  ///   - file: stores the messages.
  ///   - credentials: those that Twilio's API accepts.
  ///   - now: milliseconds since 1970.
  package init(
    _ account: Account, file: DataFile, webhooks: ServedWebhooks,
    numbers: ServedNumbers, secrets: any SecretProvider, credentials: SimulatorCredentials,
    transport: any HTTPTransport, destination: Destination, now: @escaping @Sendable () -> Int64,
    log: ExecutorLog
  ) throws {
    self.log = log
    self.now = now
    store = try SimulatorStore(file)
    carrier = Carrier(store: store, numbers: numbers)
    let caller = WebhookCaller(
      store: store, webhooks: webhooks, secrets: secrets, credentials: credentials,
      transport: transport, destination: destination, origin: account.origin,
      publicURL: account.publicURL, now: now)
    callbacks = CallbackQueue(store, caller, log: log)
    let incoming = IncomingMessages(
      store: store, webhooks: webhooks, numbers: numbers, secrets: secrets, caller: caller,
      account: account.sid, fallbackURL: account.fallbackURL, now: now)
    phones = SimulatorAPI(
      store: store, numbers: numbers, incoming: incoming, credentials: credentials, now: now)
    twilio = TwilioAPI(
      store: store, numbers: numbers, now: now, credentials: credentials,
      publicURL: account.publicURL, started: now())
  }

  /// All messages, oldest first.
  package var messages: [TwilioMessage] {
    get async throws {
      try await carrier.advance(to: now())
      return try await store.messages()
    }
  }

  /// Moves messages on and makes status callbacks, until the task is cancelled.
  package func run() async {
    await withDiscardingTaskGroup { group in
      while !Task.isCancelled {
        do {
          try await carrier.advance(to: now())
          for sid in try await callbacks.messages() {
            group.addTask { await callbacks.make(sid) }
          }
          try await waitForWork()
        } catch is CancellationError {
          break
        } catch {
          log.error("The simulator cannot move messages on: \(error)")
          // A full disk, for example; try again later.
          try? await Task.sleep(for: .seconds(1))
        }
      }
      group.cancelAll()
    }
  }

  /// Returns when the next transition may be due. The clock may be ahead of real time, so that
  /// nobody can sleep until then.
  private func waitForWork() async throws {
    guard let due = try await store.nextDue() else {
      for await _ in store.changes { break }
      return
    }
    try await Task.sleep(for: .milliseconds(min(max(due - now(), 1), 100)))
  }

  /// Responds to requests below `/2010-04-01`, `/v1` and `/v2/PhoneNumbers`, as Twilio does.
  package func respondAsTwilio(to request: ServerRequest) async throws -> ServerResponse {
    try await twilio.respond(to: request)
  }

  /// Responds to requests below `/simulator`: the phones' side of the conversation.
  package func respondAsPhone(to request: ServerRequest) async throws -> ServerResponse {
    try await phones.respond(to: request)
  }
}
