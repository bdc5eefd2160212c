import BPMN
import Diagnostics
import Linting
import XML

extension LintRule {
  /// # deploy/mapping
  ///
  /// A mapping must have a source, and a target that is a variable or a path into one.
  ///
  /// A target consists of names made of letters, digits and underscores, separated by dots, and is
  /// not a reserved word of FEEL. The source of an output must be an expression. The source of an
  /// input may be a static value, and from Camunda 8.8 on may be omitted.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:serviceTask id="send">
  ///   <bpmn:extensionElements>
  ///     <zeebe:taskDefinition type="send-sms" />
  ///     <zeebe:ioMapping>
  ///       <zeebe:output source="=body" target="1️⃣the result" />
  ///     </zeebe:ioMapping>
  ///   </bpmn:extensionElements>
  /// </bpmn:serviceTask>
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:serviceTask id="send">
  ///   <bpmn:extensionElements>
  ///     <zeebe:taskDefinition type="send-sms" />
  ///     <zeebe:ioMapping>
  ///       <zeebe:output source="=body" target="result.body" />
  ///     </zeebe:ioMapping>
  ///   </bpmn:extensionElements>
  /// </bpmn:serviceTask>
  /// ```
  static let deployMapping = deploy(
    "mapping",
    covers: ["camunda-compat/io-mapping", "camunda-compat/variable-name"]
  ) { deployment in
    deployment.zeebe("input", "output").flatMap { mapping in
      [deployment.source(of: mapping), deployment.target(of: mapping)].compactMap { $0 }
    }
  }

  /// Reserved words that are not valid as a target. Segments of a path may use them.
  fileprivate static let reservedTargets: Set = [
    "null", "true", "false", "function", "if", "then", "else", "for", "between", "instance", "of",
  ]
}

extension DeploymentInput {
  fileprivate func source(of mapping: XMLElement) -> Diagnostic? {
    let isOutput = mapping.name.local == "output"
    guard let source = mapping.nonEmpty("source") else {
      return isOutput || !isAtLeast(8, 8) ? missing("source", mapping) : nil
    }
    return isOutput && !source.isExpression ? plainSource(source, mapping) : nil
  }

  fileprivate func target(of mapping: XMLElement) -> Diagnostic? {
    guard let target = mapping.nonEmpty("target") else { return missing("target", mapping) }
    if LintRule.reservedTargets.contains(target) { return reserved(target, mapping) }
    return target.isVariablePath ? nil : notPath(target, mapping)
  }

  private func missing(_ attribute: String, _ mapping: XMLElement) -> Diagnostic {
    finding(
      "\(description(of: mapping)) has no \(attribute)",
      help: attribute == "source" ? "Set its source." : "Set the name of the target variable.",
      at: mapping, attribute: attribute)
  }

  private func plainSource(_ source: String, _ mapping: XMLElement) -> Diagnostic {
    finding(
      "the source '\(source)' of \(description(of: mapping)) is not an expression",
      help: "Use an expression: \(source.isVariablePath ? "=\(source)" : "=\"\(source)\"")",
      at: mapping,
      attribute: "source")
  }

  private func reserved(_ target: String, _ mapping: XMLElement) -> Diagnostic {
    finding(
      "'\(target)' is a reserved word of FEEL", help: "Choose another name.", at: mapping,
      attribute: "target")
  }

  private func notPath(_ target: String, _ mapping: XMLElement) -> Diagnostic {
    finding(
      "the target '\(target)' is not a valid variable name",
      help:
        "Use letters, digits and underscores, no leading digit, and dots between names.",
      at: mapping, attribute: "target")
  }

  private func description(of mapping: XMLElement) -> String {
    "\(mapping.name.local == "input" ? "an input" : "an output") mapping of "
      + "\"\(mapping.owner(in: model).label)\""
  }
}

extension String {
  /// Whether the engine parses the value as FEEL: `=` followed by anything.
  var isExpression: Bool { hasPrefix("=") && utf8.count > 1 }
}
