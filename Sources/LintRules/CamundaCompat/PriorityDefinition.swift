import Linting
import BPMN
import Diagnostics
import Text
import XML

extension LintRule {
  /// # camunda-compat/priority-definition
  ///
  /// The priority of a user task is a whole number from 0 to 100, or an expression.
  ///
  /// The engine refuses a diagram with any other priority. Task lists show tasks of a higher
  /// priority first; a task without one has 50.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:userTask id="check" name="Check the order">
  ///   <bpmn:extensionElements>
  ///     <zeebe:userTask />
  ///     <zeebe:priorityDefinition 1️⃣priority="urgent" />
  ///   </bpmn:extensionElements>
  /// </bpmn:userTask>
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:userTask id="check" name="Check the order">
  ///   <bpmn:extensionElements>
  ///     <zeebe:userTask />
  ///     <zeebe:priorityDefinition priority="90" />
  ///   </bpmn:extensionElements>
  /// </bpmn:userTask>
  /// ```
  static let compatPriorityDefinition = compat(
    "priority-definition", .error,
    from: PlatformVersion(8, 6)
  ) { rule in
    rule.extensions("priorityDefinition").compactMap { definition in
      guard definition.owner.type == .userTask, let priority = definition["priority"],
        !priority.isEmpty, !priority.hasPrefix("="), !priority.isPriority
      else { return nil }
      return rule.finding(
        "\"\(definition.owner.label)\" has the priority '\(priority.shortened)', which is no number "
          + "from 0 to 100",
        help: "Write a whole number from 0 to 100, or an expression with = before it.",
        at: definition.attribute("priority"))
    }
  }
}

extension String {
  fileprivate var isPriority: Bool {
    // A sign is no digit.
    utf8.allSatisfy(\.isDigit)
      && Int(self).map { $0 <= 100 } ?? false
  }
}
