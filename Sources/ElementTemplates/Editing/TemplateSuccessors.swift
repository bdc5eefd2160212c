/// Which template takes the place of a deprecated one.
///
/// Templates have no field for it; these are the successors that their authors name.
enum TemplateSuccessors {
  static func successor(of id: String) -> String? { known[id] }

  private static let known = [
    "io.camunda.connectors.TwilioWebhook.v1": "io.camunda.connectors.TwilioWebhookMessageStart.v1"
  ]
}
