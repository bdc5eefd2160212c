import EngineProtocol
import ExecutorTestSupport
import JSON
import Testing

@testable import Connectors

@Suite("The webhook manifest")
struct WebhookManifestTests {
  private static func manifest(_ changes: [(String, JSONValue)] = []) -> JSONValue {
    var entry = JSONObject([
      ("id", "sms"), ("element", "start"), ("elementType", "bpmn:StartEvent"),
      ("elementName", "SMS arrives"), ("process", "order"), ("executable", true),
      ("connectorType", "io.camunda:webhook:1"), ("methods", ["any"]),
      ("hmac", ["enabled": false]), ("authentication", "NONE"),
      ("correlation", ["messageName": nil]), ("resultVariable", "sms"),
    ])
    for (key, value) in changes { entry[key] = value }
    return ["version": 1, "webhooks": [.object(entry), ["id": nil, "element": "kafka"]]]
  }

  @Test("entries become routes; connectors without a path are ignored")
  func routes() throws {
    let routes = try WebhookRoute.routes(manifest: Self.manifest())
    #expect(routes.count == 1)
    #expect(routes[0].kind == .start && routes[0].methods.isEmpty && routes[0].hmac == nil)
    #expect(routes[0].label == "SMS arrives" && routes[0].resultVariable == "sms")
  }

  @Test("a start event with a message is a message start event")
  func messageStart() throws {
    let routes = try WebhookRoute.routes(
      manifest: Self.manifest([("correlation", ["messageName": "m", "timeToLive": "PT1M"])]))
    #expect(routes[0].kind == .messageStart && routes[0].timeToLive == "PT1M")
  }

  @Test("the start event of an event sub-process waits for its message")
  func eventSubProcess() throws {
    let entry: [(String, JSONValue)] = [
      ("eventSubProcess", true), ("correlation", ["messageName": "m", "payloadKey": "=1"]),
    ]
    let routes = try WebhookRoute.routes(manifest: Self.manifest(entry))
    #expect(routes[0].kind == .eventSubProcess && routes[0].kind.waits)
  }

  @Test("non-executable processes are not served")
  func executable() throws {
    #expect(try WebhookRoute.routes(manifest: Self.manifest([("executable", false)])).isEmpty)
  }

  @Test(
    "unsupported settings are rejected before the start, with the element's name",
    arguments: [
      ([("authentication", ["type": "JWT"])], "JWT"),
      ([("synchronousResponse", "true")], "synchronousResponse"),
      ([("elementType", "bpmn:ServiceTask")], "bpmn:ServiceTask"),
      ([("hmac", ["enabled": true, "header": "X"])], "HMAC"),
      (
        [("elementType", "bpmn:ReceiveTask"), ("correlation", ["messageName": "m"])],
        "correlation key"
      ),
      ([("correlation", ["timeToLive": "1 hour"])], "messageTtl"),
      ([("activationCondition", "=1 +")], "activationCondition"),
      ([("hmac", ["enabled": true, "header": "X", "secret": "s", "algorithm": "md5"])], "md5"),
      (
        [
          (
            "hmac",
            [
              "enabled": true, "header": "X", "secret": "s", "algorithm": "sha_1",
              "scopes": ["url"],
            ]
          )
        ], "scopes"
      ),
    ] as [([(String, JSONValue)], String)])
  func unsupported(_ changes: [(String, JSONValue)], _ words: String) throws {
    let fault = #expect(throws: WebhookFault.self) {
      try WebhookTable(
        WebhookRoute.routes(manifest: Self.manifest(changes)), secrets: FakeSecrets())
    }
    #expect(fault?.description.contains(words) == true)
    #expect(fault?.description.contains("SMS arrives") == true)
  }
}
