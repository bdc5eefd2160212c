import BPMN
import Diagnostics
import Linting
import ProjectModel
import SecretReferences

/// The rules about secret references. They run together: each reference gets at most one finding.
enum SecretRules {
  static let rule = LintRule(
    project: ["secret/bare-form", "secret/engine-form", "secret/unresolved-place"], .warning
  ) { input in
    guard !input.secrets.isEmpty else { return [] }
    var judge = SecretJudge(runtime: nil)
    let versions = Dictionary(
      input.diagrams.map { (ObjectIdentifier($0.model), $0.version) },
      uniquingKeysWith: { first, _ in first })
    return input.secrets.compactMap { use in
      let platform = versions[ObjectIdentifier(use.model)] ?? PlatformVersion.newest
      return judge.judge(use, platform: platform).finding
    }
  }
}
