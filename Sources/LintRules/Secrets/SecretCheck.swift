public import BPMN
public import Diagnostics
public import JSON
public import Linting
public import ProjectModel
public import SecretReferences
public import Secrets
import Text

/// What `bpmnc secrets --check` knows: for every secret whether it is to be found, and for every
/// reference what becomes of it.
public struct SecretCheck: Sendable {
  /// The secrets that were looked for.
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
  ///   - environment: whose runtime counts, and what messages name.
  ///   - status: asks the providers; it is asked once for each name that is needed.
  public init(
    _ project: Project, settings: LintSettings = LintSettings(),
    environment: ProjectEnvironment? = nil, status: (String) -> SecretStatus
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
    var statuses: [String: SecretStatus] = [:]
    let asked = zip(uses, judgements).filter { $0.1.outcome != .mention }.map(\.0)
    for use in asked where statuses[use.reference.name] == nil {
      statuses[use.reference.name] = status(use.reference.name)
    }
    self.statuses = statuses
    let missing = Dictionary(grouping: asked, by: \.reference.name).compactMap { name, uses in
      statuses[name].flatMap { Diagnostic.missingSecret(name, $0, uses, environment?.name) }
    }
    diagnostics = (judgements.compactMap(\.finding) + missing).inReportingOrder()
  }

  /// Whether every reference gets a value.
  public var isComplete: Bool {
    !judgements.contains { $0.outcome == .unresolved }
      && statuses.values.allSatisfy { if case .found = $0 { true } else { false } }
  }

  // MARK: For people

  /// Each secret with what is known of it.
  public var table: String {
    if inventory.uses.isEmpty { return "no secrets\n" }
    let counts = Dictionary(grouping: inventory.uses, by: \.reference.name).mapValues(\.count)
    let rows = inventory.names.map { name in
      [name, word(name), statuses[name]?.provider ?? "", "\(counts[name] ?? 0)"]
    }
    return TextTable(header: ["SECRET", "STATUS", "PROVIDER", "PLACES"], rows: rows).text
  }

  private func word(_ name: String) -> String {
    switch statuses[name] {
    case .found: "found"
    case .empty: "empty"
    case .missing: "missing"
    case .failed: "failed"
    case nil: "mentioned"
    }
  }

  // MARK: For machines

  /// The inventory with what is known of each secret and reference.
  public var json: JSONValue {
    inventory.json(describeSecret: describe, describeUse: describe)
  }

  private func describe(_ name: String, in entry: inout JSONObject) {
    let status = statuses[name]
    if let status {
      if case .found = status { entry["resolved"] = true } else { entry["resolved"] = false }
      entry["provider"] = JSONValue(status.provider)
    }
    entry["status"] = .string(word(name))
    if case .failed(let reason) = status { entry["reason"] = .string(reason) }
  }

  private func describe(useAt index: Int, in entry: inout JSONObject) {
    let judgement = judgements[index]
    entry["outcome"] = .string(judgement.outcome.rawValue)
    entry["rule"] = JSONValue(judgement.finding?.rule)
    entry["message"] = JSONValue(judgement.finding?.message)
    entry["help"] = JSONValue(judgement.finding?.help)
    entry["fixable"] = .bool(judgement.finding?.fixIt != nil)
  }
}

/// # secret/missing
///
/// Every secret that a diagram needs has a value in the environment that is checked.
///
/// This rule runs where an environment is named (`bpmnc lint --environment NAME`) and in `bpmnc secrets
/// --check`. A secret that no source has, or whose entry is empty, fails the first job that needs it:
/// a webhook does not even start. `bpmnc secrets --template env` prints the file to fill in.
///
/// Severity: error
extension Diagnostic {
  fileprivate static func missingSecret(
    _ name: String, _ status: SecretStatus, _ uses: [SecretUse], _ environment: String?
  ) -> Diagnostic? {
    let place = environment.map { " in the environment '\($0)'" } ?? ""
    let message: String
    var help = "Give it a value; 'bpmnc secrets --template env' prints the file to fill in."
    switch status {
    case .found: return nil
    case .missing: message = "the secret '\(name)' is missing\(place)"
    case .empty(let provider):
      message = "the secret '\(name)' is there\(place), but empty (\(provider))"
    case .failed(let reason):
      message = "the secret '\(name)' could not be asked for\(place): \(reason)"
      help = "The search ends at a source that fails."
    }
    let use = uses[0]
    return Diagnostic(
      rule: "secret/missing", severity: .error, message: message, help: help,
      location: use.location, element: use.element?.reference,
      notes: uses.dropFirst().prefix(4).map {
        Note(message: "needed here too", location: $0.location)
      })
  }
}
