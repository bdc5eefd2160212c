import BPMN
import Diagnostics
import Linting
import Text
import XML

extension LintRule {
  /// # conditional-event
  ///
  /// A conditional event in an executable process must have a condition.
  ///
  /// Without a condition the event never occurs, and the engine rejects the diagram. Add a
  /// condition as an expression that begins with `=`.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:intermediateCatchEvent id="stocked" name="In stock">
  ///   1️⃣<bpmn:conditionalEventDefinition />
  /// </bpmn:intermediateCatchEvent>
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:intermediateCatchEvent id="stocked" name="In stock">
  ///   <bpmn:conditionalEventDefinition>
  ///     <bpmn:condition>=stock > 0</bpmn:condition>
  ///   </bpmn:conditionalEventDefinition>
  /// </bpmn:intermediateCatchEvent>
  /// ```
  static let conditionalEvent = LintRule("conditional-event", .error) { input in
    input.model.elements.filter { $0.type.isEvent && $0.process?.isExecutable == true }
      .compactMap { event in
        guard let definition = event.eventDefinitions.first(of: .conditionalEventDefinition),
          definition.child(.condition)?.xml.text.isBlank ?? true
        else { return nil }
        return input.finding(
          "the conditional event \"\(event.label)\" has no condition and never occurs",
          help: "Add the condition as a FEEL expression.", on: event,
          at: definition.location, path: "eventDefinitions.0.condition")
      }
  }
}
