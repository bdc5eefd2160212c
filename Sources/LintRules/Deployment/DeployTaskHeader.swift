import BPMN
import Diagnostics
import Linting
import XML

extension LintRule {
  /// # deploy/task-header
  ///
  /// Task header keys must be unique and not reserved by Camunda.
  ///
  /// Reserved keys begin with `io.camunda.zeebe:`.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:serviceTask id="send">
  ///   <bpmn:extensionElements>
  ///     <zeebe:taskDefinition type="send-sms" />
  ///     <zeebe:taskHeaders>
  ///       <zeebe:header key="channel" value="sms" />
  ///       <zeebe:header key="1️⃣channel" value="whatsapp" />
  ///     </zeebe:taskHeaders>
  ///   </bpmn:extensionElements>
  /// </bpmn:serviceTask>
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:serviceTask id="send">
  ///   <bpmn:extensionElements>
  ///     <zeebe:taskDefinition type="send-sms" />
  ///     <zeebe:taskHeaders>
  ///       <zeebe:header key="channel" value="sms" />
  ///     </zeebe:taskHeaders>
  ///   </bpmn:extensionElements>
  /// </bpmn:serviceTask>
  /// ```
  static let deployTaskHeader = deploy(
    "task-header",
    covers: [
      "camunda-compat/duplicate-task-headers",
      "camunda-compat/duplicate-execution-listener-headers",
    ]
  ) { deployment in
    deployment.zeebe("taskHeaders").flatMap(deployment.headers)
  }
}

extension DeploymentInput {
  fileprivate func headers(_ list: XMLElement) -> [Diagnostic] {
    var keys: Set<String> = []
    return list.children.filter {
      $0.name.local == "header" && $0.name.namespace == XMLNamespace.zeebe
    }.flatMap { header -> [Diagnostic] in
      let key = header["key"] ?? ""
      var found = key.hasPrefix("io.camunda.zeebe:") ? [reserved(header, key)] : []
      if !keys.insert(key).inserted { found.append(repeated(header, key)) }
      return found
    }
  }

  private func reserved(_ header: XMLElement, _ key: String) -> Diagnostic {
    finding(
      "the header key '\(key)' is reserved by Camunda", help: "Choose another key.",
      at: header, attribute: "key")
  }

  private func repeated(_ header: XMLElement, _ key: String) -> Diagnostic {
    finding(
      "the header key '\(key)' is defined twice", help: "Keep one of them.", at: header,
      attribute: "key")
  }
}
