import BPMN
import ProjectModel
import Text

/// The URLs of webhooks: `/inbound/<id>` after the address of the connectors.
public enum WebhookURL {
  /// The path of an ID.
  public static func path(id: String) -> String {
    "/inbound/" + segment(id)
  }

  /// The URL of an ID, with the trailing slashes of the base URL removed.
  public static func url(base: String, id: String) -> String {
    WebAddress.trimmed(base) + path(id: id)
  }

  /// A string percent-encoded as one path segment (RFC 3986, section 3.3). Only unreserved
  /// characters are kept, and secret placeholders stay readable.
  static func segment(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var result = ""
    var start = 0
    for reference in SecretReference.find(in: text) where reference.form == .braced {
      result += encoded(bytes[start..<reference.range.lowerBound])
      result += String(decoding: bytes[reference.range], as: UTF8.self)
      start = reference.range.upperBound
    }
    return result + encoded(bytes[start...])
  }

  private static func encoded(_ bytes: ArraySlice<UInt8>) -> String {
    PercentEncoding.encode(bytes, keeping: PercentEncoding.isUnreserved)
  }
}
