import BPMN
import Linting

extension LintRule {
  /// # camunda-compat/no-candidate-users
  ///
  /// Candidate users of a user task require Camunda 8.2.
  ///
  /// Older engines ignore `candidateUsers`. Set candidate groups or an assignee instead.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  ///     xmlns:modeler="http://camunda.org/schema/modeler/1.0"
  ///     xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
  ///     modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="8.1">
  ///   <bpmn:process id="process" isExecutable="true">
  ///     <bpmn:userTask id="check" name="Check order">
  ///       <bpmn:extensionElements>
  ///         <zeebe:assignmentDefinition 1️⃣candidateUsers="anna, ben" />
  ///       </bpmn:extensionElements>
  ///     </bpmn:userTask>
  ///   </bpmn:process>
  /// </bpmn:definitions>
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  ///     xmlns:modeler="http://camunda.org/schema/modeler/1.0"
  ///     xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
  ///     modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="8.1">
  ///   <bpmn:process id="process" isExecutable="true">
  ///     <bpmn:userTask id="check" name="Check order">
  ///       <bpmn:extensionElements>
  ///         <zeebe:assignmentDefinition candidateGroups="sales" />
  ///       </bpmn:extensionElements>
  ///     </bpmn:userTask>
  ///   </bpmn:process>
  /// </bpmn:definitions>
  /// ```
  static let compatNoCandidateUsers = only(
    from: PlatformVersion(8, 2), "no-candidate-users",
    through: PlatformVersion(8, 1),
    "has candidate users"
  ) { rule in
    rule.extensions("assignmentDefinition")
      .filter { $0.owner.type == .userTask && $0["candidateUsers"] != nil }
      .map { $0.attribute("candidateUsers") }
  }
}
