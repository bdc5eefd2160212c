import HTTP

/// Where requests may go.
///
/// Without `isLive`, requests only leave the machine for allowed hosts: those to Twilio's API keep
/// their path and go to the simulator, others are rejected.
package struct Destination: Sendable {
  let isLive: Bool
  let allowedHosts: Set<AllowedHost>
  /// The simulator's origin, `http://127.0.0.1:PORT`; nil if there is no simulator.
  let simulatorOrigin: String?

  /// Creates a destination.
  package init(
    isLive: Bool, allowedHosts: Set<AllowedHost> = [], simulatorOrigin: String? = nil
  ) {
    self.isLive = isLive
    self.allowedHosts = allowedHosts
    self.simulatorOrigin = simulatorOrigin
  }

  /// The URL to send a request for `url` to.
  /// - Throws: an input error if it may not be sent.
  package func resolve(_ url: String) throws(ConnectorError) -> String {
    guard let parts = URLParts(url) else {
      throw .input("The url '\(url)' is not a complete http or https URL.")
    }
    let host = HostName.ascii(parts.host)
    if isLive || allowedHosts.contains(where: { $0.matches(parts) }) { return url }
    if Self.isTwilioAPI(host), let simulatorOrigin { return simulatorOrigin + parts.target }
    throw .input(
      "The request to \(host) is not sent: without --live, nothing leaves this machine. "
        + "Start with --allow-host \(host) to allow this host, or with --live to allow all.")
  }

  /// The hosts of the APIs that the simulator has, and their variants with an edge and a region.
  private static func isTwilioAPI(_ host: String) -> Bool {
    guard host.hasSuffix(".twilio.com") else { return false }
    return ["api", "messaging", "content", "lookups", "verify"]
      .contains(String(host.prefix { $0 != "." }))
  }
}
