import ArgumentParser
import Compiler
import Diagnostics
import ElementTemplates
import Frontend
import JSON

struct TemplateValidate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Checks element templates: the official schema, and what it misses.",
    discussion: """
      What the official checker rejects is an error; everything else is a warning.
      Exit codes: 0 nothing wrong, 1 problems found, 2 the check could not be done, 64 bad usage.
      """)

  @Argument(
    help: ArgumentHelp(
      "Template files or folders, which are checked together; '-' is standard input.",
      discussion: "Without a path, the current folder."))
  var paths: [String] = []

  @Option(help: "The name of what comes from standard input.")
  var stdinFilename = "standard-input.json"

  @Option(help: "How findings are printed.")
  var format = Lint.Format.text

  @Option(help: "From which severity on the exit code is 1.")
  var failOn = Lint.FailOn.error

  func run() throws {
    try perform {
      let input = try TemplateInput(reading: paths, standardInputName: stdinFilename)
      for path in input.others {
        Terminal.note("bpmnc: \(path): no element template, not checked")
      }
      let findings = TemplateValidation(of: input.files).diagnostics.inReportingOrder()
      switch format {
      case .text:
        let reporter = TextReporter(hasColor: Terminal.hasColor)
        Terminal.write(reporter.report(findings, fileCount: input.files.count))
      case .json:
        Terminal.write(
          JSONReporter().report(findings, fileCount: input.files.count).text(.indented) + "\n")
      }
      let limit: Diagnostic.Severity = failOn == .error ? .error : .warning
      return findings.contains { $0.severity >= limit } ? .problemsFound : .success
    }
  }
}
