import BPMN
package import JSON

/// A placeholder for a secret in a string of the model: `{{secrets.NAME}}` becomes a hole when the
/// model is compiled, and only compiled strings can contain one.
///
/// A hole is the secret's name between two noncharacters. These characters are removed from
/// incoming data, so a string that only looks like a placeholder stays a string.
package enum SecretHole {
  /// The noncharacter before a secret's name.
  package static let opening = noncharacter(0xFDD0)
  /// The noncharacter after a secret's name.
  package static let closing = noncharacter(0xFDD1)
  private static let replacement: Unicode.Scalar = "\u{FFFD}"

  /// The compiler rejects noncharacters in literals.
  private static func noncharacter(_ value: UInt32) -> Unicode.Scalar {
    guard let scalar = Unicode.Scalar(value) else {
      preconditionFailure("Every noncharacter is a Unicode scalar.")
    }
    return scalar
  }

  /// Turns the placeholders in a string of the model into holes.
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

  /// Replaces the two characters that delimit holes in incoming data.
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

  /// Neutralizes every string and key of an incoming value.
  package static func neutralizing(_ value: JSONValue) -> JSONValue {
    value.mapStrings(neutralizing)
  }

  /// Neutralizes every string and name of incoming variables.
  package static func neutralizing(_ object: JSONObject) -> JSONObject {
    object.mapStrings(neutralizing)
  }

  /// Fills every hole once; inserted values are not searched again. Called just before a request is
  /// built.
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

  /// The string to display: holes appear as their original placeholders.
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

  /// The value to display.
  package static func display(_ value: JSONValue) -> JSONValue { value.mapStrings(display) }

  /// The variables to display.
  package static func display(_ object: JSONObject) -> JSONObject { object.mapStrings(display) }
}
