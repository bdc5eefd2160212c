import Text

/// The text of a `.env` file, in the syntax of Docker Compose and the dotenv libraries:
/// `NAME=VALUE` lines, `#` comments, an optional `export`, quotes.
///
/// In double quotes, `\n`, `\r`, `\t`, `\"`, `\$` and `\\` are escapes; in single quotes only `\'`
/// is one. Quoted values may span several lines. An unquoted value ends at a space followed by `#`.
/// Unlike in Compose, variables are not expanded: a secret may contain `$`.
struct EnvironmentFile {
  /// If several lines have the same name, the last one wins.
  private(set) var values: [String: String] = [:]

  init(parsing bytes: [UInt8]) throws(SecretFault) {
    let marked = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    guard let text = String(validating: marked, as: UTF8.self) else {
      throw SecretFault("not valid UTF-8")
    }
    // Use scalars, because "\r\n" is one Character.
    let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
      .map { String(String.UnicodeScalarView($0.last == "\r" ? $0.dropLast() : $0)) }
    var index = 0
    while index < lines.count {
      let number = index + 1
      let (name, rest) = try Self.assignment(lines[index], number)
      index += 1
      guard let name else { continue }
      let value = Self.trimmed(rest)
      if let quote = value.first, quote == "\"" || quote == "'" {
        var reader = QuotedValue(quote: quote)
        reader.read(value.dropFirst())
        while !reader.isClosed {
          guard index < lines.count else {
            throw SecretFault("line \(number): the value of \(name) has no closing quote")
          }
          reader.read("\n" + lines[index])
          index += 1
        }
        let tail = Self.trimmed(reader.tail)
        guard tail.isEmpty || tail.hasPrefix("#") else {
          throw SecretFault(
            "line \(number): only a comment may follow \(name)'s closing quote")
        }
        values[name] = reader.value
      } else {
        values[name] = Self.trimmed(Self.withoutComment(rest))
      }
    }
  }

  /// The name and the text after `=`; no name for an empty line or a comment.
  private static func assignment(
    _ line: String, _ number: Int
  ) throws(SecretFault) -> (name: String?, rest: String) {
    var line = trimmed(line)
    if line.isEmpty || line.hasPrefix("#") { return (nil, "") }
    if line.hasPrefix("export "), case let rest = trimmed(String(line.dropFirst(7))),
      !rest.hasPrefix("=")
    {
      line = rest
    }
    guard let equals = line.firstIndex(of: "=") else {
      throw SecretFault("line \(number): expected NAME=VALUE")
    }
    let name = trimmed(String(line[..<equals]))
    guard !name.isEmpty, !name.contains(where: isBlank) else {
      throw SecretFault("line \(number): expected a name without spaces before '='")
    }
    return (name, String(line[line.index(after: equals)...]))
  }

  private static func withoutComment(_ text: String) -> String {
    var previous: Character?
    for index in text.indices {
      if text[index] == "#", let blank = previous, isBlank(blank) { return String(text[..<index]) }
      previous = text[index]
    }
    return text
  }

  private static func isBlank(_ character: Character) -> Bool {
    character == " " || character == "\t"
  }

  private static func trimmed(_ text: String) -> String {
    String(text.trimmed(while: isBlank))
  }
}

/// Reads a quoted value line by line, each character once.
private struct QuotedValue {
  let quote: Character
  private(set) var value = ""
  private(set) var isClosed = false
  /// The text after the closing quote.
  private(set) var tail = ""
  private var isEscaped = false

  init(quote: Character) { self.quote = quote }

  mutating func read(_ text: some StringProtocol) {
    for character in text {
      if isClosed {
        tail.append(character)
      } else if isEscaped {
        isEscaped = false
        value += unescaped(character)
      } else if character == "\\" {
        isEscaped = true
      } else if character == quote {
        isClosed = true
      } else {
        value.append(character)
      }
    }
  }

  private func unescaped(_ character: Character) -> String {
    guard quote == "\"" else { return character == "'" ? "'" : "\\" + String(character) }
    return switch character {
    case "n": "\n"
    case "r": "\r"
    case "t": "\t"
    case "\"", "\\", "$": String(character)
    default: "\\" + String(character)
    }
  }
}
