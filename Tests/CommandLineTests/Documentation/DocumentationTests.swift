import Foundation
import Testing

@Suite("The documentation")
struct DocumentationTests {
  @Test(
    "commands run as they are written, in order, and print what the page shows",
    arguments: DocumentationPage.names)
  func commands(name: String) throws {
    let page = try DocumentationPage(name)
    guard !page.commands.isEmpty else { return }
    let shell = try DocumentationShell()
    for command in page.commands {
      let outcome = try shell.run(command.text)
      let place = "\(name):\(command.line): \(command.text)\n\(outcome.output)"
      guard let expected = command.output else {
        #expect(outcome.status == 0, "\(place)")
        continue
      }
      // Only what is shown tells whether a command is meant to fail.
      #expect(outcome.status <= 1, "\(place)")
      #expect(Self.matches(outcome.output, expected), "\(place)")
    }
  }

  @Test("every page with commands is played")
  func pages() throws {
    let names = try DocumentationPage.names.filter { try !DocumentationPage($0).commands.isEmpty }
    #expect(names.count > 15 && names.contains("README.md"))
  }

  /// Whether an output is the expected one, except for times and Twilio's identifiers.
  private static func matches(_ output: String, _ expected: [Substring]) -> Bool {
    let pattern = expected.map { line in
      line == "…"
        ? "(.*\\n)*"
        : line.split(separator: "…", omittingEmptySubsequences: false)
          .map { NSRegularExpression.escapedPattern(for: plain(String($0))) }
          .joined(separator: ".*") + "\\n"
    }.joined()
    var text = plain(output)
    if !text.isEmpty, !text.hasSuffix("\n") { text += "\n" }
    // Empty lines at the end are not shown.
    return text.range(of: "^\(pattern)\\n*$", options: .regularExpression) != nil
  }

  private static func plain(_ text: String) -> String {
    text.replacing(/[0-9]+\.[0-9]{3} s/, with: "0.000 s")
      .replacing(/\b(AC|SM|MM)[0-9a-f]{32}\b/) { "\($0.output.1)0" }
  }

  // MARK: Options

  /// The options of every command and its subcommands, from the man pages.
  private static func options() throws -> [String: Set<String>] {
    let folder = try TemporaryFolder()
    #expect(try Tool.run("manual", folder.path).status == 0)
    var options: [String: Set<String>] = [:]
    for file in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
      let text = try String(contentsOf: folder.file(file), encoding: .utf8)
        .replacing("\\-", with: "-")
      let names = Set(text.matches(of: /--[a-z][a-z-]*/).map { String($0.output) })
      var words = file.dropLast(2).split(separator: "-")
      while !words.isEmpty {
        options[words.joined(separator: " "), default: []].formUnion(names)
        words.removeLast()
      }
    }
    return options
  }

  @Test("names commands and options that exist")
  func names() throws {
    let options = try Self.options()
    let known = Set(options.values.joined())
    #expect(options["bpmnc bundle sign"]?.contains("--key") == true)
    for name in DocumentationPage.names {
      // Inline code, not blocks: these are run.
      let text = try CITests.text(name).replacing(/(?s)```.*?```/, with: "")
      for code in text.matches(of: /`([^`\n]+)`/).map({ String($0.output.1) }) {
        let words = code.split(separator: " ").map { String($0) }
        let names = words.compactMap { $0.prefixMatch(of: /--[a-z][a-z-]*/) }
          .map { String($0.output) }
        guard words.first == "bpmnc", words.count > 1 else { continue }
        var path = words.prefix { $0.wholeMatch(of: /[a-z]+/) != nil }.joined(separator: " ")
        while options[path] == nil, let space = path.lastIndex(of: " ") {
          path = String(path[..<space])
        }
        #expect(path != "bpmnc" || words[1].hasPrefix("-"), "\(name): \(code)")
        let unknown = Set(names).subtracting(options[path] ?? known)
        #expect(unknown.isEmpty, "\(name): \(code)")
      }
    }
  }
}
