import ArgumentParser
import Diagnostics
import ElementTemplates
import Frontend
import JSON

struct TemplateValidate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Checks element templates against the official schema, and beyond it.",
    discussion: """
      Violations of the official schema are errors; other problems are warnings.
      Exit codes: 0 no problems, 1 problems found, 2 the check could not be run, 64 bad usage.
      """)

  @Argument(
    help: ArgumentHelp(
      "Template files and folders to check together; '-' reads standard input.",
      discussion: "The default is the current folder."))
  var paths: [String] = []

  @Option(help: "The file name to use for standard input.")
  var stdinFilename = "standard-input.json"

  @OptionGroup var report: ReportOptions

  func run() throws {
    try report.perform {
      let input = try TemplateInput(reading: paths, standardInputName: stdinFilename)
      for path in input.others {
        Terminal.note("bpmnc: \(path): not an element template; skipped")
      }
      let findings = TemplateValidation(of: input.files).diagnostics.inReportingOrder()
      return try report.deliver(
        findings, paths: input.files.map(\.source.path),
        projectPaths: try ConfigurationLookup().projectPaths(
          of: findings.map(\.location.source.path), orBeside: nil))
    }
  }
}
