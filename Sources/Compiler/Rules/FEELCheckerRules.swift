import BPMN
import Diagnostics
import FEEL

/// FEEL expressions that can be read do what their author means.
///
/// - `feel/unknown-function`: the function does not exist where the expression is evaluated; the
///   call would be null.
/// - `feel/arguments`: a call's number, names or types of arguments fit no form of the function.
/// - `feel/version`: the function is newer than the platform version of the file. A file without
///   one is checked for the newest.
/// - `feel/camunda-reads-differently`: Camunda's engine refuses the text or reads it as something
///   else than the language says.
/// - `feel/types`: operands that never go together, and entries that webhooks and REST connectors
///   never have (`request.boddy`). Variables of a process may be anything.
enum FEELCheckerRules {
  static func check(_ input: PassInput) -> [Diagnostic] {
    input.diagrams.flatMap { diagram -> [Diagnostic] in
      let version = CamundaVersion(diagram.version.major, diagram.version.minor)
      return diagram.expressions.flatMap { place -> [Diagnostic] in
        // What can't be read is the matter of `feel/syntax`.
        guard let expression = try? place.parsed() else { return [] }
        return FEELChecker.check(expression, against: place.variables, version: version)
          .map { .feelFinding($0, place) }
      }
    }
  }
}

extension Diagnostic {
  fileprivate static func feelFinding(_ finding: FEELFinding, _ place: FEELPlace) -> Diagnostic {
    let help: String? =
      switch finding.kind {
      case .unknownFunction, .arguments: "'bpmnc feel functions' lists them all."
      case .version: "Raise the diagram's execution platform version, or do without it."
      case .camundaReadsDifferently, .types: nil
      }
    return place.diagnostic(
      "feel/\(finding.kind.rawValue)", finding.severity, finding.message, help: help,
      at: finding.range)
  }
}
