import BPMN
package import Diagnostics
package import ProjectModel
import XML

extension Webhook {
  package static let twilioTemplates: Set = [
    "io.camunda.connectors.TwilioWebhook.v1",
    "io.camunda.connectors.TwilioWebhookMessageStart.v1",
    "io.camunda.connectors.Twilio.Webhook.Intermediate.v1",
    "io.camunda.connectors.Twilio.Webhook.Boundary.v1",
    "io.camunda.connectors.Twilio.Webhook.Receive.v1",
  ]

  /// Whether Twilio calls it, which follows from its template or the header of its signature.
  package var isTwilio: Bool {
    if let template = element.templateID, Self.twilioTemplates.contains(template) { return true }
    return hasTwilioSignature
  }

  /// A property with its location.
  package func field(_ name: String, isAlwaysFEEL: Bool = false) -> ConnectorField? {
    ConnectorField(property(name)?.xml.attribute("value"), isAlwaysFEEL: isAlwaysFEEL)
  }

  /// The expressions that the runtime evaluates for a request.
  package var expressions: [ConnectorField] {
    [
      "activationCondition", "inbound.activationCondition", "correlationKeyExpression",
      "messageIdExpression", "resultExpression", "inbound.responseExpression",
      "inbound.verificationExpression",
    ].compactMap { field($0, isAlwaysFEEL: true) }.filter { !$0.isBlank }
  }

  /// Whether a request starts an instance without a message.
  package var isPlainStart: Bool { element.type == .startEvent && element.message == nil }

  /// The location of a property, or of the element if it lacks the property.
  package func location(of property: String) -> SourceLocation {
    field(property)?.location ?? element.location
  }
}
