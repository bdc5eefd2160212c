import EngineProtocol
import ExecutorTestSupport
import JSON
import Testing
import Webhooks

@testable import Connectors

@Suite("The webhook manifest")
struct WebhookManifestTests {
  /// A start event, with other members and properties, and a connector without a path.
  private static func manifest(
    _ members: [(String, JSONValue)] = [], properties changes: [(String, JSONValue)] = []
  ) throws -> WebhookManifest {
    var properties = JSONObject([
      ("inbound.type", "io.camunda:webhook:1"), ("inbound.context", "sms"),
      ("inbound.method", "any"), ("inbound.auth.type", "NONE"), ("resultVariable", "sms"),
    ])
    for (key, value) in changes { properties[key] = value }
    var entry = JSONObject([
      ("element", "start"), ("elementType", "bpmn:StartEvent"), ("elementName", "SMS arrives"),
      ("process", "order"), ("executable", true), ("correlation", ["messageName": nil]),
      ("properties", .object(properties)),
    ])
    for (key, value) in members { entry[key] = value }
    let other: JSONValue = ["element": "kafka", "properties": ["inbound.type": "kafka"]]
    return try #require(
      WebhookManifest(["version": 1, "webhooks": [.object(entry), other]] as JSONValue))
  }

  @Test("entries become routes; connectors without a path are ignored")
  func routes() throws {
    let routes = try WebhookRoute.routes(Self.manifest())
    #expect(routes.count == 1)
    #expect(routes[0].kind == .start && routes[0].hmac == nil)
    #expect(routes[0].methods == ["GET", "POST", "PUT", "DELETE"])
    #expect(routes[0].label == "SMS arrives" && routes[0].resultVariable == "sms")
  }

  @Test("a start event with a message is a message start event")
  func messageStart() throws {
    let routes = try WebhookRoute.routes(
      Self.manifest(
        [("correlation", ["messageName": "m"])], properties: [("messageTtl", "PT1M")]))
    #expect(routes[0].kind == .messageStart && routes[0].timeToLive == "PT1M")
  }

  @Test("the start event of an event sub-process waits for its message")
  func eventSubProcess() throws {
    let routes = try WebhookRoute.routes(
      Self.manifest(
        [("eventSubProcess", true), ("correlation", ["messageName": "m"])],
        properties: [("correlationKeyExpression", "=1")]))
    #expect(routes[0].kind == .eventSubProcess && routes[0].kind.waits)
  }

  @Test("non-executable processes are not served")
  func executable() throws {
    #expect(try WebhookRoute.routes(Self.manifest([("executable", false)])).isEmpty)
  }

  @Test("properties are read by their names")
  func properties() throws {
    let route = try WebhookRoute.routes(
      Self.manifest(properties: [
        ("inbound.shouldValidateHmac", "enabled"), ("inbound.hmacHeader", "X-Signature"),
        ("inbound.hmacSecret", "{{secrets.KEY}}"), ("inbound.hmacAlgorithm", "sha_256"),
        ("inbound.hmacScopes", "=[\"URL\",\"body\"]"), ("inbound.auth.type", "apiKey"),
        ("inbound.auth.apiKey", "key"), ("inbound.auth.apiKeyLocator", "=request.body.key"),
        ("inbound.activationCondition", "=old"), ("activationCondition", "=new"),
        ("inbound.verificationExpression", "=verify"), ("inbound.responseExpression", "=reply"),
        ("consumeUnmatchedEvents", "true"), ("messageIdExpression", "=id"),
      ]))[0]
    #expect(route.hmac?.header == "X-Signature" && route.hmac?.secret == "{{secrets.KEY}}")
    #expect(route.hmac?.algorithm == "sha_256" && route.hmac?.scopes == ["url", "body"])
    guard case .apiKey("key", locator: "=request.body.key") = route.authentication else {
      Issue.record("\(route.authentication)")
      return
    }
    #expect(route.activationCondition == "=new" && route.messageID == "=id")
    #expect(route.verificationExpression == "=verify" && route.responseExpression == "=reply")
    #expect(route.consumesUnmatchedEvents)
  }

  @Test(
    "unsupported settings are rejected before the start, with the element's name",
    arguments: [
      ([], [("inbound.auth.type", "JWT")], "jwkUrl"),
      (
        [],
        [
          ("inbound.auth.type", "JWT"), ("inbound.auth.jwt.jwkUrl", "https://id.test/keys"),
          ("inbound.auth.jwt.requiredPermissions", "=[\"admin\"]"),
        ], "permissionsExpression"
      ),
      ([], [("inbound.auth.type", "KERBEROS")], "KERBEROS"),
      (
        [("correlation", ["messageName": "m"])], [("synchronousResponse", "true")],
        "synchronousResponse"
      ),
      ([("elementType", "bpmn:ServiceTask")], [], "bpmn:ServiceTask"),
      (
        [], [("inbound.shouldValidateHmac", "enabled"), ("inbound.hmacHeader", "X")], "HMAC"
      ),
      (
        [("elementType", "bpmn:ReceiveTask"), ("correlation", ["messageName": "m"])], [],
        "correlation key"
      ),
      ([], [("messageTtl", "1 hour")], "messageTtl"),
      ([], [("activationCondition", "=1 +")], "activationCondition"),
      (
        [],
        [
          ("inbound.shouldValidateHmac", "enabled"), ("inbound.hmacHeader", "X"),
          ("inbound.hmacSecret", "s"), ("inbound.hmacAlgorithm", "md5"),
        ], "md5"
      ),
      (
        [],
        [
          ("inbound.shouldValidateHmac", "enabled"), ("inbound.hmacHeader", "X"),
          ("inbound.hmacSecret", "s"), ("inbound.hmacAlgorithm", "sha_1"),
          ("inbound.hmacScopes", "url"),
        ], "scopes"
      ),
    ] as [([(String, JSONValue)], [(String, JSONValue)], String)])
  func unsupported(
    _ members: [(String, JSONValue)], _ properties: [(String, JSONValue)], _ words: String
  ) throws {
    let manifest = try Self.manifest(members, properties: properties)
    let fault = #expect(throws: WebhookFault.self) {
      try WebhookTable(WebhookRoute.routes(manifest), secrets: FakeSecrets())
    }
    #expect(fault?.description.contains(words) == true)
    #expect(fault?.description.contains("SMS arrives") == true)
  }
}
