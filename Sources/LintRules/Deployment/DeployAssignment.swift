import Linting
import BPMN
import Diagnostics
import Text
import XML

extension LintRule {
  /// # deploy/assignment
  ///
  /// Candidate groups and users of a user task are lists without gaps.
  ///
  /// A plain text lists them with commas between; an expression gives a list.
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
      help: "List the names with single commas between.", at: assignment, attribute: attribute)
  }
}
