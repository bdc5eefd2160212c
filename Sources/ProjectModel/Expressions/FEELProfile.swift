import FEEL
import XML

/// How an expression is evaluated: its functions and variables.
///
/// Source: Camunda documentation on outbound connectors, inbound connectors and the HTTP Webhook
/// connector.
struct FEELProfile {
  /// Whether the leading `=` is optional.
  package var isAlwaysFEEL = false
  package var functions = FEELFunctionLibrary.zeebe
  /// The variables; a process can have any.
  package var variables = FEELTypeEnvironment()

  init() {}

  /// The profile of an attribute of a zeebe extension; nil for one that is never evaluated.
  init?(of attribute: XMLAttribute, _ element: XMLElement) {
    switch (element.name.local, attribute.name.local) {
    case ("input", "target"), ("output", "target"), (_, "resultVariable"), ("header", "key"),
      ("property", "name"):
      return nil
    case ("header", "value"):
      guard let key = element["key"], ["resultExpression", "errorExpression"].contains(key) else {
        return nil
      }
      isAlwaysFEEL = true
      functions = .connectors
      guard Self.jobType(of: element) == "io.camunda:http-json:1" else { return }
      variables = key == "resultExpression" ? Self.httpResult : Self.httpError
    case ("property", "value"):
      guard let name = element["name"], Self.evaluatedProperties.contains(name) else { return nil }
      isAlwaysFEEL = true
      if Self.isWebhook(element) { variables = Self.webhook(name) }
    default: break
    }
  }

  /// The properties of inbound elements that the connector runtime evaluates.
  private static let evaluatedProperties: Set = [
    "activationCondition", "inbound.activationCondition", "correlationKeyExpression",
    "messageIdExpression", "resultExpression", "inbound.responseExpression",
    "inbound.verificationExpression",
  ]

  // MARK: Variables

  private static let result: [String: FEELStaticType] = [
    "status": .any, "headers": .any, "body": .any, "reason": .any, "document": .any,
  ]

  /// The entries of the result, and `response`, the whole result. Process variables are not
  /// visible.
  private static let httpResult = FEELTypeEnvironment(
    result.merging(["response": .context(result, isOpen: false)]) { entry, _ in entry },
    isOpen: false)

  /// `error` after a failure; after success also the variables of the result expression.
  private static let httpError = FEELTypeEnvironment([
    "error": .context(
      ["type": .any, "code": .any, "message": .any, "variables": .any], isOpen: false),
    "job": .context(["retries": .number], isOpen: false),
  ])

  private static func webhook(_ property: String) -> FEELTypeEnvironment {
    let request = FEELStaticType.context(
      ["body": .any, "headers": .any, "params": .any], isOpen: false)
    var variables: [String: FEELStaticType] = [
      "request": request, "connectorData": .any, "documents": .any,
    ]
    if property == "inbound.responseExpression" { variables["correlation"] = .any }
    return FEELTypeEnvironment(variables, isOpen: false)
  }

  /// The job type of the task that a task header belongs to.
  private static func jobType(of header: XMLElement) -> String? {
    header.parent?.parent?.children.first {
      $0.name.local == "taskDefinition" && $0.name.namespace == XMLNamespace.zeebe
    }?["type"]
  }

  private static func isWebhook(_ property: XMLElement) -> Bool {
    property.parent?.children.first { $0["name"] == "inbound.type" }?["value"]?
      .hasPrefix("io.camunda:webhook:") == true
  }
}
