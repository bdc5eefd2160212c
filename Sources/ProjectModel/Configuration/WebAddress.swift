import Text

/// Validates HTTP addresses in configurations and options, to which paths are appended.
public enum WebAddress {
  /// The problem of an address, as a predicate for the name of its setting; nil if it is valid.
  public static func fault(in text: String) -> String? {
    let rest = ["https://", "http://"].lazy
      .compactMap { text.hasPrefix($0) ? text.dropFirst($0.count) : nil }.first
    guard let rest, !rest.isEmpty, !rest.hasPrefix("/") else {
      return "must begin with https:// or http://"
    }
    let authority = rest.prefix { $0 != "/" }
    if authority.contains("@") || rest.contains(where: { "?#".contains($0) || $0.isWhitespace }) {
      return "must not contain a user, query, fragment or spaces"
    }
    return hostFault(authority)
  }

  private static func hostFault(_ authority: Substring) -> String? {
    var port = Substring()
    if authority.hasPrefix("[") {
      guard let close = authority.firstIndex(of: "]") else {
        return "has an IPv6 address without a closing bracket"
      }
      port = authority[authority.index(after: close)...]
    } else {
      let parts = authority.split(separator: ":", omittingEmptySubsequences: false)
      if parts.count > 2 { return "has an IPv6 address without brackets; write http://[::1]:8080" }
      if parts[0].isEmpty { return "must begin with https:// or http://" }
      if parts.count == 2 { port = authority.dropFirst(parts[0].count) }
    }
    guard !port.isEmpty else { return nil }
    guard port.first == ":", let number = UInt16(port.dropFirst()), number > 0 else {
      return "has an invalid port '\(port.drop { $0 == ":" })' (1–65535)"
    }
    return nil
  }

  /// Whether the host of an address is this machine.
  package static func isLoopback(_ address: String) -> Bool {
    let host = authority(of: address).host
    return ["localhost", "[::1]"].contains(host.lowercased()) || host.hasPrefix("127.")
  }

  /// The port that an address contains.
  package static func port(of address: String) -> Int? { authority(of: address).port }

  private static func authority(of address: String) -> (host: Substring, port: Int?) {
    let parts = address.split(separator: "/", omittingEmptySubsequences: true)
    let authority = parts.dropFirst().first ?? ""
    let end = authority.lastIndex(of: ":").flatMap { colon in
      authority[colon...].contains("]") ? nil : colon
    }
    guard let end else { return (authority, nil) }
    return (authority[..<end], Int(authority[authority.index(after: end)...]))
  }

  /// The address without trailing slashes.
  package static func trimmed(_ text: String) -> String {
    String(text.trimmedEnd(of: "/"))
  }
}
