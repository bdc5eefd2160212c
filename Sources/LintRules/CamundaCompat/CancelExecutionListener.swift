import BPMN
import Diagnostics
import Linting

extension LintRule {
  /// # camunda-compat/cancel-execution-listener
  ///
  /// A `cancel` listener may only be used on a process.
  ///
  /// The engine reports the cancellation of a process instance, not of a single element, and
  /// rejects the listener anywhere else. Move the listener to the process.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:serviceTask id="send" name="Send">
  ///   <bpmn:extensionElements>
  ///     <zeebe:executionListeners>
  ///       <zeebe:executionListener 1️⃣eventType="cancel" type="clean-up" />
  ///     </zeebe:executionListeners>
  ///   </bpmn:extensionElements>
  /// </bpmn:serviceTask>
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:process id="order" isExecutable="true">
  ///   <bpmn:extensionElements>
  ///     <zeebe:executionListeners>
  ///       <zeebe:executionListener eventType="cancel" type="clean-up" />
  ///     </zeebe:executionListeners>
  ///   </bpmn:extensionElements>
  /// </bpmn:process>
  /// ```
  static let compatCancelExecutionListener = compat(
    "cancel-execution-listener", .error,
    from: PlatformVersion(8, 10)
  ) { rule in
    rule.listeners("executionListener").filter {
      $0["eventType"] == "cancel" && $0.owner.type != .process && $0.owner.type != .participant
    }
    .map { listener in
      let place = listener.attribute("eventType")
      return rule.finding(
        "\"\(place.owner.label)\" has a cancel listener but is not a process",
        help: "Move the listener to the process.", on: place.owner, at: place.location,
        path: place.path)
    }
  }
}
