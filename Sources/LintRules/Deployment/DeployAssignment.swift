import BPMN
import Diagnostics
import Linting
import Text
import XML

extension LintRule {
  /// # deploy/assignment
  ///
  /// Lists of candidate groups and candidate users must not have empty entries.
  ///
  /// A static value is a comma-separated list; an expression returns a list.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:userTask id="check">
  ///   <bpmn:extensionElements>
  ///     <zeebe:assignmentDefinition candidateGroups="1️⃣sales,,support" />
  ///   </bpmn:extensionElements>
  /// </bpmn:userTask>
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:userTask id="check">
  ///   <bpmn:extensionElements>
  ///     <zeebe:assignmentDefinition candidateGroups="sales, support" />
  ///   </bpmn:extensionElements>
  /// </bpmn:userTask>
  /// ```
  static let deployAssignment = deploy("assignment") {
    deployment in
    let attributes =
      deployment.isAtLeast(8, 2) ? ["candidateGroups", "candidateUsers"] : ["candidateGroups"]
    return deployment.zeebe("assignmentDefinition").flatMap { assignment in
      attributes.filter { assignment.nonEmpty($0).map(hasGap) ?? false }.map {
        deployment.gap(assignment, $0)
      }
    }
  }

  private static func hasGap(_ text: String) -> Bool {
    !text.isExpression
      && text.split(separator: ",", omittingEmptySubsequences: false).contains {
        $0.isBlank
      }
  }
}

extension DeploymentInput {
  fileprivate func gap(_ assignment: XMLElement, _ attribute: String) -> Diagnostic {
    finding(
      "\(attribute) '\(assignment[attribute] ?? "")' has an empty entry",
      help: "Separate the names with single commas.", at: assignment, attribute: attribute)
  }
}
