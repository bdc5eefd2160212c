import HTTP

/// Where requests may go.
///
/// Without `isLive` nothing leaves the machine that was not allowed by name: requests to Twilio's
/// API keep their path and go to the simulator, others are refused.
package struct Destination: Sendable {
  let isLive: Bool
  /// Host names in lower case.
  let allowedHosts: Set<String>
  /// The simulator's `http://127.0.0.1:PORT`; nil where there is none.
  let simulatorOrigin: String?

  /// Makes a destination; host names count in any case.
  package init(isLive: Bool, allowedHosts: Set<String> = [], simulatorOrigin: String? = nil) {
    self.isLive = isLive
    self.allowedHosts = Set(allowedHosts.map { $0.lowercased() })
    self.simulatorOrigin = simulatorOrigin
  }

  /// The URL to which a request for `url` is sent.
  /// - Throws: an input error where it may not be sent.
  package func resolve(_ url: String) throws(ConnectorError) -> String {
    guard let parts = URLParts(url) else {
      throw .input("The url '\(url)' is no complete http or https URL.")
    }
    let host = parts.host.lowercased()
    if isLive || allowedHosts.contains(host) { return url }
    if Self.isTwilioAPI(host), let simulatorOrigin { return simulatorOrigin + parts.target }
    throw .input(
      "The request to \(host) is not sent: without --live nothing leaves this machine. "
        + "Start with --allow-host \(host) to let it through, or with --live for everything.")
  }

  /// `api.twilio.com`, and its forms with an edge and a region.
  private static func isTwilioAPI(_ host: String) -> Bool {
    host == "api.twilio.com" || (host.hasPrefix("api.") && host.hasSuffix(".twilio.com"))
  }
}
