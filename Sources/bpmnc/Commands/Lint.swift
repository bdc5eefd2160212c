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
      Folders are searched for .bpmn, .dmn, .form and .rpa files. Hidden files and folders, links, \
      node_modules, files in .gitignore and .c8ignore, and files that bpmnc.yaml excludes are left \
      out.
      Exit codes: 0 no problems, 1 problems found, 2 the check could not be run, 64 bad usage.
      """)

  @OptionGroup var project: ProjectOptions

  @OptionGroup var report: ReportOptions

  @Option(
    name: .customLong("rule"),
    help: ArgumentHelp(
      "Run only this rule, or the rules with a prefix: 'deploy/*' (repeatable).",
      valueName: "rule"),
    completion: .list(RuleDocumentation.names))
  var rules: [String] = []

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

  @Flag(help: "Apply the fixes that do not change what processes do, and report what is left.")
  var fix = false

  @Flag(help: "With --fix or --diff: also apply fixes that change what processes do.")
  var unsafeFixes = false

  @Flag(help: "Print what --fix would change, without changing files.")
  var diff = false

  func validate() throws {
    if updateBaseline, baseline == nil {
      throw ValidationError("--update-baseline needs --baseline FILE.")
    }
    if updateBaseline, let baseline, OutputFile.isProjectFile(baseline) {
      throw ValidationError("The baseline would replace the diagram or form '\(baseline)'.")
    }
    if updateBaseline, changedSince != nil {
      throw ValidationError("--update-baseline and --changed-since cannot be used together.")
    }
    if unsafeFixes, !fix, !diff {
      throw ValidationError("--unsafe-fixes needs --fix or --diff.")
    }
    if fix, diff { throw ValidationError("--fix and --diff cannot be used together.") }
  }

  func run() throws {
    try report.perform {
      if testRules { return try runExamples() }
      let lookup = project.lookup
      guard case .files(var files) = try project.read(lookup) else {
        throw ToolFault(
          message:
            "\(project.paths[0]) is a bundle, which was checked when it was built; lint its sources"
        )
      }
      let isReported = try reportFilter()
      let fixing = fix || diff ? try LintFixing(files, self, lookup, where: isReported) : nil
      if let fixing, fix { files = try fixing.write() }
      let checked = try check(files, lookup)
      try checkRuleNames(checked)
      var findings = checked.diagnostics
      let projectPaths = try lookup.projectPaths(
        of: files.map(\.path) + findings.map(\.location.source.path), orBeside: baseline)
      let fingerprints = Fingerprints(projectPaths: projectPaths)
      if updateBaseline, let baseline {
        return try write(
          Baseline.document(of: findings, fingerprints), findings.count, to: baseline)
      }
      if let baseline { findings = try new(findings, fingerprints, since: baseline) }
      // An error in the configuration affects the check of every file.
      findings.removeAll {
        !isReported($0.location.source.path) && $0.rule != "project/configuration"
      }
      if diff {
        fixing?.show(remaining: findings)
        return report.status(of: findings, checked.failLimits)
      }
      let paths = files.map(\.path).filter(isReported)
      if paths.isEmpty, let changedSince {
        Terminal.note(
          "bpmnc: none of \(counted(files.count, "file")) changed since \(changedSince)")
      }
      if report.format == .text, checked.unversionedFileCount > 0, !paths.isEmpty {
        Terminal.note(Self.versionNote(checked.unversionedFileCount, of: files.count))
      }
      let status = try report.deliver(
        findings, paths: paths, limits: checked.failLimits, projectPaths: projectPaths)
      fixing?.summarize(remaining: findings)
      return status
    }
  }

  /// Checks files with the rules and versions of the command line.
  func check(
    _ files: [InputFile], _ lookup: ConfigurationLookup
  ) throws -> CheckedProject {
    try project.compile(
      files, lookup, platform: platform, rules: rules, environment: environment)
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
  private func checkRuleNames(_ checked: CheckedProject) throws {
    // An invalid check is an error in the configuration, which is reported.
    if checked.diagnostics.contains(where: \.isConfigurationError) { return }
    let known = RuleDocumentation.names + checked.checkNames
    for rule in rules where !known.contains(where: { RuleNames.matches($0, rule) }) {
      let hint = Suggestion.nearest(to: rule, among: known).map { "; did you mean '\($0)'?" } ?? ""
      throw ValidationError("unknown rule '\(rule)'\(hint)")
    }
  }

  // MARK: Baseline

  private func write(
    _ document: JSONValue, _ count: Int, to path: String
  ) throws -> ExitStatus {
    try OutputFile.write(Array((document.text(.indented) + "\n").utf8), to: path)
    Terminal.note("\(path): \(counted(count, "finding")) written")
    return .success
  }

  private func new(
    _ findings: [Diagnostic], _ fingerprints: Fingerprints, since path: String
  ) throws -> [Diagnostic] {
    let known: Baseline
    let bytes = try InputReader().read(file: path)
    do throws(Baseline.Fault) {
      known = try Baseline(parsing: bytes)
    } catch {
      throw ToolFault(message: "\(path): \(error.message)")
    }
    let (new, goneCount) = known.new(in: findings, fingerprints)
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
    let reporter = TextReporter(hasColor: Terminal.showsColor(report.color))
    for finding in findings { Terminal.write(reporter.text(of: finding) + "\n") }
    let configuration = settings.configuration
    Terminal.write(
      "\(counted(configuration.checks.count, "check")), "
        + "\(counted(configuration.exampleCount, "example")), "
        + "\(counted(findings.count, "problem"))\n")
    return findings.isEmpty ? .success : .problemsFound
  }
}

extension Diagnostic {
  fileprivate var isConfigurationError: Bool {
    rule == "project/configuration" && severity == .error
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
