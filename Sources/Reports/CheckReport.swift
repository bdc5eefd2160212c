public import Diagnostics

/// The result of a check, the input of every reporter.
public struct CheckReport: Sendable {
  /// The findings in reporting order.
  public let findings: [Diagnostic]
  /// The sorted paths of all checked files and of all files with findings.
  public let files: [String]
  /// The number of checked files.
  public let fileCount: Int
  /// The lowest severity that makes the run fail, unless `limits` has another one for the file.
  private let failsFrom: Diagnostic.Severity
  /// The lowest severities that make the run fail, by file.
  private let limits: [String: Diagnostic.Severity]
  /// The paths of files relative to the root of their project, for fingerprints.
  public let projectPaths: [String: String]
  /// The web address that a path is appended to, with a trailing slash; nil if files have no
  /// addresses.
  public var webAddress: String?
  /// The time of the run, in UTC: `2026-05-01T12:30:00`.
  public var time: String
  /// The root of the repository; if it is unknown, paths are relative to the working directory.
  public var root: RepositoryRoot?
  /// Why the check could not run. The report then has no findings.
  public var failure: String?

  /// A report on a check.
  /// - Parameter findings: the findings in reporting order.
  public init(
    _ findings: [Diagnostic], files: [String], failsFrom: Diagnostic.Severity = .error,
    limits: [String: Diagnostic.Severity] = [:], projectPaths: [String: String] = [:],
    webAddress: String? = nil, time: String = "1970-01-01T00:00:00"
  ) {
    self.findings = findings
    self.files = Set(files + findings.map(\.location.source.path)).sorted()
    fileCount = files.count
    self.failsFrom = failsFrom
    self.limits = limits
    self.projectPaths = projectPaths
    self.webAddress = webAddress
    self.time = time
  }

  /// The path of a file as CI services expect it: relative to the root of the repository, without a
  /// leading `./`.
  func path(_ path: String) -> String {
    (root?.path(path) ?? path).withoutDotSlash
  }

  /// The path of a finding's file, as CI services expect it.
  func path(of finding: Diagnostic) -> String { path(finding.location.source.path) }

  /// Whether a finding makes the run fail.
  public func isFailure(_ finding: Diagnostic) -> Bool {
    finding.severity >= limits[finding.location.source.path] ?? failsFrom
  }

  /// The findings by file, including files without findings.
  var findingsByFile: [(path: String, findings: [Diagnostic])] {
    let groups = Dictionary(grouping: findings, by: \.location.source.path)
    return files.map { ($0, groups[$0, default: []]) }
  }
}

extension String {
  fileprivate var withoutDotSlash: String {
    var path = self[...]
    while path.hasPrefix("./") { path = path.dropFirst(2).drop { $0 == "/" } }
    return path.isEmpty ? self : String(path)
  }
}
