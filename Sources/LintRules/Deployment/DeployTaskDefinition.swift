import BPMN
import Diagnostics
import Linting
import XML

extension LintRule {
  /// # deploy/task-definition
  ///
  /// A task must have exactly one implementation.
  ///
  /// A service task needs one `zeebe:taskDefinition` with a job type. A script task needs that or a
  /// FEEL script with a result variable; a business rule task, that or a called decision with a
  /// result variable; a send task or message throw event, that or a message to publish. Retries may
  /// be omitted (the default is 3), but not empty.
  ///
  /// Bad:
  /// ```xml
  /// 1️⃣<bpmn:serviceTask id="send" />
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:serviceTask id="send">
  ///   <bpmn:extensionElements>
  ///     <zeebe:taskDefinition type="send-sms" />
  ///   </bpmn:extensionElements>
  /// </bpmn:serviceTask>
  /// ```
  static let deployTaskDefinition = deploy(
    "task-definition",
    covers: ["camunda-compat/implementation"]
  ) { deployment in
    deployment.elements(.serviceTask).compactMap { deployment.oneOf(nil, in: $0) }
      + deployment.elements(.scriptTask).compactMap { deployment.oneOf("script", in: $0) }
      + deployment.elements(.businessRuleTask).compactMap {
        deployment.oneOf("calledDecision", in: $0)
      }
      + deployment.elements(.sendTask).compactMap { deployment.oneOf("publishMessage", in: $0) }
      + deployment.elements(.intermediateThrowEvent, .endEvent)
      .compactMap(deployment.oneWayToSend)
      + deployment.attributes
  }
}

extension DeploymentInput {
  /// Exactly one task definition or alternative extension.
  fileprivate func oneOf(_ alternative: String?, in element: BPMNElement) -> Diagnostic? {
    let jobs = element.zeebeCount("taskDefinition")
    let others = alternative.map(element.zeebeCount) ?? 0
    return jobs + others == 1 ? nil : notOne(alternative, jobs + others, element)
  }

  fileprivate func oneWayToSend(_ event: BPMNElement) -> Diagnostic? {
    guard let definition = event.children(.messageEventDefinition).first else { return nil }
    let count = event.zeebeCount("taskDefinition") + definition.zeebeCount("publishMessage")
    return count == 1 ? nil : notOne("publishMessage", count, event)
  }

  fileprivate var attributes: [Diagnostic] {
    let tasks = zeebe("taskDefinition")
    let scripts = zeebe("script")
    let decisions = zeebe("calledDecision")
    return required("type", of: tasks) + notEmpty("retries", of: tasks)
      + required("expression", of: scripts) + required("resultVariable", of: scripts)
      + required("decisionId", of: decisions) + required("resultVariable", of: decisions)
      + required("correlationKey", of: zeebe("publishMessage"))
  }

  private func notOne(_ alternative: String?, _ count: Int, _ element: BPMNElement) -> Diagnostic {
    let ways = ["taskDefinition", alternative].compactMap { $0 }.map { "zeebe:\($0)" }
    return finding(
      count == 0
        ? "\"\(element.label)\" has no implementation"
        : "\"\(element.label)\" has \(count) implementations",
      help: "Give it exactly one \(ways.joined(separator: " or ")).", on: element)
  }
}
