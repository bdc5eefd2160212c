import BPMN
import Diagnostics
import Linting
import XML

extension LintRule {
  /// # camunda-compat/variable-name
  ///
  /// A variable name must consist of letters, digits and underscores, and not begin with a digit.
  ///
  /// A path into a variable uses dots. The rule checks the targets of input and output mappings,
  /// the input element and output collection of a multi-instance activity, the result variable of a
  /// script or decision, and the output collection of an ad-hoc sub-process. Expressions can only
  /// read a variable with any other name in backticks: `first-name` is a subtraction.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:scriptTask id="sum">
  ///   <bpmn:extensionElements>
  ///     <zeebe:script expression="=a + b" 1️⃣resultVariable="the-sum" />
  ///   </bpmn:extensionElements>
  /// </bpmn:scriptTask>
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:scriptTask id="sum">
  ///   <bpmn:extensionElements>
  ///     <zeebe:script expression="=a + b" resultVariable="theSum" />
  ///   </bpmn:extensionElements>
  /// </bpmn:scriptTask>
  /// ```
  static let compatVariableName = compat(
    "variable-name", .error
  ) { rule in
    rule.mappingTargets + rule.loopVariables + rule.resultVariables
  }
}

extension CompatInput {
  fileprivate var mappingTargets: [Diagnostic] {
    extensions("ioMapping").flatMap { mapping in
      (mapping.children("input", in: "inputParameters")
        + mapping.children("output", in: "outputParameters"))
        .compactMap { wrongName("target", in: $0) }
    }
  }

  fileprivate var loopVariables: [Diagnostic] {
    // The extension belongs to the loop, the finding to the activity.
    elements(.multiInstanceLoopCharacteristics).flatMap { loop -> [Diagnostic] in
      guard let part = extensions("loopCharacteristics", of: loop).first,
        let activity = loop.parent
      else { return [] }
      let ofActivity = CompatExtension(
        owner: activity, xml: part.xml, position: .named("loopCharacteristics.\(part.path)"))
      return ["inputElement", "outputCollection"].compactMap { wrongName($0, in: ofActivity) }
    }
  }

  fileprivate var resultVariables: [Diagnostic] {
    let places: [(ElementType, String, String)] = [
      (.scriptTask, "script", "resultVariable"),
      (.businessRuleTask, "calledDecision", "resultVariable"),
      (.adHocSubProcess, "adHoc", "outputCollection"),
    ]
    return places.flatMap { type, local, attribute in
      extensions(local).filter { $0.owner.type == type }
        .compactMap { wrongName(attribute, in: $0) }
    }
  }

  private func wrongName(_ attribute: String, in part: CompatExtension) -> Diagnostic? {
    guard let name = part[attribute], !name.isVariablePath else { return nil }
    return finding(
      "\"\(part.owner.label)\" has the \(attribute) '\(name.shortened)', which is not a valid "
        + "variable name",
      help: "Use letters, digits and _, no leading digit, and dots for paths.",
      at: part.attribute(attribute))
  }
}
