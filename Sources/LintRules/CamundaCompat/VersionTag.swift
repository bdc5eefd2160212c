import BPMN
import Diagnostics
import Linting
import Text
import XML

extension LintRule {
  /// # camunda-compat/version-tag
  ///
  /// A version tag must not be blank, and a binding by version tag must specify the tag.
  ///
  /// A process may have a version tag; call activities, business rule tasks and user tasks may
  /// refer to the process, decision or form with a tag. Without a tag, the engine cannot resolve
  /// the reference. The tag of a decision may be an expression from 8.10 on.
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
    "version-tag", .error, from: PlatformVersion(8, 6)
  ) { rule in
    let blank = rule.extensions("versionTag").filter {
      $0.owner.type == .process && $0["value"].isMissing
    }.map { tag in
      rule.finding(
        "the version tag of \"\(tag.owner.label)\" is blank", help: "Set it, or delete it.",
        at: tag.attribute("value"))
    }
    return blank
      + rule.tagFindings("calledDecision", of: .businessRuleTask, isText: rule.isBelow(8, 10))
      + rule.tagFindings("calledElement", of: .callActivity)
      + rule.tagFindings("formDefinition", of: .userTask)
  }
}

extension CompatInput {
  /// Findings about the tags of bindings by version tag.
  /// - Parameter isText: whether a tag cannot be an expression.
  fileprivate func tagFindings(
    _ local: String, of type: ElementType, isText: Bool = false
  ) -> [Diagnostic] {
    extensions(local).compactMap { part in
      guard part.owner.type == type, part["bindingType"] == "versionTag" else { return nil }
      guard let tag = part["versionTag"], !tag.isBlank else {
        return finding(
          "\"\(part.owner.label)\" is bound by version tag but does not specify the tag",
          help: "Set the tag, or choose another binding.", at: part.attribute("versionTag"))
      }
      guard isText, tag.hasPrefix("=") else { return nil }
      return finding(
        "the version tag of \"\(part.owner.label)\" is an expression, which requires 8.10",
        help: "Use a static tag.", at: part.attribute("versionTag"))
    }
  }
}
