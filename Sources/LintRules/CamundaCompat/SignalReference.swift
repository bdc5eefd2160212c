import Webhooks
import Linting
import BPMN
import Diagnostics

extension LintRule {
  /// # camunda-compat/signal-reference
  ///
  /// A signal event names a signal, and the signal has a name.
  ///
  /// Signals are told apart by their names.
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
          "\"\(event.label)\" names no signal", help: "Choose a signal.", on: event,
          at: definition.location, path: path)
      }
      guard signal.name.isMissing else { return nil }
      return rule.finding(
        "\"\(event.label)\" uses a signal without a name", help: "Name the signal.", on: event,
        at: signal.xml.location(ofAttribute: "name"), path: path + ".name")
    }
  }
}
