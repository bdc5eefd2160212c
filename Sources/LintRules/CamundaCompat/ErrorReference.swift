import BPMN
import Diagnostics
import Linting
import XML

extension LintRule {
  /// # camunda-compat/error-reference
  ///
  /// An error event must reference an error with a code.
  ///
  /// The engine finds the event that catches an error by its code. From Camunda 8.2 on, a catch
  /// event may omit the reference and then catches all errors. A referenced error always needs a
  /// code.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:endEvent id="failed" name="Payment failed">
  ///   1️⃣<bpmn:errorEventDefinition />
  /// </bpmn:endEvent>
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:error id="declined" errorCode="DECLINED" />
  /// <bpmn:process id="order" isExecutable="true">
  ///   <bpmn:endEvent id="failed" name="Payment failed">
  ///     <bpmn:errorEventDefinition errorRef="declined" />
  ///   </bpmn:endEvent>
  /// </bpmn:process>
  /// ```
  static let compatErrorReference = compat(
    "error-reference", .error
  ) { rule in
    rule.events(with: .errorEventDefinition).compactMap { event, definition in
      let path = "eventDefinitions.0.errorRef"
      guard let error = definition.referenced("errorRef") else {
        if event.type.isCatchEvent, !rule.isBelow(8, 2) { return nil }
        let version = event.type.isCatchEvent ? ", or target Camunda 8.2 or later" : ""
        return rule.finding(
          "\"\(event.label)\" does not reference an error", help: "Choose an error\(version).",
          on: event,
          at: definition.location, path: path)
      }
      guard error.xml["errorCode"].isMissing else { return nil }
      return rule.finding(
        "\"\(event.label)\" uses the error \"\(error.label)\", which has no code",
        help: "Give the error a code.", on: event, at: error.xml.location(ofAttribute: "errorCode"),
        path: path + ".errorCode")
    }
  }
}

extension CompatInput {
  /// The checked events whose first definition is of this type, with the definition.
  func events(with type: ElementType) -> [(event: BPMNElement, definition: BPMNElement)] {
    let definitions = model.elements(type)
    // A definition at the root belongs to every event that references it.
    if definitions.contains(where: { $0.parent?.type == .definitions }) {
      return elements { $0.isEvent }.compactMap { event in
        event.eventDefinitions.first.flatMap { $0.type == type ? (event, $0) : nil }
      }
    }
    return definitions.compactMap { definition in
      guard let event = definition.parent, event.type.isEvent, isChecked(event),
        event.eventDefinitions.first == definition
      else { return nil }
      return (event, definition)
    }
  }
}

extension ElementType {
  var isCatchEvent: Bool {
    self == .startEvent || self == .intermediateCatchEvent || self == .boundaryEvent
  }

  var isThrowEvent: Bool { isEvent && !isCatchEvent }
}
