import ArgumentParser
import Compiler
import Diagnostics
import Frontend
import JSON

struct Lint: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Checks diagrams: XML, references, element templates, webhooks, FEEL.",
    discussion: """
      Exit codes: 0 nothing wrong, 1 problems found, 2 the check could not be done, 64 bad usage.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  enum FailOn: String, ExpressibleByArgument, CaseIterable {
    case error, warning
  }

  @OptionGroup var project: ProjectOptions

  @Option(help: "How findings are printed.")
  var format = Format.text

  @Option(help: "Run only this rule.")
  var rule: String?

  @Option(help: "From which severity on the exit code is 1.")
  var failOn = FailOn.error

  func run() throws {
    try perform {
      guard case .files(let files) = try project.read() else {
        throw ToolFault(
          message: "\(project.paths[0]): a bundle was checked when it was built; lint its sources")
      }
      let checked = try project.compile(files, onlyRule: rule)
      let findings = checked.diagnostics
      switch format {
      case .text:
        let reporter = TextReporter(hasColor: Terminal.hasColor)
        Terminal.write(reporter.report(findings, fileCount: files.count))
      case .json:
        Terminal.write(
          JSONReporter().report(findings, fileCount: files.count).text(.indented) + "\n")
      }
      let limit: Diagnostic.Severity = failOn == .error ? .error : .warning
      return findings.contains { $0.severity >= limit } ? .problemsFound : .success
    }
  }
}
