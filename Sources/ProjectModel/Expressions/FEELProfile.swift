import FEEL
import XML

/// How a place evaluates its expression: which functions it has and which variables it sees
/// (reference/connector-runtime.md 1.6, 1.7, 3.2 and 4.2).
struct FEELProfile {
  /// Whether the text is FEEL without a leading `=` as well.
  package var isAlwaysFEEL = false
  package var functions = FEELFunctionLibrary.zeebe
  /// A process may have any variable.
  package var variables = FEELTypeEnvironment()

  init() {}

  /// How an attribute of a zeebe extension is evaluated; nil for one that never is.
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

  /// What the connector runtime evaluates of an inbound element (reference/connector-runtime.md 4.2).
  private static let evaluatedProperties: Set = [
    "activationCondition", "inbound.activationCondition", "correlationKeyExpression",
    "messageIdExpression", "resultExpression", "inbound.responseExpression",
    "inbound.verificationExpression",
  ]

  // MARK: Variables

  private static let result: [String: FEELStaticType] = [
    "status": .any, "headers": .any, "body": .any, "reason": .any, "document": .any,
  ]

  /// The result's entries and `response`, which is the whole of it; no variable of the process.
  private static let httpResult = FEELTypeEnvironment(
    result.merging(["response": .context(result, isOpen: false)]) { entry, _ in entry },
    isOpen: false)

  /// `error` after a failure; after success also what the result expression gave, of any name.
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
