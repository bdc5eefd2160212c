import BPMN
import Diagnostics
import Linting
import XML

extension LintRule {
  /// # camunda-compat/priority-definition
  ///
  /// The priority of a user task must be an integer from 0 to 100, or an expression.
  ///
  /// The engine rejects any other priority. Task lists show tasks with a higher priority first; the
  /// default is 50.
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
        "\"\(definition.owner.label)\" has the priority '\(priority.shortened)', which is not an integer "
          + "from 0 to 100",
        help: "Use an integer from 0 to 100, or an expression that begins with =.",
        at: definition.attribute("priority"))
    }
  }
}

extension String {
  fileprivate var isPriority: Bool {
    // Signs are not allowed.
    utf8.allSatisfy(\.isDigit)
      && Int(self).map { $0 <= 100 } ?? false
  }
}
