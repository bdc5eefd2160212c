import BPMN
import Diagnostics
import Linting

extension LintRule {
  /// # camunda-compat/execution-listener
  ///
  /// An execution listener must have a job type.
  ///
  /// Workers subscribe to the listener's jobs by type. The engine rejects a listener without one.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:serviceTask id="send" name="Send">
  ///   <bpmn:extensionElements>
  ///     <zeebe:executionListeners>
  ///       1️⃣<zeebe:executionListener eventType="start" />
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
  static let compatExecutionListener = compat(
    "execution-listener", .error,
    from: PlatformVersion(8, 6)
  ) { rule in
    rule.listeners("executionListener").filter { $0["type"].isMissing }.map {
      rule.untypedListener($0)
    }
  }
}

extension CompatInput {
  func untypedListener(_ listener: CompatExtension) -> Diagnostic {
    let place = listener.attribute("type")
    let event = listener["eventType"].map { " for the event \($0)" } ?? ""
    return finding(
      "\"\(place.owner.label)\" has a listener\(event) without a job type",
      help: "Set the type that the worker subscribes to.", on: place.owner, at: place.location,
      path: place.path)
  }
}
