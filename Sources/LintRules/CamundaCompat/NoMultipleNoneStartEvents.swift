import Linting
import BPMN
import Diagnostics

extension LintRule {
  /// # camunda-compat/no-multiple-none-start-events
  ///
  /// A process has at most one start event without trigger.
  ///
  /// The engine would not know where to begin, and refuses the diagram.
  ///
  /// Bad:
  /// ```xml
  /// 1️⃣<bpmn:startEvent id="web" name="Ordered on the web" />
  /// 2️⃣<bpmn:startEvent id="phone" name="Ordered by phone" />
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:startEvent id="web" name="Ordered on the web" />
  /// <bpmn:startEvent id="phone" name="Ordered by phone"><bpmn:messageEventDefinition /></bpmn:startEvent>
  /// ```
  static let compatNoMultipleNoneStartEvents = compat(
    "no-multiple-none-start-events", .error
  ) { rule in
    rule.elements(.process).flatMap { process -> [Diagnostic] in
      let blank = process.children(.startEvent).filter(\.eventDefinitions.isEmpty)
      guard blank.count > 1 else { return [] }
      return blank.map { event in
        rule.finding(
          "\"\(event.label)\" is one of \(blank.count) start events without trigger of its process",
          help: "Keep one, or let the others wait for a message, timer or signal.", on: event)
      }
    }
  }
}
