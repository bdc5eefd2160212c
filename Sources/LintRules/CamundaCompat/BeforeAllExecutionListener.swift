import BPMN
import Diagnostics
import Linting

extension LintRule {
  /// # camunda-compat/before-all-execution-listener
  ///
  /// A `beforeAll` listener may only be used on a multi-instance activity.
  ///
  /// The event occurs once before all instances. The engine rejects the listener on any other
  /// element: use `start` there.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:serviceTask id="send" name="Send">
  ///   <bpmn:extensionElements>
  ///     <zeebe:executionListeners>
  ///       <zeebe:executionListener 1️⃣eventType="beforeAll" type="prepare" />
  ///     </zeebe:executionListeners>
  ///   </bpmn:extensionElements>
  /// </bpmn:serviceTask>
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:serviceTask id="send" name="Send">
  ///   <bpmn:extensionElements>
  ///     <zeebe:executionListeners>
  ///       <zeebe:executionListener eventType="start" type="prepare" />
  ///     </zeebe:executionListeners>
  ///   </bpmn:extensionElements>
  /// </bpmn:serviceTask>
  /// ```
  static let compatBeforeAllExecutionListener = compat(
    "before-all-execution-listener", .error, from: PlatformVersion(8, 10)
  ) { rule in
    rule.listeners("executionListener").filter {
      $0["eventType"] == "beforeAll" && $0.owner.child(.multiInstanceLoopCharacteristics) == nil
    }
    .map { listener in
      let place = listener.attribute("eventType")
      return rule.finding(
        "\"\(place.owner.label)\" has a beforeAll listener but is not multi-instance",
        help: "Use the event start, or make the element multi-instance.", on: place.owner,
        at: place.location, path: place.path)
    }
  }
}
