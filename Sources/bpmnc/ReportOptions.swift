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

  @Option(help: "The output format.")
  var format = ReportFormat.text

  @Option(
    name: .customLong("report"),
    help: ArgumentHelp(
      "Also write a report to a file (repeatable).",
      valueName: "format=file"))
  var files: [ReportFile] = []

  @Option(
    help: "The lowest severity that makes the command exit with 1 (default: bpmnc.yaml, or error).")
  var failOn: FailOn?

  /// The lowest severity that makes the command fail.
  func limit(configured: Diagnostic.Severity? = nil) -> Diagnostic.Severity {
    failOn?.severity ?? configured ?? .error
  }

  /// Writes the report files, prints the findings and returns the exit status.
  /// - Parameter paths: the files that were checked.
  func deliver(
    _ findings: [Diagnostic], paths: [String], failsFrom limit: Diagnostic.Severity
  ) throws(ToolFault) -> ExitStatus {
    var report = CheckReport(
      findings, files: paths, failsFrom: limit, webAddress: CIService.webAddress, time: Self.time)
    report.root = CIService.repositoryRoot
    for file in files { try file.write(report) }
    Terminal.write(format.bytes(of: report, hasColor: Terminal.hasColor))
    return status(of: findings, limit)
  }

  func status(of findings: [Diagnostic], _ limit: Diagnostic.Severity) -> ExitStatus {
    findings.contains { $0.severity >= limit } ? .problemsFound : .success
  }

  /// The time of the run, in UTC.
  private static var time: String {
    String(ISOInstant.text(seconds: Glibc.time(nil)).dropLast())
  }

  /// Runs a check like `bpmnc.perform`. If it cannot be run, the reports say why.
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

  fileprivate func write(_ report: CheckReport) throws(ToolFault) {
    let folder = URL(filePath: path).deletingLastPathComponent().path
    guard FileManager.default.fileExists(atPath: folder) else {
      throw ToolFault(message: "\(path): the folder \(folder) does not exist")
    }
    try OutputFile.write(format.bytes(of: report), to: path)
  }
}

extension ReportFormat: ExpressibleByArgument {}
