/// The text of a `.env` file: `NAME=VALUE` lines, `#` comments, optional `export` and quotes.
///
/// In double quotes `\n`, `\t`, `\"` and `\\` are escapes and a value may go over several lines; in
/// single quotes nothing is. An unquoted value ends at ` #`. Nothing is expanded.
public struct EnvironmentFile: Sendable {
  public private(set) var values: [String: String] = [:]

  /// A line that cannot be read; it never repeats the line, which may hold a secret.
  public struct Fault: Error, CustomStringConvertible {
    /// Counts from 1.
    public var line: Int
    public var message: String
    public var description: String { "line \(line): \(message)" }
  }

  public init(parsing text: String) throws(Fault) {
    // Scalars, because "\r\n" is one Character.
    let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
      .map { String(String.UnicodeScalarView($0.last == "\r" ? $0.dropLast() : $0)) }
    var index = 0
    while index < lines.count {
      let number = index + 1
      var line = trimmed(lines[index])
      index += 1
      if line.isEmpty || line.hasPrefix("#") { continue }
      if line.hasPrefix("export ") { line = trimmed(String(line.dropFirst(7))) }
      guard let equals = line.firstIndex(of: "=") else {
        throw Fault(line: number, message: "expected NAME=VALUE")
      }
      let name = trimmed(String(line[..<equals]))
      guard !name.isEmpty, !name.contains(where: { $0 == " " || $0 == "\t" }) else {
        throw Fault(line: number, message: "expected a name without blanks before '='")
      }
      var value = trimmed(String(line[line.index(after: equals)...]))
      if let quote = value.first, quote == "\"" || quote == "'" {
        while Self.quoted(value, quote) == nil {
          guard quote == "\"", index < lines.count else {
            throw Fault(line: number, message: "the quote of \(name) is not closed")
          }
          value += "\n" + lines[index]
          index += 1
        }
        value = Self.quoted(value, quote) ?? ""
      } else if let comment = value.firstRange(of: " #") {
        value = trimmed(String(value[..<comment.lowerBound]))
      }
      values[name] = value
    }
  }

  /// The text between the quotes, or nil while the closing one is missing.
  private static func quoted(_ value: String, _ quote: Character) -> String? {
    var result = ""
    var escaped = false
    for character in value.dropFirst() {
      if escaped {
        switch character {
        case "n": result.append("\n")
        case "t": result.append("\t")
        case "r": result.append("\r")
        case "\"", "\\": result.append(character)
        default: result += "\\" + String(character)
        }
        escaped = false
      } else if character == "\\" && quote == "\"" {
        escaped = true
      } else if character == quote {
        return result
      } else {
        result.append(character)
      }
    }
    return nil
  }
}

private func trimmed(_ text: String) -> String {
  let isBlank = { (character: Character) in character == " " || character == "\t" }
  let start = text.drop(while: isBlank)
  return String(start.reversed().drop(while: isBlank).reversed())
}
