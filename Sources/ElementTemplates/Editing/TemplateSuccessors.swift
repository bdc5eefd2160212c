/// The successors of deprecated templates.
///
/// Templates have no field for this; these are the successors named by their authors.
enum TemplateSuccessors {
  static func successor(of id: String) -> String? { known[id] }

  private static let known = [
    "io.camunda.connectors.TwilioWebhook.v1": "io.camunda.connectors.TwilioWebhookMessageStart.v1"
  ]
}
