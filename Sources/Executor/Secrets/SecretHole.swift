import Engine
import JSON

// The executor's side of holes: the engine makes them of a model's placeholders, the executor
// fills them just before a request is built. Nothing that arrives from outside may contain one,
// so that incoming text can never ask for a secret.
extension SecretHole {
  /// Fills every hole once; what is put in is not searched again.
  static func filling<Failure: Error>(
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

  /// Turns `{{secrets.NAME}}` into holes, in text that a model's author wrote.
  ///
  /// Blanks may stand inside the braces; the name is the shortest run without blanks.
  /// Source: reference page connector-runtime, 2.1.
  static func marking(_ text: String) -> String {
    var result = ""
    var rest = text[...]
    while let start = rest.firstRange(of: "{{") {
      let inside = rest[start.upperBound...].drop(while: \.isWhitespace)
      guard inside.hasPrefix("secrets."), let end = inside.firstRange(of: "}}"),
        let name = placeholderName(inside[..<end.lowerBound].dropFirst("secrets.".count))
      else {
        result += rest[..<start.upperBound]
        rest = rest[start.upperBound...]
        continue
      }
      result += rest[..<start.lowerBound]
      result.unicodeScalars.append(opening)
      result += name
      result.unicodeScalars.append(closing)
      rest = rest[end.upperBound...]
    }
    return result + rest
  }

  private static func placeholderName(_ text: Substring) -> String? {
    let name = text.reversed().drop(while: \.isWhitespace).reversed()
    return name.isEmpty || name.contains(where: \.isWhitespace) ? nil : String(name)
  }

  /// The text with the two scalars made harmless: for everything that comes from outside.
  static func neutralizing(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { $0 == opening || $0 == closing }) else {
      return text
    }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      result.append(scalar == opening || scalar == closing ? "\u{FFFD}" : scalar)
    }
    return String(result)
  }

  static func neutralizing(_ json: JSONValue) -> JSONValue { json.mapStrings(neutralizing) }
}

extension JSONValue {
  /// The same value with every key and string changed.
  func mapStrings<Failure: Error>(
    _ change: (String) throws(Failure) -> String
  ) throws(Failure) -> JSONValue {
    switch self {
    case .string(let text): return .string(try change(text))
    case .array(let items):
      return .array(
        try items.map { (item) throws(Failure) in try item.mapStrings(change) })
    case .object(let object): return .object(try object.mapStrings(change))
    case .null, .bool, .number: return self
    }
  }
}

extension JSONObject {
  func mapStrings<Failure: Error>(
    _ change: (String) throws(Failure) -> String
  ) throws(Failure) -> JSONObject {
    var changed: [(String, JSONValue)] = []
    for (key, value) in members {
      changed.append((try change(key), try value.mapStrings(change)))
    }
    return JSONObject(changed)
  }
}
