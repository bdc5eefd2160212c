import Text

/// An address over HTTP that paths are put behind, as configurations and options give it.
public enum WebAddress {
  /// What is wrong with a text as an address, to be read behind its name; nil where nothing is.
  public static func fault(in text: String) -> String? {
    let rest = ["https://", "http://"].lazy
      .compactMap { text.hasPrefix($0) ? text.dropFirst($0.count) : nil }.first
    guard let rest, !rest.isEmpty, !rest.hasPrefix("/") else {
      return "must be an address that begins with https:// or http://"
    }
    let authority = rest.prefix { $0 != "/" }
    if authority.contains("@") || rest.contains(where: { "?#".contains($0) || $0.isWhitespace }) {
      return "must be a plain address, without user, query, fragment or blanks"
    }
    return hostFault(authority)
  }

  private static func hostFault(_ authority: Substring) -> String? {
    var port = Substring()
    if authority.hasPrefix("[") {
      guard let close = authority.firstIndex(of: "]") else {
        return "has an IPv6 address whose bracket is not closed"
      }
      port = authority[authority.index(after: close)...]
    } else {
      let parts = authority.split(separator: ":", omittingEmptySubsequences: false)
      if parts.count > 2 { return "has an IPv6 address; write it in brackets: http://[::1]:8080" }
      if parts[0].isEmpty { return "must be an address that begins with https:// or http://" }
      if parts.count == 2 { port = authority.dropFirst(parts[0].count) }
    }
    guard !port.isEmpty else { return nil }
    guard port.first == ":", let number = UInt16(port.dropFirst()), number > 0 else {
      return "has the port '\(port.drop { $0 == ":" })', which is none"
    }
    return nil
  }

  /// The address without slashes at its end.
  package static func trimmed(_ text: String) -> String {
    String(text.trimmedEnd(of: "/"))
  }
}
