import Text

/// Checks headers that a model sets.
package enum HeaderCheck {
  /// Headers of one connection, and headers that frame a message (RFC 9110, section 7.6.1; RFC 9112,
  /// section 6): the client or server writes them itself, and another value would let a request
  /// end early or contain a second one.
  private static let reserved: Set<String> = [
    "connection", "content-length", "expect", "http2-settings", "keep-alive", "proxy-authenticate",
    "proxy-authorization", "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade",
  ]

  /// Why a header cannot be sent, as a sentence without its value; nil if it can.
  package static func problem(name: String, value: String) -> String? {
    guard isToken(name), value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }) else {
      return "The header '\(name.escapingControls)' contains characters that are not allowed in "
        + "headers."
    }
    if reserved.contains(name.lowercased()) {
      return "The header '\(name)' must not be set; it is written when the message is sent."
    }
    return nil
  }

  /// RFC 9110, section 5.6.2.
  private static func isToken(_ name: String) -> Bool {
    !name.isEmpty
      && name.utf8.allSatisfy { $0.isAlphanumeric || "!#$%&'*+-.^_`|~".utf8.contains($0) }
  }
}
