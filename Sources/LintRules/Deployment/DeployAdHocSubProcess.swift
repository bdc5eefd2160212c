import Webhooks
import Linting
import BPMN
import Diagnostics
import XML

extension LintRule {
  /// # deploy/ad-hoc-sub-process
  ///
  /// An ad-hoc sub-process has elements to choose from, and neither start nor end events.
  ///
  /// From Camunda 8.8 on it can be steered by a job worker, as AI agents are. Then the worker decides
  /// what is active and when it ends, so that a completion condition, a collection of active elements
  /// and keeping the remaining instances are refused beside `zeebe:taskDefinition`.
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
        "\"\(scope.label)\" has an output collection without element, or the other way round",
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
    return places.map { steeredTwice(scope, at: $0) }
  }

  private func empty(_ scope: BPMNElement) -> Diagnostic {
    finding(
      "the ad-hoc sub-process \"\(scope.label)\" is empty",
      help: "Put the activities into it that can be chosen.", on: scope)
  }

  private func notHere(_ event: BPMNElement, _ scope: BPMNElement) -> Diagnostic {
    finding(
      "the ad-hoc sub-process \"\(scope.label)\" holds a "
        + "\(event.type == .startEvent ? "start" : "end") event",
      help: "Remove it: the elements of an ad-hoc sub-process are activated one by one.",
      on: scope, at: event.location)
  }

  private func steeredTwice(_ scope: BPMNElement, at location: SourceLocation) -> Diagnostic {
    finding(
      "\"\(scope.label)\" is steered by a job worker, and by itself",
      help: "Leave what is active and when it ends to the worker, or remove zeebe:taskDefinition.",
      on: scope, at: location)
  }
}
