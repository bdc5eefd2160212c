import Linting
import BPMN
import Diagnostics
import FEEL
import XML

extension LintRule {
  /// # deploy/secret-reference
  ///
  /// A secret of Camunda is used by an expression, not named in a text.
  ///
  /// From Camunda 8.10 on the engine fills in `camunda.secrets.NAME` where an input mapping's expression
  /// refers to it. A text that only contains these words would reach the worker as it stands, so the
  /// engine refuses it. The placeholder `{{secrets.NAME}}` of connectors is something else.
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
  /// Whether a text in it names a secret.
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
      "the input '\(input["target"] ?? "")' names a secret in a text, where nothing replaces it",
      help: "Refer to it by an expression: =camunda.secrets.NAME", at: input, attribute: "source")
  }
}
