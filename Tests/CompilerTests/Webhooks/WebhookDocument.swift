import JSON

@testable import Linting
@testable import LintRules
@testable import ProjectModel
@testable import Webhooks

/// Manifests of webhooks for tests, addressed for environments.
enum WebhookDocument {
  static let production: ProjectEnvironment = {
    var environment = ProjectEnvironment(name: "prod", baseURL: "https://c.example")
    environment.kind = .selfManaged
    return environment
  }()

  /// An element with a webhook; properties are given beyond type and id.
  static func element(
    _ name: String = "start", id: String = "hook", tag: String = "startEvent",
    template: String? = nil, message: Bool = false, properties: [(String, String)] = []
  ) -> String {
    let all = [("inbound.type", "io.camunda:webhook:1"), ("inbound.context", id)] + properties
    let rows = all.map { "<zeebe:property name=\"\($0)\" value=\"\(escaped($1))\"/>" }
    let marker = template.map { " zeebe:modelerTemplate=\"\($0)\"" } ?? ""
    let definition = message ? "<bpmn:messageEventDefinition messageRef=\"m\"/>" : ""
    return "<bpmn:\(tag) id=\"\(name)\" name=\"The \(name)\"\(marker)><bpmn:extensionElements>"
      + "<zeebe:properties>\(rows.joined())</zeebe:properties></bpmn:extensionElements>"
      + "\(definition)</bpmn:\(tag)>"
  }

  static func webhooks(_ elements: String...) -> [Webhook] {
    let text = """
      <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
          xmlns:zeebe="http://camunda.org/schema/zeebe/1.0">
        <bpmn:message id="m" name="Message"/>
        <bpmn:process id="p" isExecutable="true">\(elements.joined())</bpmn:process>
      </bpmn:definitions>
      """
    let file = InputFile(path: "a.bpmn", relativePath: "a.bpmn", bytes: Array(text.utf8))
    return Webhook.all(in: Project([file]))
  }

  static func manifest(
    _ elements: String, in environments: [ProjectEnvironment] = [production]
  ) -> WebhookManifest {
    WebhookManifest(webhooks(elements), environments: environments)
  }

  private static func escaped(_ text: String) -> String {
    text.map { character in
      switch character {
      case "&": "&amp;"
      case "<": "&lt;"
      case "\"": "&quot;"
      default: String(character)
      }
    }.joined()
  }
}
