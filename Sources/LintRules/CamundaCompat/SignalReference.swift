import BPMN
import Diagnostics
import Linting

extension LintRule {
  /// # camunda-compat/signal-reference
  ///
  /// A signal event must reference a signal with a name.
  ///
  /// The engine matches signals by name.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:endEvent id="done" name="Done">
  ///   1️⃣<bpmn:signalEventDefinition />
  /// </bpmn:endEvent>
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:signal id="shipped" name="Order shipped" />
  /// <bpmn:process id="order" isExecutable="true">
  ///   <bpmn:endEvent id="done" name="Done">
  ///     <bpmn:signalEventDefinition signalRef="shipped" />
  ///   </bpmn:endEvent>
  /// </bpmn:process>
  /// ```
  static let compatSignalReference = compat(
    "signal-reference", .error, from: PlatformVersion(8, 3)
  ) { rule in
    rule.events(with: .signalEventDefinition).compactMap { event, definition in
      let path = "eventDefinitions.0.signalRef"
      guard let signal = definition.referenced("signalRef") else {
        return rule.finding(
          "\"\(event.label)\" does not reference a signal", help: "Choose a signal.", on: event,
          at: definition.location, path: path)
      }
      guard signal.name.isMissing else { return nil }
      return rule.finding(
        "\"\(event.label)\" uses a signal without a name", help: "Give the signal a name.",
        on: event,
        at: signal.xml.location(ofAttribute: "name"), path: path + ".name")
    }
  }
}
