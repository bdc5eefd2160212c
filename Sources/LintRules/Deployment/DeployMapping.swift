import Webhooks
import Linting
import BPMN
import Diagnostics
import Text
import XML

extension LintRule {
  /// # deploy/mapping
  ///
  /// A mapping has a source, and a target that is a variable or a path into one.
  ///
  /// A target is made of letters, digits and underscores, joined by dots, and is no reserved word of
  /// FEEL. The source of an output is an expression; that of an input may be a plain text, and from
  /// Camunda 8.8 on be left out.
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

  /// Names that are no variables (reference page engine 1.4). Only a whole target is compared.
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
    return target.isPath ? nil : notPath(target, mapping)
  }

  private func missing(_ attribute: String, _ mapping: XMLElement) -> Diagnostic {
    finding(
      "\(words(mapping)) has no \(attribute)",
      help: attribute == "source" ? "Say where its value comes from." : "Name the variable to set.",
      at: mapping, attribute: attribute)
  }

  private func plainSource(_ source: String, _ mapping: XMLElement) -> Diagnostic {
    finding(
      "the source '\(source)' of \(words(mapping)) is no expression",
      help: "Begin it with '=': \(source.isPath ? "=\(source)" : "=\"\(source)\"")", at: mapping,
      attribute: "source")
  }

  private func reserved(_ target: String, _ mapping: XMLElement) -> Diagnostic {
    finding(
      "'\(target)' is a word of FEEL and no variable", help: "Choose another name.", at: mapping,
      attribute: "target")
  }

  private func notPath(_ target: String, _ mapping: XMLElement) -> Diagnostic {
    finding(
      "the target '\(target)' is no variable",
      help:
        "Use letters, digits and underscores, not beginning with a digit, and dots between names.",
      at: mapping, attribute: "target")
  }

  private func words(_ mapping: XMLElement) -> String {
    "\(mapping.name.local == "input" ? "an input" : "an output") mapping of "
      + "\"\(mapping.owner(in: model).label)\""
  }
}

extension String {
  /// Whether the engine takes the text for FEEL: `=` with anything behind it.
  var isExpression: Bool { hasPrefix("=") && utf8.count > 1 }

  /// Names of ASCII letters, digits and underscores with single dots between.
  fileprivate var isPath: Bool {
    split(separator: ".", omittingEmptySubsequences: false).allSatisfy { name in
      guard let first = name.utf8.first, !first.isDigit else { return false }
      return name.utf8.allSatisfy(\.isWordByte)
    }
  }
}
