import Text
import ProjectModel
import BPMN
import Text

/// Where a webhook is reached: `/inbound/<id>` below an address.
public enum WebhookURL {
  /// The path of an id.
  public static func path(id: String) -> String {
    "/inbound/" + segment(id)
  }

  /// The address below a base URL, whose trailing slashes do not count.
  public static func url(base: String, id: String) -> String {
    WebAddress.trimmed(base) + path(id: id)
  }

  /// A text percent-encoded as one segment of a path (RFC 3986, 3.3, with nothing but unreserved
  /// characters left as they are); placeholders of secrets stay readable.
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
