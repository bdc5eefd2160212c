import BPMN
import Diagnostics
import Linting

extension LintRule {
  /// # camunda-compat/wait-for-completion
  ///
  /// A compensation throw event must wait for compensation to complete.
  ///
  /// The engine does not support compensation without waiting. Remove `waitForCompletion="false"`.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:endEvent id="undo" name="Undo">
  ///   <bpmn:compensateEventDefinition 1️⃣waitForCompletion="false" />
  /// </bpmn:endEvent>
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:endEvent id="undo" name="Undo">
  ///   <bpmn:compensateEventDefinition />
  /// </bpmn:endEvent>
  /// ```
  static let compatWaitForCompletion = compat(
    "wait-for-completion", .error,
    from: PlatformVersion(8, 5)
  ) { rule in
    rule.events(with: .compensateEventDefinition).compactMap { event, definition in
      guard event.type.isThrowEvent, !definition.flag("waitForCompletion", default: true) else {
        return nil
      }
      return rule.finding(
        "\"\(event.label)\" does not wait for compensation to complete",
        help: "Remove waitForCompletion=\"false\".", on: event,
        at: definition.xml.location(ofAttribute: "waitForCompletion"),
        path: "eventDefinitions.0.waitForCompletion")
    }
  }
}
