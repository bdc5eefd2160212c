import Glibc
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
    let host: Substring
    if authority.hasPrefix("[") {
      guard let close = authority.firstIndex(of: "]") else {
        return "has an IPv6 address without a closing bracket"
      }
      host = authority[...close]
      guard ipv6(host) != nil else { return "has an invalid IPv6 address '\(host)'" }
    } else {
      if authority.count(where: { $0 == ":" }) > 1 {
        return "has an IPv6 address without brackets; write http://[::1]:8080"
      }
      host = authority.prefix { $0 != ":" }
      if host.isEmpty { return "must begin with https:// or http://" }
      guard isName(host) else { return "has an invalid host '\(host)'" }
    }
    let port = authority[host.endIndex...]
    guard !port.isEmpty else { return nil }
    guard port.first == ":", port.dropFirst().allSatisfy(\.isNumber),
      let number = UInt16(port.dropFirst()), number > 0
    else {
      return "has an invalid port '\(port.drop { $0 == ":" })' (1–65535)"
    }
    return nil
  }

  /// Whether a text is a host name: labels separated by dots. Letters of other alphabets are left to
  /// name resolution.
  private static func isName(_ host: Substring) -> Bool {
    let name = host.hasSuffix(".") ? host.dropLast() : host
    return name.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
      !label.isEmpty
        && label.utf8.allSatisfy { PercentEncoding.isUnreserved($0) || $0 >= 0x80 || $0 == 0x25 }
    }
  }

  /// The bytes of an IPv6 address in brackets; nil if it is not one.
  private static func ipv6(_ host: some StringProtocol) -> [UInt8]? {
    guard host.hasPrefix("["), host.hasSuffix("]") else { return nil }
    var bytes = [UInt8](repeating: 0, count: 16)
    return inet_pton(AF_INET6, String(host.dropFirst().dropLast()), &bytes) == 1 ? bytes : nil
  }

  /// The bytes of an IPv4 address in any form that name resolution accepts, such as `127.1`.
  private static func ipv4(_ host: String) -> [UInt8]? {
    var address = in_addr()
    guard inet_aton(host, &address) != 0 else { return nil }
    return withUnsafeBytes(of: address.s_addr) { Array($0) }
  }

  /// Whether the host of an address is this machine: a loopback or the unspecified address (RFC
  /// 1122, section 3.2.1.3; RFC 4291, section 2.5), or `localhost` (RFC 6761, section 6.3).
  package static func isLoopback(_ address: String) -> Bool {
    let host = String(authority(of: address).host.lowercased().trimmedEnd(of: "."))
    if let bytes = ipv6(host) {
      let isMapped = bytes[..<12] == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]
      return isMapped
        ? isLocal(bytes[12...]) : bytes[..<15].allSatisfy { $0 == 0 } && bytes[15] <= 1
    }
    if let bytes = ipv4(host) { return isLocal(bytes[...]) }
    return host == "localhost" || host.hasSuffix(".localhost")
  }

  private static func isLocal(_ ipv4: ArraySlice<UInt8>) -> Bool {
    ipv4.first == 127 || ipv4.allSatisfy { $0 == 0 }
  }

  /// The port that an address contains.
  package static func port(of address: String) -> Int? { authority(of: address).port }

  /// The host and port. The end of a string in an expression is also the end of the address.
  private static func authority(of address: String) -> (host: Substring, port: Int?) {
    guard let scheme = address.firstRange(of: "://") else { return ("", nil) }
    let text = address[scheme.upperBound...].prefix { !"/?#\\\" ".contains($0) }
    let authority = text.lastIndex(of: "@").map { text[text.index(after: $0)...] } ?? text
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
