public import ArgumentParser
import Bundles
import Diagnostics
import FoundationEssentials
import Frontend
import Glibc
import Reports
import Time

/// How findings are reported, and which of them make a command fail.
struct ReportOptions: ParsableArguments {
  enum FailOn: String, ExpressibleByArgument, CaseIterable {
    case error, warning

    var severity: Diagnostic.Severity { self == .error ? .error : .warning }
  }

  @Option(help: "The output format; unix has one line for each finding.")
  var format = ReportFormat.text

  @Option(
    name: .customLong("report"),
    help: ArgumentHelp(
      "Also write a report to a file (repeatable).",
      discussion: "With '-' as file, it goes to standard output, and --format to standard error.",
      valueName: "format=file"))
  var files: [ReportFile] = []

  @Flag(help: "Report only errors; warnings still count for --fail-on and --max-warnings.")
  var quiet = false

  @Flag(help: "Print the number of findings of each rule instead of the findings.")
  var statistics = false

  @Option(help: "Color the text: auto, always or never. NO_COLOR and FORCE_COLOR change auto.")
  var color = Terminal.Color.auto

  @Option(
    help: "The lowest severity that makes the command exit with 1 (default: bpmnc.yaml, or error).")
  var failOn: FailOn?

  @Option(help: ArgumentHelp("Exit with 1 if there are more warnings.", valueName: "number"))
  var maxWarnings: Int?

  @Flag(help: "Exit with 0 even if there are problems; 2 and 64 remain.")
  var exitZero = false

  func validate() throws {
    if statistics, format != .text {
      throw ValidationError("--statistics needs the format text.")
    }
    if files.count(where: \.isStandardOutput) > 1 {
      throw ValidationError("Only one --report can go to standard output.")
    }
    if let file = files.first(where: { OutputFile.isProjectFile($0.path) }) {
      throw ValidationError("The report would replace the diagram or form '\(file.path)'.")
    }
    if let maxWarnings, maxWarnings < 0 {
      throw ValidationError("--max-warnings must not be negative.")
    }
  }

  /// Writes the reports, prints the findings and returns the exit status.
  /// - Parameters:
  ///   - paths: the files that were checked.
  ///   - limits: the configured lowest severities that make the command fail, by file.
  ///   - projectPaths: the paths of files relative to their projects, for fingerprints.
  func deliver(
    _ findings: [Diagnostic], paths: [String], limits: [String: Diagnostic.Severity] = [:],
    projectPaths: [String: String]
  ) throws(ToolFault) -> ExitStatus {
    let shown = quiet ? findings.filter { $0.severity == .error } : findings
    var report = CheckReport(
      shown, files: paths, failsFrom: failOn?.severity ?? .error,
      limits: failOn == nil ? limits : [:], projectPaths: projectPaths,
      webAddress: CIService.webAddress, time: Self.time)
    report.root = CIService.repositoryRoot
    for file in files { try file.write(report) }
    if files.contains(where: \.isStandardOutput) {
      Terminal.note(text(of: report, Terminal.showsColor(color, STDERR_FILENO)))
    } else {
      Terminal.write(text(of: report, Terminal.showsColor(color)))
    }
    let status = status(of: findings, limits)
    if quiet, status != .success, !shown.contains(where: report.isFailure) {
      Terminal.note("\(counted(findings.count - shown.count, "finding")) not shown (--quiet)")
    }
    return status
  }

  private func text(of report: CheckReport, _ hasColor: Bool) -> String {
    guard statistics else {
      return String(decoding: format.bytes(of: report, hasColor: hasColor), as: UTF8.self)
    }
    let reporter = TextReporter(hasColor: hasColor, countsFixes: true)
    return RuleStatistics(report.findings).text
      + reporter.summary(report.findings, report.fileCount) + "\n"
  }

  /// The exit status for these findings.
  /// - Parameter limits: the configured lowest severities that make the command fail, by file.
  func status(
    of findings: [Diagnostic], _ limits: [String: Diagnostic.Severity]
  ) -> ExitStatus {
    if exitZero { return .success }
    let warningCount = findings.count { $0.severity == .warning }
    if let maxWarnings, warningCount > maxWarnings {
      Terminal.complain(
        "\(counted(warningCount, "warning")), more than --max-warnings \(maxWarnings)")
      return .problemsFound
    }
    return findings.contains { finding in
      let limit = failOn?.severity ?? limits[finding.location.source.path] ?? .error
      return finding.severity >= limit
    } ? .problemsFound : .success
  }

  /// The time of the run, in UTC.
  private static var time: String {
    String(ISOInstant.text(seconds: Glibc.time(nil)).dropLast())
  }

  /// Runs a check like `bpmnc.perform`. If it cannot be run, the reports contain the reason.
  func perform(_ work: () throws -> ExitStatus) throws {
    try bpmnc.perform {
      do {
        return try work()
      } catch {
        report(failure: error)
        throw error
      }
    }
  }

  private func report(failure: any Error) {
    let message =
      switch failure {
      case let fault as ToolFault: fault.message
      case let error as ValidationError: error.message
      case let fault as ProjectBundle.Fault: fault.message
      default: "\(failure)"
      }
    var report = CheckReport([], files: [], time: Self.time)
    report.failure = message
    // If one of the files is the failure, the others are still written.
    for file in files { try? file.write(report) }
    if format != .text { Terminal.write(format.bytes(of: report)) }
  }
}

/// A report in a file: `sarif=findings.sarif`.
struct ReportFile: ExpressibleByArgument {
  let format: ReportFormat
  let path: String

  init?(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[1].isEmpty, let format = ReportFormat(rawValue: String(parts[0]))
    else { return nil }
    self.format = format
    path = String(parts[1])
  }

  static var allValueStrings: [String] { ReportFormat.allCases.map { "\($0.rawValue)=FILE" } }

  var isStandardOutput: Bool { path == "-" }

  fileprivate func write(_ report: CheckReport) throws(ToolFault) {
    if isStandardOutput { return Terminal.write(format.bytes(of: report)) }
    let folder = URL(filePath: path).deletingLastPathComponent().path
    guard FileManager.default.fileExists(atPath: folder) else {
      throw ToolFault(message: "\(path): the folder \(folder) does not exist")
    }
    try OutputFile.write(format.bytes(of: report), to: path)
  }
}

extension ReportFormat: ExpressibleByArgument {}

extension Terminal.Color: ExpressibleByArgument {}
