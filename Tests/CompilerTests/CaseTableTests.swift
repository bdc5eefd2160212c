import JSON
import Linting
import LintRules
import ProjectModel
import SecretReferences
import Testing
import TestSupport
import Webhooks

@Suite("Manifest and inventory of real diagrams", .enabled(if: Cases.arePresent))
struct CaseTableTests {
  static func project() throws -> Project {
    Project(
      try Cases.diagramNames().map { name in
        InputFile(path: name, relativePath: name, bytes: try Cases.bytes("diagrams/\(name)"))
      })
  }

  @Test("the webhooks are those that an independent reader found, no more and no fewer")
  func webhooks() throws {
    let document = WebhookManifest(Webhook.all(in: try Self.project())).json()
    let found = try #require(document["webhooks"]?.array).map(Self.cells)
    let expected = try Cases.rows("webhooks.tsv").map(Self.expectedCells)
    #expect(
      found.sorted { $0.description < $1.description }
        == expected.sorted { $0.description < $1.description })
  }

  private static func cells(_ webhook: JSONValue) -> [String] {
    func text(_ path: String...) -> String {
      path.reduce(webhook as JSONValue?) { $0?[$1] }?.string ?? ""
    }
    return [
      text("file"), text("process"), text("element"), text("elementName"),
      text("elementType"), text("template"),
      webhook["templateVersion"]?.int.map(String.init) ?? "", text("connectorType"),
      text("id"), text("hmac", "secret"), text("hmac", "header"), text("hmac", "algorithm"),
      text("hmac", "scopes"), String(webhook["hmac"]?["enabled"]?.bool ?? false),
      text("authentication"), text("activationCondition"), text("correlation", "payloadKey"),
      text("correlation", "processKey"), text("correlation", "messageId"),
      text("correlation", "timeToLive"), text("correlation", "messageName"),
      text("resultVariable"), text("resultExpression"),
    ]
  }

  private static func expectedCells(_ row: [String: String]) -> [String] {
    let kind = row["kind"] ?? ""
    let other = (try? JSONValue(parsing: row["other_props"] ?? "{}")) ?? .null
    let condition = row["activationCondition"] ?? ""
    return [
      row["file"], row["process"], row["element"], row["name"],
      "bpmn:" + kind.prefix(1).uppercased() + kind.dropFirst(), row["template"],
      row["template_version"], row["inbound.type"], row["inbound.context"],
      row["inbound.hmacSecret"], row["inbound.hmacHeader"], row["inbound.hmacAlgorithm"],
      row["inbound.hmacScopes"], String(row["inbound.shouldValidateHmac"] == "enabled"),
      row["inbound.auth.type"],
      condition.isEmpty ? other["inbound.activationCondition"]?.string ?? "" : condition,
      row["correlationKeyExpression"], row["message_correlationKey"], row["messageIdExpression"],
      row["messageTtl"], row["message_name"], row["resultVariable"], row["resultExpression"],
    ].map { $0 ?? "" }
  }

  @Test("the secrets are those that an independent reader found, no more and no fewer")
  func secrets() throws {
    let document = SecretInventory(SecretUse.all(in: try Self.project())).json()
    let found = try #require(document["secrets"]?.array).flatMap { secret in
      (secret["references"]?.array ?? []).map { reference in
        [
          reference["file"]?.string, reference["element"]?.string, reference["field"]?.string,
          reference["form"]?.string, secret["name"]?.string,
        ].map { $0 ?? "" }
      }
    }
    let expected = try Cases.rows("secrets.tsv").map { row in
      ["file", "element", "where", "form", "secret"].map { row[$0] ?? "" }
    }
    #expect(
      found.sorted { $0.description < $1.description }
        == expected.sorted { $0.description < $1.description })
  }
}
