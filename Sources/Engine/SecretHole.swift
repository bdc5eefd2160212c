import BPMN
public import JSON

/// A place for a secret in a text of the model: `{{secrets.NAME}}` becomes a hole when the model
/// is compiled, and only what was compiled can contain one.
///
/// A hole is the name between two noncharacters. Data that comes from outside loses these
/// characters on its way in, so text that merely looks like a placeholder stays text.
public enum SecretHole {
  /// The noncharacter in front of a secret's name.
  public static let opening = noncharacter(0xFDD0)
  /// The noncharacter after a secret's name.
  public static let closing = noncharacter(0xFDD1)
  private static let replacement: Unicode.Scalar = "\u{FFFD}"

  /// The compiler refuses literals of noncharacters.
  private static func noncharacter(_ value: UInt32) -> Unicode.Scalar {
    guard let scalar = Unicode.Scalar(value) else {
      preconditionFailure("A noncharacter is a scalar; only surrogates are not.")
    }
    return scalar
  }

  /// Turns the braced placeholders of a text that a model's author wrote into holes.
  public static func marking(_ text: String) -> String {
    let text = neutralizing(text)
    let bytes = Array(text.utf8)
    var result = ""
    var copied = 0
    for reference in SecretReference.find(in: text) where reference.form == .braced {
      result += String(decoding: bytes[copied..<reference.range.lowerBound], as: UTF8.self)
      result.unicodeScalars.append(opening)
      result += reference.name
      result.unicodeScalars.append(closing)
      copied = reference.range.upperBound
    }
    return copied == 0 ? text : result + String(decoding: bytes[copied...], as: UTF8.self)
  }

  /// Data from outside, without the two characters that make holes.
  public static func neutralizing(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { $0 == opening || $0 == closing }) else {
      return text
    }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      result.append(scalar == opening || scalar == closing ? replacement : scalar)
    }
    return String(result)
  }

  /// Data from outside, every text and key in it without these characters.
  public static func neutralizing(_ value: JSONValue) -> JSONValue {
    value.mapStrings(neutralizing)
  }

  static func neutralizing(_ object: JSONObject) -> JSONObject { object.mapStrings(neutralizing) }

  /// The text for people: every hole as the placeholder that it was.
  public static func display(_ text: String) -> String {
    guard text.unicodeScalars.contains(opening) else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case opening: result += "{{secrets."
      case closing: result += "}}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// The value for people.
  public static func display(_ value: JSONValue) -> JSONValue { value.mapStrings(display) }

  static func display(_ object: JSONObject) -> JSONObject { object.mapStrings(display) }
}
