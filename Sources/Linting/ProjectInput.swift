import BPMN
import Diagnostics
package import ElementTemplates
package import ProjectModel
package import SecretReferences
package import Webhooks

/// The input of a rule on a whole project.
package struct ProjectInput: Sendable {
  package let project: Project
  package let diagrams: [Diagram]
  package let templates: TemplateLibrary
  /// The templates of files that have others, by path.
  package let nestedTemplates: [String: TemplateLibrary]
  package let webhooks: [Webhook]
  package let secrets: [SecretUse]
  package let twilioCalls: [TwilioCall]
  /// The definitions in the files, by ID.
  package let index: ProjectIndex
  /// The resources that other projects deploy.
  package let external: Configuration.External

  package init(
    project: Project, diagrams: [Diagram], templates: TemplateLibrary,
    nestedTemplates: [String: TemplateLibrary], webhooks: [Webhook], secrets: [SecretUse],
    twilioCalls: [TwilioCall], index: ProjectIndex, external: Configuration.External
  ) {
    self.project = project
    self.diagrams = diagrams
    self.templates = templates
    self.nestedTemplates = nestedTemplates
    self.webhooks = webhooks
    self.secrets = secrets
    self.twilioCalls = twilioCalls
    self.index = index
    self.external = external
  }

  /// The webhooks that Twilio calls.
  package var twilioWebhooks: [Webhook] { webhooks.filter(\.isTwilio) }
}
