import ArgumentParser
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

  @OptionGroup var report: ReportOptions

  func run() throws {
    try perform {
      let input = try TemplateInput(reading: paths, standardInputName: stdinFilename)
      for path in input.others {
        Terminal.note("bpmnc: \(path): no element template, not checked")
      }
      let findings = TemplateValidation(of: input.files).diagnostics.inReportingOrder()
      return try report.deliver(
        findings, paths: input.files.map(\.source.path), failsFrom: report.limit())
    }
  }
}
