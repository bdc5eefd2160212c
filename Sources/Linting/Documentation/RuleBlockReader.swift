import Diagnostics
import Text

/// Reads the documentation comment of a rule line by line.
///
/// Paragraphs are Markdown. A line `Bad:` or `Good:` precedes an example, which is a code block. A
/// line `Severity: error` (or `error or warning`) overrides the severity of the `LintRule`.
struct RuleBlockReader {
  private(set) var paragraphs: [String] = []
  package private(set) var examples: [RuleExample] = []
  package private(set) var severities: [Diagnostic.Severity] = []

  private enum State {
    case between
    case paragraph
    /// After `Bad:` or `Good:`.
    case exampleTitle(isGood: Bool)
    case example(isGood: Bool, language: String, lines: [String])
    case code
  }

  private var state = State.between

  package mutating func read(_ line: String) {
    switch state {
    case .example(let isGood, let language, let lines):
      if line.hasPrefix("```") {
        examples.append(
          RuleExample(
            isGood: isGood, language: language, markedText: lines.joined(separator: "\n")))
        state = .between
      } else {
        state = .example(isGood: isGood, language: language, lines: lines + [line])
      }
    case .exampleTitle(let isGood) where line.hasPrefix("```"):
      state = .example(isGood: isGood, language: String(line.dropFirst(3)), lines: [])
    case .code:
      add(line)
      if line.hasPrefix("```") { state = .between }
    case .between, .paragraph, .exampleTitle:
      readText(line)
    }
  }

  private mutating func readText(_ line: String) {
    if line.isBlank {
      if case .paragraph = state { state = .between }
    } else if line == "Bad:" || line == "Good:" {
      state = .exampleTitle(isGood: line == "Good:")
    } else if line.hasPrefix("Severity: ") {
      severities = line.dropFirst("Severity: ".count).split(separator: " ")
        .compactMap { Diagnostic.Severity(rawValue: String($0)) }
    } else if line.hasPrefix("```") {
      paragraphs.append(line)
      state = .code
    } else if case .paragraph = state {
      add(line)
    } else {
      paragraphs.append(line)
      state = .paragraph
    }
  }

  /// Appends a line to the last paragraph.
  private mutating func add(_ line: String) {
    paragraphs[paragraphs.count - 1] += "\n" + line
  }
}
