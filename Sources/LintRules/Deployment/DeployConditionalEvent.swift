import BPMN
import Diagnostics
import Linting
import Text
import XML

extension LintRule {
  /// # deploy/conditional-event
  ///
  /// A conditional event must have a condition, and its filter must list plain variable names.
  ///
  /// The start events of a process must have different conditions, and so must the start events of
  /// its event sub-processes. A filter holds a comma-separated list of variable names (no
  /// expressions) and the variable events `create` and `update`. Conditional events require Camunda
  /// 8.9.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:intermediateCatchEvent id="full">
  ///   <bpmn:conditionalEventDefinition id="condition">
  ///     1️⃣<bpmn:condition />
  ///   </bpmn:conditionalEventDefinition>
  /// </bpmn:intermediateCatchEvent>
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:intermediateCatchEvent id="full">
  ///   <bpmn:conditionalEventDefinition id="condition">
  ///     <bpmn:condition>=count &gt; 10</bpmn:condition>
  ///   </bpmn:conditionalEventDefinition>
  /// </bpmn:intermediateCatchEvent>
  /// ```
  static let deployConditionalEvent = deploy(
    "conditional-event", covers: ["conditional-event"]
  ) { deployment in
    guard deployment.isAtLeast(8, 9) else { return [] }
    return deployment.elements(.conditionalEventDefinition).flatMap(deployment.condition)
      + deployment.zeebe("conditionalFilter").flatMap(deployment.filter)
      + deployment.elements(.process).flatMap(deployment.sameConditions)
  }
}

extension DeploymentInput {
  fileprivate func condition(of definition: BPMNElement) -> [Diagnostic] {
    let condition = definition.child(.condition)
    return condition?.xml.text.trimmed.isEmpty == false
      ? [] : [noCondition(condition ?? definition, of: definition)]
  }

  fileprivate func filter(_ filter: XMLElement) -> [Diagnostic] {
    let events = (filter["variableEvents"] ?? "").split(separator: ",").map { String($0).trimmed }
    let names = filter["variableNames"] ?? ""
    var found = events.filter { !["", "create", "update"].contains($0) }.map {
      badFilter("'\($0)' is not a variable event", filter, "variableEvents")
    }
    guard !names.isBlank else { return found }
    for name in names.split(separator: ",", omittingEmptySubsequences: false).map({
      String($0).trimmed
    }) where name.isEmpty || name.hasPrefix("=") {
      found.append(
        badFilter(
          name.isEmpty ? "a variable name is empty" : "'\(name)' is not a valid variable name",
          filter,
          "variableNames"))
    }
    return found
  }

  fileprivate func sameConditions(_ process: BPMNElement) -> [Diagnostic] {
    let scopes = process.children.filter { $0.type.isSubProcess }
    return [process.children(.startEvent), scopes.flatMap { $0.children(.startEvent) }].flatMap {
      $0.flatMap(\.ownEventDefinitions).compactMap { $0.child(.condition)?.xml.text.trimmed }
        .repeated
        .map { sameCondition($0, process) }
    }
  }

  private func noCondition(_ place: BPMNElement, of definition: BPMNElement) -> Diagnostic {
    finding(
      "the conditional event \"\(definition.parent?.label ?? "")\" has no condition",
      help: "Add a condition as an expression.", on: definition, at: place.location)
  }

  private func badFilter(_ what: String, _ filter: XMLElement, _ attribute: String) -> Diagnostic {
    finding(
      what,
      help: attribute == "variableEvents"
        ? "Use create, update, or both, separated by a comma."
        : "List plain variable names, separated by commas.", at: filter, attribute: attribute)
  }

  private func sameCondition(_ condition: String, _ process: BPMNElement) -> Diagnostic {
    finding(
      "several start events of \"\(process.label)\" have the same condition '\(condition)'",
      help: "Keep one of them.", on: process)
  }
}
