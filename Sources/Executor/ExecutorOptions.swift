/// How an executor runs.
package struct ExecutorOptions: Sendable {
  /// 0 takes any port that is free.
  package var port = 8080
  /// Where senders of webhooks reach this server, such as a tunnel's `https://…`; nil for the
  /// loopback address.
  package var publicURL: String?
  /// Whether `X-Forwarded-Proto` and `X-Forwarded-Host` are believed.
  package var trustsForwardedHeaders = false
  /// Whether requests go to where the model says, instead of to the simulator.
  package var isLive = false
  /// Hosts that may be called without `isLive`.
  package var allowedHosts: Set<String> = []
  /// Numbers of the simulator with the ids of their webhooks; the other webhooks get one each.
  package var numbers: [(number: String, webhook: String)] = []
  /// Where the simulator turns when a webhook fails, as Twilio does.
  package var fallbackURL: String?
  /// The simulated account of incoming messages.
  package var accountSID = "AC" + String(repeating: "0", count: 31) + "1"
  /// The executor's own database; nil keeps everything in memory.
  package var databasePath: String?
  /// How many jobs may be under way at once.
  package var concurrency = 32
  /// What `/v2/topology` gives as version.
  package var platformVersion = "8.9.0"

  /// The defaults.
  package init() {}
}
