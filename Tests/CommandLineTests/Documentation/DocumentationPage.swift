import Foundation
import TestSupport

/// A page of README.md, docs/ or samples/, with the commands it tells its readers to run.
///
/// `sh` blocks contain commands. `console` blocks contain commands after `$` and what they print;
/// `…` matches any text, and on a line of its own any lines.
struct DocumentationPage {
  struct Command {
    var text: String
    var line: Int
    /// Nil in a `sh` block.
    var output: [Substring]?
  }

  struct Block {
    var language: Substring
    /// The number of the line before the first line.
    var line: Int
    var lines: [Substring] = []
  }

  let name: String
  let lines: [Substring]

  init(_ name: String) throws {
    self.name = name
    lines = try CITests.text(name).split(separator: "\n", omittingEmptySubsequences: false)
  }

  /// All pages but those generated from the sources.
  static let names: [String] = {
    // Arguments of a test cannot throw; without the folders, there are no pages.
    let root = Cases.packageFolder
    func names(_ folder: String) -> [String] {
      ((try? FileManager.default.contentsOfDirectory(
        atPath: root.appending(path: folder).path)) ?? []).sorted()
    }
    let samples = ["samples/README.md"] + names("samples").map { "samples/\($0)/README.md" }
    return ["README.md"] + names("docs").filter { $0.hasSuffix(".md") }.map { "docs/\($0)" }
      + samples.filter {
        FileManager.default.fileExists(atPath: root.appending(path: $0).path)
      }
  }()

  var blocks: [Block] {
    var blocks: [Block] = []
    var isInside = false
    for (index, line) in lines.enumerated() {
      if line.hasPrefix("```") {
        isInside.toggle()
        if isInside { blocks.append(Block(language: line.dropFirst(3), line: index + 1)) }
      } else if isInside {
        blocks[blocks.count - 1].lines.append(line)
      }
    }
    return blocks
  }

  var commands: [Command] {
    blocks.flatMap { block in
      switch block.language {
      case "sh": Self.commands(block)
      case "console": Self.conversation(block)
      default: [Command]()
      }
    }
  }

  /// Commands, which continue after a backslash or inside quotes.
  private static func commands(_ block: Block) -> [Command] {
    var commands: [Command] = []
    var isComplete = true
    for (index, line) in block.lines.enumerated() where !line.isEmpty {
      if isComplete {
        commands.append(Command(text: String(line), line: block.line + index + 1))
      } else {
        commands[commands.count - 1].text += "\n" + line
      }
      let text = commands[commands.count - 1].text
      isComplete = !text.hasSuffix("\\") && text.count { $0 == "'" }.isMultiple(of: 2)
    }
    return commands
  }

  /// Commands after `$` with their output.
  private static func conversation(_ block: Block) -> [Command] {
    var commands: [Command] = []
    for (index, line) in block.lines.enumerated() {
      if line.hasPrefix("$ ") {
        commands.append(
          Command(text: String(line.dropFirst(2)), line: block.line + index + 1, output: []))
      } else if !commands.isEmpty {
        if commands[commands.count - 1].text.hasSuffix("\\") {
          commands[commands.count - 1].text += "\n" + line
        } else {
          commands[commands.count - 1].output?.append(line)
        }
      }
    }
    return commands
  }
}
