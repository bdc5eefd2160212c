import BPMN
import Diagnostics
import Linting
import XML

extension LintRule {
  /// # camunda-compat/no-loop
  ///
  /// A process must not contain a loop that never waits.
  ///
  /// Undefined tasks, manual tasks, gateways, start and end events, sub-processes and calls of the
  /// process itself complete immediately. A loop of such elements that includes a task or call
  /// activity keeps the engine busy until it stops the instance. Add an element that waits: a
  /// timer, a message, a job or a user task.
  ///
  /// The finding is reported on the process, at the first element of the loop.
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
      rule.elements(where: StraightThroughGraph.workTypes.contains).compactMap(\.process?.index))
    return rule.elements(.process).filter { working.contains($0.index) }.flatMap { process in
      StraightThroughGraph(process).loops.map { loop in
        rule.finding(
          "\"\(process.label)\" contains a loop that never waits: \(loop.path)",
          help: "Add an element that waits: a timer, a message, a job or a user task.",
          on: process, at: loop.elements[0].location)
      }
    }
  }
}

extension StraightThroughGraph.Loop {
  /// The labels in flow order; abbreviated for long loops.
  fileprivate var path: String {
    let labels = elements.map { "\"\($0.label)\"" }
    let shown = labels.count > 8 ? labels.prefix(4) + ["…"] + labels.suffix(3) : labels[...]
    return (shown + labels.prefix(1)).joined(separator: " → ")
  }
}
