import BPMN
package import JSON

/// A place for a secret in a text of the model: `{{secrets.NAME}}` becomes a hole when the model
/// is compiled, and only what was compiled can contain one.
///
/// A hole is the name between two noncharacters. Data that comes from outside loses these
/// characters on its way in, so text that merely looks like a placeholder stays text.
package enum SecretHole {
  /// The noncharacter in front of a secret's name.
  package static let opening = noncharacter(0xFDD0)
  /// The noncharacter after a secret's name.
  package static let closing = noncharacter(0xFDD1)
  private static let replacement: Unicode.Scalar = "\u{FFFD}"

  /// The compiler refuses literals of noncharacters.
  private static func noncharacter(_ value: UInt32) -> Unicode.Scalar {
    guard let scalar = Unicode.Scalar(value) else {
      preconditionFailure("A noncharacter is a scalar; only surrogates are not.")
    }
    return scalar
  }

  /// Turns the braced placeholders of a text that a model's author wrote into holes.
  package static func marking(_ text: String) -> String {
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
  package static func neutralizing(_ text: String) -> String {
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
  package static func neutralizing(_ value: JSONValue) -> JSONValue {
    value.mapStrings(neutralizing)
  }

  /// Variables from outside, every text and name in them without these characters.
  package static func neutralizing(_ object: JSONObject) -> JSONObject {
    object.mapStrings(neutralizing)
  }

  /// Fills every hole once; what is put in is not searched again. This is done just before a request
  /// is built.
  package static func filling<Failure: Error>(
    _ text: String, _ value: (String) throws(Failure) -> String
  ) throws(Failure) -> String {
    guard text.unicodeScalars.contains(opening) else { return text }
    var result = String.UnicodeScalarView()
    var rest = text.unicodeScalars[...]
    while let start = rest.firstIndex(of: opening),
      let end = rest[start...].firstIndex(of: closing)
    {
      result += rest[..<start]
      result += try value(String(rest[rest.index(after: start)..<end])).unicodeScalars
      rest = rest[rest.index(after: end)...]
    }
    result += rest
    return String(result)
  }

  /// The text for people: every hole as the placeholder that it was.
  package static func display(_ text: String) -> String {
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
  package static func display(_ value: JSONValue) -> JSONValue { value.mapStrings(display) }

  /// Variables for people.
  package static func display(_ object: JSONObject) -> JSONObject { object.mapStrings(display) }
}
