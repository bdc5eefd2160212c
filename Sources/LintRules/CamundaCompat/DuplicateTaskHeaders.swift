import BPMN
import Diagnostics
import Linting
import XML

extension LintRule {
  /// # camunda-compat/duplicate-task-headers
  ///
  /// Task header keys must be unique.
  ///
  /// Headers are looked up by key, so only one of the values would reach the worker or connector.
  /// The rule checks user tasks and all elements that can be implemented by job workers.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:serviceTask id="send" name="Send">
  ///   <bpmn:extensionElements>
  ///     <zeebe:taskHeaders>
  ///       <zeebe:header key="level" value="1" />
  ///       1️⃣<zeebe:header key="level" value="2" />
  ///     </zeebe:taskHeaders>
  ///   </bpmn:extensionElements>
  /// </bpmn:serviceTask>
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:serviceTask id="send" name="Send">
  ///   <bpmn:extensionElements>
  ///     <zeebe:taskHeaders>
  ///       <zeebe:header key="level" value="1" />
  ///       <zeebe:header key="color" value="2" />
  ///     </zeebe:taskHeaders>
  ///   </bpmn:extensionElements>
  /// </bpmn:serviceTask>
  /// ```
  static let compatDuplicateTaskHeaders = compat(
    "duplicate-task-headers", .error
  ) { rule in
    rule.extensions("taskHeaders").filter { carriers.contains($0.owner.type) }
      .flatMap { rule.duplicateHeaders(in: $0.xml, of: $0.owner) }
  }

  /// User tasks, and what the metamodel calls a Zeebe service task.
  private static let carriers: Set<ElementType> = [
    .userTask, .serviceTask, .sendTask, .scriptTask, .businessRuleTask, .adHocSubProcess,
    .intermediateThrowEvent, .endEvent,
  ]
}

extension CompatInput {
  /// One finding for each duplicate key, at its second occurrence.
  func duplicateHeaders(in headers: XMLElement, of owner: BPMNElement) -> [Diagnostic] {
    var counts: [String?: Int] = [:]
    return headers.children.filter { $0.name.isZeebe("header") }.compactMap { header in
      let key = header["key"]
      counts[key, default: 0] += 1
      guard counts[key] == 2 else { return nil }
      return finding(
        "\"\(owner.label)\" has \(key.map { "the header '\($0)'" } ?? "a header without a key") more than once",
        help: "Keep one, or use a different key for the other.", on: owner, at: header.location)
    }
  }
}
