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
  ///   - now: milliseconds since 1970.
  package init(
    _ account: Account, file: DataFile, webhooks: ServedWebhooks,
    numbers: ServedNumbers, secrets: any SecretProvider, transport: any HTTPTransport,
    destination: Destination, now: @escaping @Sendable () -> Int64, log: ExecutorLog
  ) throws {
    store = try SimulatorStore(file)
    let incoming = IncomingMessages(
      store: store, webhooks: webhooks, numbers: numbers, secrets: secrets, transport: transport,
      destination: destination, account: account.sid, origin: account.origin,
      publicURL: account.publicURL, fallbackURL: account.fallbackURL, now: now)
    phones = SimulatorAPI(store: store, numbers: numbers, incoming: incoming, now: now)
    twilio = TwilioAPI(store: store, numbers: numbers, now: now, log: log)
  }

  /// All messages, oldest first.
  package var messages: [TwilioMessage] {
    get async throws { try await store.messages() }
  }

  /// Responds to requests below `/2010-04-01`, as Twilio does.
  package func respondAsTwilio(to request: ServerRequest) async throws -> ServerResponse {
    try await twilio.respond(to: request)
  }

  /// Responds to requests below `/simulator`: the phones' side of the conversation.
  package func respondAsPhone(to request: ServerRequest) async throws -> ServerResponse {
    try await phones.respond(to: request)
  }
}
