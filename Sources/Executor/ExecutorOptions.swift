package import Connectors
import TwilioSimulator

/// The options of an executor.
package struct ExecutorOptions: Sendable {
  /// The port to listen on; 0 selects a free one.
  package var port = 8080
  /// The URL at which senders of webhooks reach this server, such as a tunnel's `https://…`; nil
  /// for the loopback address.
  package var publicURL: String?
  /// Whether to trust `X-Forwarded-Proto` and `X-Forwarded-Host`.
  package var trustsForwardedHeaders = false
  /// Whether requests go to the model's URLs instead of the simulator.
  package var isLive = false
  /// Hosts that may be called without `isLive`.
  package var allowedHosts: Set<AllowedHost> = []
  /// The proxies of requests to other machines.
  package var proxies = ProxySettings.none
  /// Numbers of the simulator with the ids of their webhooks; other webhooks get one number each.
  package var numbers: [(number: String, webhook: String)] = []
  /// Numbers of the simulator that call no webhook, but may send messages.
  package var otherNumbers: [String] = []
  /// The answers to jobs that have no worker.
  package var jobAnswers: [JobAnswer] = []
  /// The URL that the simulator calls if a webhook fails, as Twilio does.
  package var fallbackURL: String?
  /// The simulated account of incoming messages.
  package var accountSID = SimulatedSecrets.accountSID
  /// The maximum number of concurrent jobs.
  package var concurrency = 32
  /// The version that `/v2/topology` returns.
  package var platformVersion = "8.9.0"

  /// Creates the default options.
  package init() {}
}
