public import Diagnostics
import Text

/// The number of findings of each rule, as text: `lint --statistics`.
public struct RuleStatistics: Sendable {
  private let rows: [[String]]

  /// Counts findings; rules with the most findings come first.
  public init(_ findings: [Diagnostic]) {
    let groups = Dictionary(grouping: findings, by: \.rule)
    rows = groups.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }.map {
      rule, findings in
      [
        String(findings.count), rule, findings.map(\.severity).max()?.rawValue ?? "",
        String(findings.count(where: \.isFixable)),
      ]
    }
  }

  /// A table; empty without findings.
  public var text: String {
    rows.isEmpty
      ? "" : TextTable(header: ["FINDINGS", "RULE", "SEVERITY", "FIXABLE"], rows: rows).text + "\n"
  }
}
