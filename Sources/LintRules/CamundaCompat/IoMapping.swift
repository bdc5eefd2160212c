import BPMN
import Diagnostics
import Linting

extension LintRule {
  /// # camunda-compat/io-mapping
  ///
  /// A mapping must have a source and a target.
  ///
  /// Output mappings need both. Input mappings need a target; from Camunda 8.8 on the source may be
  /// omitted, which creates an empty variable.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:serviceTask id="send" name="Send">
  ///   <bpmn:extensionElements>
  ///     <zeebe:ioMapping>
  ///       1️⃣<zeebe:input source="=order.id" />
  ///     </zeebe:ioMapping>
  ///   </bpmn:extensionElements>
  /// </bpmn:serviceTask>
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:serviceTask id="send" name="Send">
  ///   <bpmn:extensionElements>
  ///     <zeebe:ioMapping>
  ///       <zeebe:input source="=order.id" target="id" />
  ///     </zeebe:ioMapping>
  ///   </bpmn:extensionElements>
  /// </bpmn:serviceTask>
  /// ```
  static let compatIoMapping = compat(
    "io-mapping", .error
  ) { rule in
    rule.extensions("ioMapping").flatMap { mapping -> [Diagnostic] in
      let inputs = mapping.children("input", in: "inputParameters")
      let outputs = mapping.children("output", in: "outputParameters")
      return inputs.flatMap { input in
        rule.missing(rule.isBelow(8, 8) ? ["source", "target"] : ["target"], of: input, "input")
      }
        + outputs.flatMap { rule.missing(["source", "target"], of: $0, "output") }
    }
  }
}

extension CompatInput {
  fileprivate func missing(
    _ names: [String], of mapping: CompatExtension, _ kind: String
  ) -> [Diagnostic] {
    names.filter { mapping[$0].isMissing }.map { name in
      let place = mapping.attribute(name)
      let other = mapping["target"] ?? mapping["source"] ?? ""
      return finding(
        "\"\(place.owner.label)\" has an \(kind) mapping '\(other)' without a \(name)",
        help: "Set the \(name), or delete the mapping.", on: place.owner, at: place.location,
        path: place.path)
    }
  }
}
