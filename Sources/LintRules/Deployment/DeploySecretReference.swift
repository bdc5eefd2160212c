import BPMN
import Diagnostics
import FEEL
import Linting
import XML

extension LintRule {
  /// # deploy/secret-reference
  ///
  /// A Camunda secret must be referenced by an expression, not within static text.
  ///
  /// From Camunda 8.10 on, the engine resolves `camunda.secrets.NAME` in the expressions of input
  /// mappings. Static text that contains the name would reach the worker unchanged, so the engine
  /// rejects it. The connector placeholder `{{secrets.NAME}}` is a different mechanism.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:serviceTask id="send">
  ///   <bpmn:extensionElements>
  ///     <zeebe:taskDefinition type="send-sms" />
  ///     <zeebe:ioMapping>
  ///       <zeebe:input source="1️⃣camunda.secrets.TOKEN" target="token" />
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
  ///       <zeebe:input source="=camunda.secrets.TOKEN" target="token" />
  ///     </zeebe:ioMapping>
  ///   </bpmn:extensionElements>
  /// </bpmn:serviceTask>
  /// ```
  static let deploySecretReference = deploy(
    "secret-reference"
  ) { deployment in
    guard deployment.isAtLeast(8, 10) else { return [] }
    return deployment.zeebe("input").compactMap { input in
      guard let source = input["source"], source.contains("camunda.secrets."),
        let value = Constant.value(of: source), value.namesSecret
      else { return nil }
      return deployment.namedInText(input)
    }
  }
}

extension FEELValue {
  /// Whether static text in it names a secret.
  fileprivate var namesSecret: Bool {
    switch self {
    case .string(let text): SecretReference.find(in: text).contains { $0.form == .engine }
    case .list(let values): values.contains(where: \.namesSecret)
    case .context(let context): context.values.contains(where: \.namesSecret)
    default: false
    }
  }
}

extension DeploymentInput {
  fileprivate func namedInText(_ input: XMLElement) -> Diagnostic {
    finding(
      "the input '\(input["target"] ?? "")' names a secret in static text, where it is not resolved",
      help: "Use an expression: =camunda.secrets.NAME", at: input, attribute: "source")
  }
}
