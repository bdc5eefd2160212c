import BPMN
import Diagnostics
import Linting

extension LintRule {
  /// # camunda-compat/duplicate-execution-listeners
  ///
  /// An element must not have two execution listeners with the same event and job type.
  ///
  /// The engine rejects the diagram because it could not distinguish their jobs. Remove one, or use
  /// a different type.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:serviceTask id="send" name="Send">
  ///   <bpmn:extensionElements>
  ///     <zeebe:executionListeners>
  ///       <zeebe:executionListener eventType="start" type="prepare" />
  ///       1️⃣<zeebe:executionListener eventType="start" type="prepare" />
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
  ///       <zeebe:executionListener eventType="end" type="prepare" />
  ///     </zeebe:executionListeners>
  ///   </bpmn:extensionElements>
  /// </bpmn:serviceTask>
  /// ```
  static let compatDuplicateExecutionListeners = compat(
    "duplicate-execution-listeners", .error,
    from: PlatformVersion(8, 6)
  ) { rule in
    rule.extensions("executionListeners").flatMap { list -> [Diagnostic] in
      var seen: Set<[String?]> = []
      return list.children("executionListener", in: "listeners")
        .filter { !seen.insert([$0["eventType"], $0["type"]]).inserted }
        .map { listener in
          let event = listener["eventType"].map { " for the event \($0)" } ?? ""
          return rule.finding(
            "\"\(list.owner.label)\" has the listener '\(listener["type"] ?? "")'\(event) more than once",
            help: "Keep one, or use a different type for the other.", on: list.owner,
            at: listener.place.location)
        }
    }
  }
}
