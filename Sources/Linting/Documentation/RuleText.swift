import Text
import Diagnostics
import Text

extension RuleDocumentation {
  /// The documentation for a terminal: plain text, wrapped at a width; examples are not wrapped, and
  /// carets stand under the places of the findings.
  public func plainText(width: Int = 80) -> String {
    var facts = "Severity: \(severityWords)."
    if let platforms { facts += " Platform versions: \(platforms)." }
    let head = [name, String(repeating: "=", count: name.count), "", facts]
    let paragraphs = paragraphs.flatMap { [""] + Self.wrapped($0, width: width) }
    let blocks = examples.flatMap { example in
      ["", example.isGood ? "Good:" : "Bad:", ""] + example.linesWithCarets.map { "    " + $0 }
    }
    return (head + paragraphs + blocks).map { $0.trimmedEnd(of: " ") + "\n" }.joined()
  }

  /// One line for each rule, with its severity.
  public static func list(of rules: [RuleDocumentation]) -> String {
    TextTable(
      header: ["rule", "severity", "what is asked"],
      rows: rules.map { [$0.name, $0.severities.first?.rawValue ?? "off", $0.summary] }
    ).text
  }

  /// Breaks a paragraph or list between words; code blocks stay as they are.
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
  /// The lines without marks, and under a line with marks one with carets.
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
