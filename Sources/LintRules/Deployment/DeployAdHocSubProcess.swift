import BPMN
import Diagnostics
import Linting
import XML

extension LintRule {
  /// # deploy/ad-hoc-sub-process
  ///
  /// An ad-hoc sub-process must contain activities, and no start or end events.
  ///
  /// From Camunda 8.8 on, a job worker can control the sub-process, as AI agents do. The worker
  /// then decides which elements are active and when the sub-process completes, so Camunda rejects
  /// a completion condition, a collection of active elements and `cancelRemainingInstances="false"`
  /// next to `zeebe:taskDefinition`.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:adHocSubProcess id="tools">
  ///   1️⃣<bpmn:startEvent id="start" />
  /// </bpmn:adHocSubProcess>
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:adHocSubProcess id="tools">
  ///   <bpmn:manualTask id="look" />
  /// </bpmn:adHocSubProcess>
  /// ```
  static let deployAdHocSubProcess = deploy(
    "ad-hoc-sub-process",
    covers: ["camunda-compat/ad-hoc-sub-process", "ad-hoc-sub-process"]
  ) { deployment in
    guard deployment.isAtLeast(8, 7) else { return [] }
    return deployment.elements(.adHocSubProcess).flatMap(deployment.adHoc)
  }
}

extension DeploymentInput {
  fileprivate func adHoc(_ scope: BPMNElement) -> [Diagnostic] {
    var found: [Diagnostic] = []
    if !scope.children.contains(where: \.type.isFlowElement) { found.append(empty(scope)) }
    found += [ElementType.startEvent, .endEvent].compactMap(scope.child).map { notHere($0, scope) }
    guard isAtLeast(8, 8) else { return found }
    return found + output(of: scope) + job(of: scope)
  }

  private func output(of scope: BPMNElement) -> [Diagnostic] {
    scope.allZeebe("adHoc").filter {
      ($0.nonEmpty("outputCollection") == nil) != ($0.nonEmpty("outputElement") == nil)
    }.map {
      finding(
        "\"\(scope.label)\" sets only one of outputCollection and outputElement",
        help: "Set both to collect results, or neither.", on: scope, at: $0.location)
    }
  }

  private func job(of scope: BPMNElement) -> [Diagnostic] {
    guard scope.zeebe("taskDefinition") != nil else { return [] }
    var places: [SourceLocation] = []
    if scope.xml["cancelRemainingInstances"].map({ $0.lowercased() != "true" }) ?? false {
      places.append(scope.location)
    }
    if let condition = scope.child(.completionCondition) { places.append(condition.location) }
    if let adHoc = scope.zeebe("adHoc"), adHoc.nonEmpty("activeElementsCollection") != nil {
      places.append(adHoc.location)
    }
    return places.map { controlledTwice(scope, at: $0) }
  }

  private func empty(_ scope: BPMNElement) -> Diagnostic {
    finding(
      "the ad-hoc sub-process \"\(scope.label)\" is empty",
      help: "Add the activities to choose from.", on: scope)
  }

  private func notHere(_ event: BPMNElement, _ scope: BPMNElement) -> Diagnostic {
    finding(
      "the ad-hoc sub-process \"\(scope.label)\" contains a "
        + "\(event.type == .startEvent ? "start" : "end") event",
      help: "Remove it: the elements of an ad-hoc sub-process are activated individually.",
      on: scope, at: event.location)
  }

  private func controlledTwice(_ scope: BPMNElement, at location: SourceLocation) -> Diagnostic {
    finding(
      "\"\(scope.label)\" is controlled by a job worker and also controls itself",
      help:
        "Let the worker decide what is active and when it completes, or remove zeebe:taskDefinition.",
      on: scope, at: location)
  }
}
