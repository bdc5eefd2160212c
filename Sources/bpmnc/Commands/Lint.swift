import ArgumentParser
import BPMN
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
    var severity: Diagnostic.Severity { self == .error ? .error : .warning }
  }

  @OptionGroup var project: ProjectOptions

  @Option(help: "How findings are printed.")
  var format = Format.text

  @Option(help: "Run only this rule.")
  var rule: String?

  @Option(help: "From which severity on the exit code is 1; else as bpmnc.yaml says, or error.")
  var failOn: FailOn?

  @Option(
    help: "The platform version to check for, whatever the files say, such as 8.9.",
    transform: platformVersion)
  var platform: PlatformVersion?

  @Option(help: "An environment of bpmnc.yaml, in which every secret must have a value.")
  var environment: String?

  @Option(help: "A file of findings that are known: only others are reported.")
  var baseline: String?

  @Flag(help: "Write what is found to the --baseline file, and report nothing.")
  var updateBaseline = false

  @Flag(help: "Run the examples of the configuration's own checks, and nothing else.")
  var testRules = false

  @Flag(help: "Apply the fixes that findings offer, and report what is left.")
  var fix = false

  @Flag(help: "Print what --fix would change, and nothing else.")
  var diff = false

  func validate() throws {
    if updateBaseline, baseline == nil {
      throw ValidationError("--update-baseline needs --baseline FILE.")
    }
  }

  func run() throws {
    try perform {
      if testRules { return try runExamples() }
      guard case .files(var files) = try project.read() else {
        throw ToolFault(
          message: "\(project.paths[0]): a bundle was checked when it was built; lint its sources")
      }
      if fix || diff { files = try fixed(files) }
      let checked = try project.compile(
        files, platform: platform, onlyRule: rule, environment: environment)
      try checkRuleName(checked.settings)
      var findings = checked.diagnostics
      if updateBaseline, let baseline {
        return try write(findings, to: baseline)
      }
      if let baseline { findings = try new(findings, since: baseline) }
      let limit = failOn?.severity ?? checked.settings.configuration.failOn ?? .error
      let status: ExitStatus =
        findings.contains { $0.severity >= limit } ? .problemsFound : .success
      if diff { return status }
      switch format {
      case .text:
        let reporter = TextReporter(hasColor: Terminal.hasColor)
        Terminal.write(reporter.report(findings, fileCount: files.count))
        if checked.unversionedFileCount > 0 {
          Terminal.note(Self.versionNote(checked.unversionedFileCount, of: files.count))
        }
      case .json:
        Terminal.write(
          JSONReporter().report(findings, fileCount: files.count).text(.indented) + "\n")
      }
      return status
    }
  }

  private static func versionNote(_ count: Int, of total: Int) -> String {
    let version = LintSettings.newestPlatform
    return "note: \(count) of \(total) files name no platform version and were checked for "
      + "\(version.major).\(version.minor); --platform or 'platform' in bpmnc.yaml says another"
  }

  /// A misspelt `--rule` would find nothing and look like success.
  private func checkRuleName(_ settings: ProjectSettings) throws {
    guard let rule else { return }
    let known = LintSettings.ruleNames + settings.configuration.checks.map(\.name)
    if known.contains(rule) { return }
    let hint = Suggestion.nearest(to: rule, among: known).map { " Did you mean '\($0)'?" } ?? ""
    throw ValidationError("There is no rule '\(rule)'.\(hint)")
  }

  // MARK: Baseline

  private func write(_ findings: [Diagnostic], to path: String) throws -> ExitStatus {
    try OutputFile.write(
      Array((Baseline.document(of: findings).text(.indented) + "\n").utf8), to: path)
    Terminal.note("\(path): \(findings.count) findings are known now")
    return .success
  }

  private func new(_ findings: [Diagnostic], since path: String) throws -> [Diagnostic] {
    let known: Baseline
    let bytes = try InputReader().read(file: path)
    do throws(Baseline.Fault) {
      known = try Baseline(parsing: bytes)
    } catch {
      throw ToolFault(message: "\(path): \(error.message)")
    }
    let (new, goneCount) = known.new(in: findings)
    if goneCount > 0 {
      Terminal.note(
        "note: \(goneCount) findings of \(path) are gone; --update-baseline forgets them")
    }
    return new
  }

  // MARK: The configuration's own checks

  private func runExamples() throws -> ExitStatus {
    let settings = try project.settings()
    let findings = settings.diagnostics + settings.configuration.testRules()
    let reporter = TextReporter(hasColor: Terminal.hasColor)
    for finding in findings { Terminal.write(reporter.text(of: finding) + "\n") }
    let configuration = settings.configuration
    Terminal.write(
      "\(configuration.checks.count) checks, \(configuration.exampleCount) examples, "
        + "\(findings.count) problems\n")
    return findings.isEmpty ? .success : .problemsFound
  }

  /// Writes the fixed files; or, with `--diff`, shows them and leaves them as they are.
  private func fixed(_ files: [InputFile]) throws -> [InputFile] {
    guard !project.paths.contains("-") || diff else {
      throw ToolFault(message: "standard input cannot be fixed; use --diff")
    }
    let run = try FixRun(files) {
      try project.compile($0, platform: platform, onlyRule: rule).diagnostics
    }
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

/// Reads the value of `--platform`.
func platformVersion(_ text: String) throws -> PlatformVersion {
  guard let version = PlatformVersion(text) else {
    throw ValidationError("'\(text)' is no platform version; write one such as 8.9.")
  }
  return version
}
