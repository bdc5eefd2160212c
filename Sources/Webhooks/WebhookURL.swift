import Text
import ProjectModel
import BPMN

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
      result += encode(bytes[start..<reference.range.lowerBound])
      result += String(decoding: bytes[reference.range], as: UTF8.self)
      start = reference.range.upperBound
    }
    return result + encode(bytes[start...])
  }

  private static func encode(_ bytes: ArraySlice<UInt8>) -> String {
    var result: [UInt8] = []
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"):
        result.append(byte)
      default:
        result.append(UInt8(ascii: "%"))
        result += [byte >> 4, byte & 15].map { $0 < 10 ? 0x30 + $0 : 0x37 + $0 }
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
