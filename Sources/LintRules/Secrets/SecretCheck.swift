public import BPMN
public import Diagnostics
public import JSON
public import Linting
public import ProjectModel
public import SecretReferences
public import Secrets
import Text

/// The result of `bpmnc secrets --check`: whether each secret was found, and what becomes of each
/// reference.
public struct SecretCheck: Sendable {
  /// The secrets that were looked up.
  public let inventory: SecretInventory
  /// In reporting order: `secret/missing` and the rules about places and forms.
  public let diagnostics: [Diagnostic]
  private let statuses: [String: SecretStatus]
  private let judgements: [Judgement]

  private struct Judgement: Sendable {
    var outcome: SecretJudgement.Outcome
    var finding: Diagnostic?
  }

  /// - Parameters:
  ///   - environment: its runtime decides, and messages name it.
  ///   - statuses: looks secrets up in the providers; called once with all names that are needed.
  public init(
    _ project: Project, settings: LintSettings = LintSettings(),
    environment: ProjectEnvironment? = nil, statuses: ([String]) -> [String: SecretStatus]
  ) {
    let uses = SecretUse.all(in: project)
    inventory = SecretInventory(uses)
    var judge = SecretJudge(runtime: environment?.connectorRuntime)
    var platforms: [ObjectIdentifier: PlatformVersion] = [:]
    judgements = uses.map { use in
      let key = ObjectIdentifier(use.model)
      let version = platforms[key] ?? settings.platform(of: use.model)
      platforms[key] = version
      let judgement = judge.judge(use, platform: version)
      return Judgement(outcome: judgement.outcome, finding: judgement.finding)
    }
    let asked = zip(uses, judgements).filter { $0.1.outcome != .mention }.map(\.0)
    let statuses = statuses(Set(asked.map(\.reference.name)).sorted())
    self.statuses = statuses
    let missing = Dictionary(grouping: asked, by: \.reference.name).compactMap { name, uses in
      statuses[name].flatMap { Diagnostic.missingSecret(name, $0, uses, environment?.name) }
    }
    diagnostics = (judgements.compactMap(\.finding) + missing).inReportingOrder()
  }

  /// Whether every reference is resolved.
  public var isComplete: Bool {
    !judgements.contains { $0.outcome == .unresolved }
      && statuses.values.allSatisfy { if case .found = $0 { true } else { false } }
  }

  // MARK: Text

  /// A table of the secrets and their status.
  public var table: String { inventory.uses.isEmpty ? "no secrets\n" : cells.text }

  /// The secrets and their status as comma-separated values.
  public var csv: String { cells.csv }

  private var cells: TextTable {
    let counts = Dictionary(grouping: inventory.uses, by: \.reference.name).mapValues(\.count)
    let rows = inventory.names.map { name in
      [name, statusName(name), statuses[name]?.provider ?? "", "\(counts[name] ?? 0)"]
    }
    return TextTable(header: ["SECRET", "STATUS", "PROVIDER", "PLACES"], rows: rows)
  }

  func provider(of name: String) -> String? { statuses[name]?.provider }

  func statusName(_ name: String) -> String {
    switch statuses[name] {
    case .found: "found"
    case .empty: "empty"
    case .missing: "missing"
    case .failed: "failed"
    case nil: "mentioned"
    }
  }

  // MARK: JSON

  /// The inventory, with the status of each secret and reference.
  public var json: JSONValue {
    inventory.json(describeSecret: describe, describeUse: describe)
  }

  func describe(_ name: String, in entry: inout JSONObject) {
    let status = statuses[name]
    if let status {
      if case .found = status { entry["resolved"] = true } else { entry["resolved"] = false }
      entry["provider"] = JSONValue(status.provider)
    }
    entry["status"] = .string(statusName(name))
    if case .failed(let reason) = status { entry["reason"] = .string(reason) }
  }

  func describe(useAt index: Int, in entry: inout JSONObject) {
    let judgement = judgements[index]
    entry["outcome"] = .string(judgement.outcome.rawValue)
    entry["rule"] = JSONValue(judgement.finding?.rule)
    entry["message"] = JSONValue(judgement.finding?.message)
    entry["help"] = JSONValue(judgement.finding?.help)
    entry["fixable"] = .bool(judgement.finding?.fixIt != nil)
  }
}
