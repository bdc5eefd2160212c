import BPMN
import Diagnostics
import Linting
import XML

extension LintRule {
  /// # camunda-compat/duplicate-execution-listener-headers
  ///
  /// The header keys of an execution listener must be unique.
  ///
  /// Headers are looked up by key, so only one of the values would reach the worker.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:serviceTask id="send" name="Send">
  ///   <bpmn:extensionElements>
  ///     <zeebe:executionListeners>
  ///       <zeebe:executionListener eventType="start" type="prepare">
  ///         <zeebe:taskHeaders>
  ///           <zeebe:header key="level" value="1" />
  ///           1️⃣<zeebe:header key="level" value="2" />
  ///         </zeebe:taskHeaders>
  ///       </zeebe:executionListener>
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
  ///       <zeebe:executionListener eventType="start" type="prepare">
  ///         <zeebe:taskHeaders>
  ///           <zeebe:header key="level" value="1" />
  ///           <zeebe:header key="color" value="2" />
  ///         </zeebe:taskHeaders>
  ///       </zeebe:executionListener>
  ///     </zeebe:executionListeners>
  ///   </bpmn:extensionElements>
  /// </bpmn:serviceTask>
  /// ```
  static let compatDuplicateExecutionListenerHeaders = compat(
    "duplicate-execution-listener-headers", .error,
    from: PlatformVersion(8, 10)
  ) { rule in
    rule.listeners("executionListener").flatMap { listener in
      listener.xml.children.first { $0.name.isZeebe("taskHeaders") }
        .map { rule.duplicateHeaders(in: $0, of: listener.owner) } ?? []
    }
  }
}
