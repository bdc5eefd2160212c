import Diagnostics
import Frontend
import JSON
import LintRules
import ProjectModel
import Reports
import SecretReferences
import Secrets
import YAML

extension SecretsCommand {
  /// Looks every secret up in one environment, or in several.
  func runCheck() throws -> ExitStatus {
    let files: [InputFile]
    switch try project.read() {
    case .files(let read): files = read
    case .bundle(let bundle, _): files = Self.files(of: bundle)
    }
    var settings = try project.settings()
    settings.place(files)
    try refuseFaults(settings)
    let project = Project(files)
    let isComplete = reportUnreadable(project)
    let environments = try selectedEnvironments(settings)
    let chains = try environments.map { environment in
      SecretChain(try SecretSources.providers(of: environment, in: settings, file: secrets))
    }
    let rules = settings.settings
    let checks = Array(environments.indices).mappedOnThreads { index in
      SecretCheck(
        project, settings: rules, environment: environments[index],
        statuses: chains[index].statuses)
    }
    guard checks.count > 1 else {
      let check = checks[0]
      switch format {
      case .json: Terminal.write(check.json.text(.indented) + "\n")
      case .yaml: Terminal.write(check.json.yaml)
      case .csv: Terminal.write(check.csv)
      case .table: Terminal.write(check.table)
      }
      show(check.diagnostics)
      return isComplete && check.isComplete ? .success : .problemsFound
    }
    let matrix = SecretMatrix(
      SecretInventory(SecretUse.all(in: project)),
      zip(environments, checks).map { (environment: $0?.name ?? "", check: $1) })
    switch format {
    case .json: Terminal.write(matrix.json.text(.indented) + "\n")
    case .yaml: Terminal.write(matrix.json.yaml)
    case .csv: Terminal.write(matrix.csv)
    case .table: Terminal.write(matrix.table)
    }
    show(Self.distinct(checks.flatMap(\.diagnostics)))
    return isComplete && matrix.isComplete ? .success : .problemsFound
  }

  /// The environments to check; nil for only `--secrets` and the variables.
  private func selectedEnvironments(_ settings: ProjectSettings) throws -> [ProjectEnvironment?] {
    if allEnvironments {
      let all = settings.configuration.environments
      guard !all.isEmpty else {
        throw ToolFault(message: "no bpmnc.yaml defines environments", status: .badUsage)
      }
      return all
    }
    var seen: Set<String> = []
    let names = environments.filter { seen.insert($0).inserted }
    return names.isEmpty ? [nil] : try names.map { try SecretSources.environment($0, in: settings) }
  }

  /// A finding on a place that does not depend on the environment is shown once.
  private static func distinct(_ findings: [Diagnostic]) -> [Diagnostic] {
    var seen: Set<String> = []
    return findings.inReportingOrder().filter { finding in
      let location = finding.location
      return seen.insert(
        "\(location.source.path) \(location.range) \(finding.rule) \(finding.message)"
      ).inserted
    }
  }

  /// Findings follow a table; the documents contain them, and CSV must stay a table.
  private func show(_ findings: [Diagnostic]) {
    switch format {
    case .table:
      let reporter = TextReporter(hasColor: Terminal.hasColor)
      for finding in findings { Terminal.write("\n" + reporter.text(of: finding) + "\n") }
    case .csv: report(findings)
    case .json, .yaml: break
    }
  }

  /// A source with a configuration error would otherwise be skipped silently.
  private func refuseFaults(_ settings: ProjectSettings) throws {
    let faults = settings.diagnostics.filter { $0.severity == .error }
    guard !faults.isEmpty else { return }
    let reporter = TextReporter(hasColor: Terminal.hasErrorColor)
    for fault in faults { Terminal.note(reporter.text(of: fault) + "\n") }
    throw ToolFault(message: "the configuration has errors")
  }
}
