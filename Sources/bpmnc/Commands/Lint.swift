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

  @Flag(help: "Apply the fixes that findings offer, and report what is left.")
  var fix = false

  @Flag(help: "Print what --fix would change, and nothing else.")
  var diff = false

  func run() throws {
    try perform {
      guard case .files(var files) = try project.read() else {
        throw ToolFault(
          message: "\(project.paths[0]): a bundle was checked when it was built; lint its sources")
      }
      if fix || diff { files = try fixed(files) }
      let checked = try project.compile(files, onlyRule: rule)
      let findings = checked.diagnostics
      let limit: Diagnostic.Severity = failOn == .error ? .error : .warning
      let status: ExitStatus =
        findings.contains { $0.severity >= limit } ? .problemsFound : .success
      if diff { return status }
      switch format {
      case .text:
        let reporter = TextReporter(hasColor: Terminal.hasColor)
        Terminal.write(reporter.report(findings, fileCount: files.count))
      case .json:
        Terminal.write(
          JSONReporter().report(findings, fileCount: files.count).text(.indented) + "\n")
      }
      return status
    }
  }

  /// Writes the fixed files; or, with `--diff`, shows them and leaves them as they are.
  private func fixed(_ files: [InputFile]) throws -> [InputFile] {
    guard !project.paths.contains("-") || diff else {
      throw ToolFault(message: "standard input cannot be fixed; use --diff")
    }
    let run = FixRun(files, templates: try project.templates().library, onlyRule: rule)
    for (old, new) in zip(files, run.files) where old.bytes != new.bytes {
      if diff {
        Terminal.write(UnifiedDiff(old: old.bytes, new: new.bytes, path: old.path).text)
      } else {
        try OutputFile.write(new.bytes, to: new.path)
      }
    }
    return diff ? files : run.files
  }
}
