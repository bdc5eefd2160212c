public import JSON

/// A place for a secret in a text of the model: `{{secrets.NAME}}` becomes a hole when the model
/// is compiled, and only what was compiled can contain one.
///
/// A hole is the name between two noncharacters. Data that comes from outside loses these
/// characters on its way in, so text that merely looks like a placeholder stays text.
public enum SecretHole {
  public static let opening = Unicode.Scalar(UInt32(0xFDD0))!
  public static let closing = Unicode.Scalar(UInt32(0xFDD1))!
  private static let replacement: Unicode.Scalar = "\u{FFFD}"

  /// Turns the placeholders of a text of the model into holes. A name is the shortest run without
  /// blanks between `secrets.` and `}}`; blanks may stand inside the braces.
  static func fill(_ text: String) -> String {
    let scalars = Array(sanitized(text).unicodeScalars)
    var result = String.UnicodeScalarView()
    var index = 0
    while index < scalars.count {
      if let (name, end) = placeholder(in: scalars, at: index) {
        result.append(opening)
        result.append(contentsOf: name)
        result.append(closing)
        index = end
      } else {
        result.append(scalars[index])
        index += 1
      }
    }
    return String(result)
  }

  /// The name of the placeholder that starts here, and where it ends.
  private static func placeholder(
    in scalars: [Unicode.Scalar], at start: Int
  ) -> (name: ArraySlice<Unicode.Scalar>, end: Int)? {
    var index = start
    func skip(_ word: String) -> Bool {
      guard scalars[index...].starts(with: word.unicodeScalars) else { return false }
      index += word.unicodeScalars.count
      return true
    }
    func skipBlanks() {
      while index < scalars.count, scalars[index].properties.isWhitespace { index += 1 }
    }
    guard skip("{{") else { return nil }
    skipBlanks()
    guard skip("secrets.") else { return nil }
    let nameStart = index
    while index < scalars.count, !scalars[index].properties.isWhitespace {
      index += 1
      let nameEnd = index
      skipBlanks()
      if skip("}}") { return (scalars[nameStart..<nameEnd], index) }
      index = nameEnd
    }
    return nil
  }

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
  public static func display(_ value: JSONValue) -> JSONValue { map(value, display) }

  static func display(_ object: JSONObject) -> JSONObject { map(object, display) }

  /// Data from outside, without the two characters that make holes.
  static func sanitized(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { $0 == opening || $0 == closing }) else {
      return text
    }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      result.append(scalar == opening || scalar == closing ? replacement : scalar)
    }
    return String(result)
  }

  static func sanitized(_ object: JSONObject) -> JSONObject { map(object, sanitized) }

  private static func map(_ object: JSONObject, _ change: (String) -> String) -> JSONObject {
    JSONObject(object.members.map { (change($0.key), map($0.value, change)) })
  }

  private static func map(_ value: JSONValue, _ change: (String) -> String) -> JSONValue {
    switch value {
    case .string(let text): .string(change(text))
    case .array(let items): .array(items.map { map($0, change) })
    case .object(let object): .object(map(object, change))
    case .null, .bool, .number: value
    }
  }
}
