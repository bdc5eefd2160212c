import Diagnostics
import Text

extension RuleDocumentation {
  /// The documentation as plain text for a terminal, wrapped at a width. Examples are not wrapped
  /// and have carets below the locations of their findings.
  public func plainText(width: Int = 80) -> String {
    var facts = "Severity: \(severityText)."
    if let platforms { facts += " Platform versions: \(platforms)." }
    let head = [name, String(repeating: "=", count: name.count), "", facts]
    let paragraphs = paragraphs.flatMap { [""] + Self.wrapped($0, width: width) }
    let blocks = examples.flatMap { example in
      ["", example.isGood ? "Good:" : "Bad:", ""] + example.linesWithCarets.map { "    " + $0 }
    }
    return (head + paragraphs + blocks).map { $0.trimmedEnd(of: " ") + "\n" }.joined()
  }

  /// The list of rules, one per line, with their severity.
  public static func list(of rules: [RuleDocumentation]) -> String {
    TextTable(
      header: ["rule", "severity", "summary"],
      rows: rules.map { [$0.name, $0.severities.first?.rawValue ?? "off", $0.summary] }
    ).text
  }

  /// Wraps a paragraph or list between words; code blocks stay unchanged.
  private static func wrapped(_ paragraph: String, width: Int) -> [String] {
    let lines = paragraph.split(separator: "\n")
    if lines.first?.hasPrefix("```") == true {
      return lines.dropFirst().filter { !$0.hasPrefix("```") }.map { "    " + $0 }
    }
    var items: [(indent: String, words: [Substring])] = []
    for line in lines {
      let isItem = line.hasPrefix("- ")
      if isItem || items.isEmpty { items.append((isItem ? "  " : "", [])) }
      items[items.count - 1].words += line.split(separator: " ")
    }
    return items.flatMap { wrapped($0.words, indent: $0.indent, width: width) }
  }

  private static func wrapped(_ words: [Substring], indent: String, width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in words {
      if line.isEmpty {
        line = String(word)
      } else if line.count + 1 + word.count > width {
        lines.append(line)
        line = indent + word
      } else {
        line += " " + word
      }
    }
    return lines + [line]
  }
}

extension RuleExample {
  /// The lines without marks; a line with carets follows each line with marks.
  fileprivate var linesWithCarets: [String] {
    markedText.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line in
      var text = ""
      var carets = ""
      for character in line {
        if Self.isMark(character) {
          carets += String(repeating: " ", count: max(0, text.count - carets.count)) + "^"
        } else {
          text.append(character)
        }
      }
      return carets.isEmpty ? [text] : [text, carets]
    }
  }
}
