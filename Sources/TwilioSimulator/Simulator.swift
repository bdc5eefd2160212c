package import Connectors
package import HTTP
package import Secrets
package import Storage

/// The simulated account: Twilio's API for its messages, and the phones that text with its numbers.
///
/// Requests to Twilio reach it through the same HTTP client as all others; only their destination is
/// another one.
package struct Simulator: Sendable {
  private let store: SimulatorStore
  private let phones: SimulatorAPI
  private let twilio: TwilioAPI

  /// Where the account and its webhooks are.
  package struct Account: Sendable {
    /// The account's id, as incoming messages have it.
    package var sid: String
    /// This server's `http://127.0.0.1:PORT`, where webhooks are called.
    package var origin: String
    /// What the numbers' owner told Twilio to call, which is what Twilio signs.
    package var publicURL: String
    /// Where Twilio turns when a webhook fails.
    package var fallbackURL: String?

    /// Describes an account.
    package init(sid: String, origin: String, publicURL: String, fallbackURL: String?) {
      self.sid = sid
      self.origin = origin
      self.publicURL = publicURL
      self.fallbackURL = fallbackURL
    }
  }

  /// Makes a simulator.
  /// - Parameters:
  ///   - database: what keeps the messages.
  ///   - now: milliseconds since 1970.
  package init(
    _ account: Account, database: ExecutorDatabase, webhooks: ServedWebhooks,
    numbers: ServedNumbers, secrets: any SecretProvider, transport: any HTTPTransport,
    destination: Destination, now: @escaping @Sendable () -> Int64, log: ExecutorLog
  ) {
    store = SimulatorStore(database)
    let incoming = IncomingMessages(
      store: store, webhooks: webhooks, numbers: numbers, secrets: secrets, transport: transport,
      destination: destination, account: account.sid, origin: account.origin,
      publicURL: account.publicURL, fallbackURL: account.fallbackURL, now: now)
    phones = SimulatorAPI(store: store, numbers: numbers, incoming: incoming, now: now)
    twilio = TwilioAPI(store: store, numbers: numbers, now: now, log: log)
  }

  /// Everything that was sent, the oldest first.
  package var messages: [TwilioMessage] {
    get async throws { try await store.messages() }
  }

  /// Answers everything below `/2010-04-01`, as Twilio does.
  package func respondAsTwilio(to request: ServerRequest) async throws -> ServerResponse {
    try await twilio.respond(to: request)
  }

  /// Answers everything below `/simulator`: a person's side of the conversation.
  package func respondAsPhone(to request: ServerRequest) async throws -> ServerResponse {
    try await phones.respond(to: request)
  }
}
