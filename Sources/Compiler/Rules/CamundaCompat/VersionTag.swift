import BPMN
import Diagnostics
import JSON
import XML

extension LintRule {
  /// # camunda-compat/version-tag
  ///
  /// A version tag is not blank, and what is bound by version tag names the tag.
  ///
  /// A process may carry a tag; a call activity, a business rule task and a user task may ask for the
  /// process, decision or form with a tag. Without the tag the engine does not know which one is meant.
  /// The tag of a decision can be an expression from 8.10 on.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:callActivity id="pay" name="Collect the payment">
  ///   <bpmn:extensionElements>
  ///     1️⃣<zeebe:calledElement processId="payment" bindingType="versionTag" />
  ///   </bpmn:extensionElements>
  /// </bpmn:callActivity>
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:callActivity id="pay" name="Collect the payment">
  ///   <bpmn:extensionElements>
  ///     <zeebe:calledElement processId="payment" bindingType="versionTag" versionTag="v2" />
  ///   </bpmn:extensionElements>
  /// </bpmn:callActivity>
  /// ```
  static let compatVersionTag = compat(
    "version-tag", .error, "Version tags are given.",
    for: [.process, .businessRuleTask, .callActivity, .userTask], from: PlatformVersion(8, 6)
  ) { rule, element in
    if element.type == .process {
      guard let tag = rule.firstExtension("versionTag", of: element), tag.xml["value"].isMissing
      else { return [] }
      return [
        rule.finding(
          "the version tag of \"\(element.label)\" is blank", help: "Write it, or delete it.",
          element, in: tag, "value")
      ]
    }
    guard let local = boundExtensions[element.type],
      let part = rule.firstExtension(local, of: element), part.xml["bindingType"] == "versionTag"
    else { return [] }
    guard let tag = part.xml["versionTag"], !tag.isBlank else {
      return [
        rule.finding(
          "\"\(element.label)\" is bound by version tag and does not name the tag",
          help: "Write the tag, or choose another binding.", element, in: part, "versionTag")
      ]
    }
    guard local == "calledDecision", tag.hasPrefix("="), !rule.has(since: 8, 10) else { return [] }
    return [
      rule.finding(
        "the version tag of \"\(element.label)\" is an expression, which needs 8.10",
        help: "Write the tag itself.", element, in: part, "versionTag")
    ]
  }

  /// What binds an element to something else.
  private static let boundExtensions: [ElementType: String] = [
    .businessRuleTask: "calledDecision", .callActivity: "calledElement",
    .userTask: "formDefinition",
  ]
}
