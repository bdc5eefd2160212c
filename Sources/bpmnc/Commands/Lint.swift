import ArgumentParser
import BPMN
import Diagnostics
import Frontend
import JSON
import Linting
import LintRules
import ProjectModel
import Reports
import Text

struct Lint: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: "Checks diagrams: XML, BPMN, deployment, element templates, webhooks, secrets, FEEL.",
    discussion: """
      Exit codes: 0 no problems, 1 problems found, 2 the check could not be run, 64 bad usage.
      """)

  @OptionGroup var project: ProjectOptions

  @OptionGroup var report: ReportOptions

  @Option(help: "Run only this rule.")
  var rule: String?

  @Option(
    help: ArgumentHelp(
      "Report only findings in files that changed since this git revision or are untracked.",
      valueName: "revision"))
  var changedSince: String?

  @Option(
    help: "The Camunda version to check for, such as 8.9, regardless of the version in the files.",
    transform: platformVersion)
  var platform: PlatformVersion?

  @Option(help: "Check that this environment of bpmnc.yaml has a value for every secret.")
  var environment: String?

  @Option(help: "Report only findings that are not in this baseline file.")
  var baseline: String?

  @Flag(help: "Write the findings to the --baseline file and report nothing.")
  var updateBaseline = false

  @Flag(help: "Only run the examples of the checks in the configuration.")
  var testRules = false

  @Flag(help: "Apply the available fixes and report what is left.")
  var fix = false

  @Flag(help: "Print what --fix would change, without changing files.")
  var diff = false

  func validate() throws {
    if updateBaseline, baseline == nil {
      throw ValidationError("--update-baseline needs --baseline FILE.")
    }
    if updateBaseline, changedSince != nil {
      throw ValidationError("--update-baseline and --changed-since cannot be used together.")
    }
  }

  func run() throws {
    try report.perform {
      if testRules { return try runExamples() }
      guard case .files(var files) = try project.read() else {
        throw ToolFault(
          message:
            "\(project.paths[0]) is a bundle, which was checked when it was built; lint its sources"
        )
      }
      let isReported = try reportFilter()
      if fix || diff { files = try fixed(files, where: isReported) }
      let checked = try project.compile(
        files, platform: platform, onlyRule: rule, environment: environment)
      try checkRuleName(checked.settings)
      var findings = checked.diagnostics
      if updateBaseline, let baseline { return try write(findings, to: baseline) }
      if let baseline { findings = try new(findings, since: baseline) }
      // An error in the configuration affects the check of every file.
      findings.removeAll {
        !isReported($0.location.source.path) && $0.rule != "project/configuration"
      }
      let limit = report.limit(configured: checked.settings.configuration.failOn)
      if diff { return report.status(of: findings, limit) }
      let paths = files.map(\.path).filter(isReported)
      if paths.isEmpty, let changedSince {
        Terminal.note(
          "bpmnc: none of \(counted(files.count, "file")) changed since \(changedSince)")
      }
      if report.format == .text, checked.unversionedFileCount > 0, !paths.isEmpty {
        Terminal.note(Self.versionNote(checked.unversionedFileCount, of: files.count))
      }
      return try report.deliver(findings, paths: paths, failsFrom: limit)
    }
  }

  /// Decides whether the findings in a file are reported.
  private func reportFilter() throws(ToolFault) -> (String) -> Bool {
    guard let changedSince else { return { _ in true } }
    let changed = try ChangedFiles(since: changedSince, of: project.paths)
    let standardInput = project.paths.contains("-") ? project.stdinFilename : nil
    return { $0 == standardInput || changed.contains($0) }
  }

  private static func versionNote(_ count: Int, of total: Int) -> String {
    let version = PlatformVersion.newest
    return "note: \(count) of \(total) files declare no Camunda version and were checked for "
      + "\(version.major).\(version.minor); set --platform, or 'platform' in bpmnc.yaml"
  }

  /// A misspelt `--rule` would find nothing and look like success.
  private func checkRuleName(_ settings: ProjectSettings) throws {
    guard let rule else { return }
    let known = RuleDocumentation.names + settings.configuration.checks.map(\.name)
    if known.contains(rule) { return }
    let hint = Suggestion.nearest(to: rule, among: known).map { "; did you mean '\($0)'?" } ?? ""
    throw ValidationError("unknown rule '\(rule)'\(hint)")
  }

  // MARK: Baseline

  private func write(_ findings: [Diagnostic], to path: String) throws -> ExitStatus {
    try OutputFile.write(
      Array((Baseline.document(of: findings).text(.indented) + "\n").utf8), to: path)
    Terminal.note("\(path): \(counted(findings.count, "finding")) written")
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
        "note: \(counted(goneCount, "finding")) in \(path) no longer found; "
          + "use --update-baseline to remove them")
    }
    return new
  }

  // MARK: Checks of the configuration

  private func runExamples() throws -> ExitStatus {
    let settings = try project.settings()
    let findings = settings.diagnostics + settings.configuration.testRules()
    let reporter = TextReporter(hasColor: Terminal.hasColor)
    for finding in findings { Terminal.write(reporter.text(of: finding) + "\n") }
    let configuration = settings.configuration
    Terminal.write(
      "\(counted(configuration.checks.count, "check")), "
        + "\(counted(configuration.exampleCount, "example")), "
        + "\(counted(findings.count, "problem"))\n")
    return findings.isEmpty ? .success : .problemsFound
  }

  /// Applies fixes and writes the files, or only prints the changes with `--diff`.
  private func fixed(
    _ files: [InputFile], where isReported: (String) -> Bool
  ) throws -> [InputFile] {
    guard !project.paths.contains("-") || diff else {
      throw ToolFault(message: "standard input cannot be fixed; use --diff")
    }
    let run = try FixRun(files) {
      try project.compile($0, platform: platform, onlyRule: rule).diagnostics
    }
    return try zip(files, run.files).map { old, new in
      guard old.bytes != new.bytes, isReported(old.path) else { return old }
      if diff {
        Terminal.write(UnifiedDiff(old: old.bytes, new: new.bytes, path: old.path).text)
        return old
      }
      try OutputFile.write(new.bytes, to: new.path)
      return new
    }
  }
}

/// Reads the value of `--platform`.
func platformVersion(_ text: String) throws -> PlatformVersion {
  guard let version = PlatformVersion(text), version.isKnown else {
    throw ValidationError(
      "unknown Camunda version '\(text)'; known versions: \(PlatformVersion.knownVersions).")
  }
  return version
}
