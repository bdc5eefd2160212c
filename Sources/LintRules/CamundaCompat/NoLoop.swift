import Webhooks
import Linting
import BPMN
import Diagnostics
import XML

extension LintRule {
  /// # camunda-compat/no-loop
  ///
  /// A process does not run in a circle without ever waiting.
  ///
  /// Tasks without a type, manual tasks, gateways, start and end events, sub-processes and a call of
  /// the process itself are passed at once. A circle of such elements with a task or a call activity
  /// among them keeps the engine busy until it stops the instance. Let the circle wait somewhere: for a
  /// timer, a message, a job or a person.
  ///
  /// The finding belongs to the process and stands at the first element of the circle.
  ///
  /// Bad:
  /// ```xml
  /// 1️⃣<bpmn:task id="try" name="Try" />
  /// <bpmn:exclusiveGateway id="done" name="Done?" />
  /// <bpmn:endEvent id="end" />
  /// <bpmn:sequenceFlow id="f1" sourceRef="try" targetRef="done" />
  /// <bpmn:sequenceFlow id="f2" sourceRef="done" targetRef="try" />
  /// <bpmn:sequenceFlow id="f3" sourceRef="done" targetRef="end" />
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:serviceTask id="try" name="Try" />
  /// <bpmn:exclusiveGateway id="done" name="Done?" />
  /// <bpmn:endEvent id="end" />
  /// <bpmn:sequenceFlow id="f1" sourceRef="try" targetRef="done" />
  /// <bpmn:sequenceFlow id="f2" sourceRef="done" targetRef="try" />
  /// <bpmn:sequenceFlow id="f3" sourceRef="done" targetRef="end" />
  /// ```
  static let compatNoLoop = compat(
    "no-loop", .error
  ) { rule in
    let working = Set(
      rule.elements(where: PassedElements.workTypes.contains).compactMap(\.process?.index))
    return rule.elements(.process).filter { working.contains($0.index) }.flatMap { process in
      PassedElements(process).loops.map { loop in
        rule.finding(
          "\"\(process.label)\" runs in a circle that never waits: \(loop.path)",
          help: "Let the circle wait somewhere: for a timer, a message, a job or a person.",
          on: process, at: loop.elements[0].location)
      }
    }
  }
}

extension PassedElements.Loop {
  /// The labels in the order of the flow; of a long loop only some.
  fileprivate var path: String {
    let labels = elements.map { "\"\($0.label)\"" }
    let shown = labels.count > 8 ? labels.prefix(4) + ["…"] + labels.suffix(3) : labels[...]
    return (shown + labels.prefix(1)).joined(separator: " → ")
  }
}
