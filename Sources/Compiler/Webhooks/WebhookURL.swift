/// Where a webhook is reached: `/inbound/<id>` below an address.
public enum WebhookURL {
  /// The path of an id, percent-encoded as one segment (RFC 3986); secret placeholders stay
  /// readable.
  public static func path(id: String) -> String {
    "/inbound/" + encodeSegment(id)
  }

  /// The address below a base URL, whose trailing slashes do not count.
  public static func url(base: String, id: String) -> String {
    var base = Substring(base)
    while base.hasSuffix("/") { base = base.dropLast() }
    return base + path(id: id)
  }

  private static func encodeSegment(_ id: String) -> String {
    guard let open = id.range("{{"), let close = id[open.upperBound...].range("}}") else {
      return encode(id[...])
    }
    return encode(id[..<open.lowerBound]) + id[open.lowerBound..<close.upperBound]
      + encodeSegment(String(id[close.upperBound...]))
  }

  private static func encode(_ text: Substring) -> String {
    var result = ""
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        result += "%" + (digits.count == 1 ? "0" : "") + digits
      }
    }
    return result
  }
}

extension StringProtocol {
  /// The first occurrence of a text.
  fileprivate func range(_ text: String) -> Range<Index>? {
    var index = startIndex
    while index < endIndex {
      if self[index...].hasPrefix(text) {
        return index..<self.index(index, offsetBy: text.count)
      }
      index = self.index(after: index)
    }
    return nil
  }
}
