import BPMN
import Diagnostics
import XML

extension LintRule {
  static let compatNoCandidateUsers = only(
    from: 8, 2, "no-candidate-users", "Candidate users need 8.2",
    through: PlatformVersion(8, 1)
  ) { rule, element in
    rule.extensions("assignmentDefinition", of: element)
      .filter { $0.xml["candidateUsers"] != nil }.map { ($0.xml, $0.path + ".candidateUsers") }
  }
}
