import BPMN
import Diagnostics
import Linting
import XML

extension LintRule {
  /// # deploy/binding
  ///
  /// The binding type of a called process, decision or form must be valid.
  ///
  /// The binding decides which version is used: the `latest`, the one from the same `deployment`,
  /// or the one with a `versionTag`. Engines before 8.6 ignore it.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:callActivity id="pay">
  ///   <bpmn:extensionElements>
  ///     <zeebe:calledElement processId="payment" bindingType="1️⃣newest" />
  ///   </bpmn:extensionElements>
  /// </bpmn:callActivity>
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:callActivity id="pay">
  ///   <bpmn:extensionElements>
  ///     <zeebe:calledElement processId="payment" bindingType="deployment" />
  ///   </bpmn:extensionElements>
  /// </bpmn:callActivity>
  /// ```
  static let deployBinding = deploy("binding") { deployment in
    guard deployment.isAtLeast(8, 6) else { return [] }
    let linked = deployment.isAtLeast(8, 7) ? deployment.zeebe("linkedResource") : []
    let bound = deployment.zeebe("calledElement", "calledDecision", "formDefinition") + linked
    return bound.filter { $0["bindingType"].map { !bindingTypes.contains($0) } ?? false }.map {
      deployment.finding(
        "'\($0["bindingType"] ?? "")' is not a valid binding type",
        help: "Use latest, deployment or versionTag.", at: $0, attribute: "bindingType")
    } + deployment.required("resourceId", of: linked)
      + deployment.required("resourceType", of: linked)
  }

  private static let bindingTypes: Set = ["latest", "deployment", "versionTag"]
}
