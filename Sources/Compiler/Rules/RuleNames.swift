/// The names of the rules that are no `LintRule`: those of reading, of templates and of the passes.
enum RuleNames {
  static let ofPasses: [String] = [
    "connector/twilio-clear-credentials", "connector/twilio-credentials",
    "connector/twilio-date-filter", "connector/twilio-error-code",
    "connector/twilio-error-scope", "connector/twilio-hmac-disabled",
    "connector/twilio-hmac-secret", "connector/twilio-one-number", "connector/twilio-page-size",
    "connector/twilio-recipient", "connector/twilio-redelivery", "connector/twilio-request-body",
    "connector/twilio-response-path", "connector/twilio-retry-counter",
    "connector/twilio-sender", "connector/twilio-sid", "connector/twilio-unguarded-call",
    "connector/twilio-variable-name", "connector/twilio-whatsapp-prefix", "feel/arguments",
    "feel/camunda-reads-differently", "feel/syntax", "feel/types", "feel/unknown-function",
    "feel/version", "flow/error-never-thrown", "flow/escalation-never-thrown",
    "flow/incoming-outgoing", "flow/uncaught-error", "flow/uncaught-escalation",
    "project/configuration", "project/duplicate-decision-id", "project/duplicate-form-id",
    "project/duplicate-process-id", "project/form", "project/message-name",
    "project/message-never-caught", "project/missing-decision", "project/missing-form",
    "project/missing-process", "project/missing-resource", "project/unused-ignore",
    "template/choice", "template/constant", "template/deprecated", "template/element-type",
    "template/engine", "template/feel", "template/left-over", "template/length",
    "template/pattern", "template/required", "template/unknown", "template/update",
    "webhook/ambiguous", "webhook/duplicate-path", "webhook/missing-path",
    "webhook/not-executable", "webhook/shared-message", "xml/doctype", "xml/duplicate-id",
    "xml/encoding", "xml/limit", "xml/not-bpmn", "xml/unbound-prefix",
    "xml/unresolved-reference", "xml/well-formed",
  ]
}
