/// How an executor runs.
public struct ExecutorOptions: Sendable {
  /// 0 takes any port that is free.
  public var port = 8080
  /// Where senders of webhooks reach this server, such as a tunnel's `https://…`; nil for the
  /// loopback address.
  public var publicURL: String?
  /// Whether `X-Forwarded-Proto` and `X-Forwarded-Host` are believed.
  public var trustsForwardedHeaders = false
  /// Whether requests go to where the model says, instead of to the simulator.
  public var isLive = false
  /// Hosts that may be called without `isLive`.
  public var allowedHosts: Set<String> = []
  /// Numbers of the simulator with the ids of their webhooks; the other webhooks get one each.
  public var numbers: [(number: String, webhook: String)] = []
  /// Where the simulator turns when a webhook fails, as Twilio does.
  public var fallbackURL: String?
  /// The simulated account of incoming messages.
  public var accountSID = "AC" + String(repeating: "0", count: 31) + "1"
  /// The executor's own database; nil keeps everything in memory.
  public var databasePath: String?
  /// How many jobs may be under way at once.
  public var concurrency = 32
  /// What `/v2/topology` gives as version.
  public var platformVersion = "8.9.0"

  /// The defaults.
  public init() {}
}
