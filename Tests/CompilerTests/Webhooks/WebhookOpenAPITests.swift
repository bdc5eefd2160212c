import JSON
import Testing
import TestSupport

@testable import Linting
@testable import LintRules
@testable import ProjectModel
@testable import Webhooks

@Suite("Webhooks as OpenAPI")
struct WebhookOpenAPITests {
  private func openAPI(
    _ elements: String, in environments: [ProjectEnvironment] = [WebhookDocument.production]
  ) -> JSONValue {
    let manifest = WebhookDocument.manifest(elements, in: environments)
    return WebhookOpenAPI(manifest, environments: environments).json
  }

  private func operation(_ document: JSONValue, _ method: String) throws -> JSONValue {
    try #require(document["paths"]?["/inbound/hook"]?[method])
  }

  @Test("a server for each environment, a path for each id, an operation for each method")
  func structure() throws {
    let document = openAPI(
      WebhookDocument.element(), in: [WebhookDocument.production, .local])
    #expect(document["openapi"] == "3.1.0")
    #expect(
      document["servers"] == [
        ["url": "https://c.example", "description": "prod"],
        ["url": "http://localhost:8080", "description": "local"],
      ])
    let item = try #require(document["paths"]?["/inbound/hook"]?.object)
    #expect(item.members.map(\.key) == ["get", "post", "put", "delete"])
    let post = try operation(document, "post")
    #expect(post["operationId"] == "post_start" && post["summary"] == "The start")
    #expect(post["tags"] == ["p"] && post["security"] == [])
    #expect(post["requestBody"] != nil && item["get"]?["requestBody"] == nil)
    #expect(post["responses"]?["401"] == nil && post["responses"]?["404"] != nil)
  }

  @Test("what the expressions read of the request becomes schema and parameters")
  func shape() throws {
    let document = openAPI(
      WebhookDocument.element(properties: [
        ("inbound.method", "post"),
        ("activationCondition", "=request.headers.Kind = \"a\""),
        (
          "resultExpression",
          "={a: request.body.order.id, b: request.body.order.lines[item.n > 1], "
            + "c: get value(request.body, \"note\"), d: request.params.page}"
        ),
      ]))
    let post = try operation(document, "post")
    let content = post["requestBody"]?["content"]?["application/json"]
    let expected: JSONValue = [
      "type": "object",
      "properties": [
        "order": ["type": "object", "properties": ["id": [:], "lines": [:]]], "note": [:],
      ],
    ]
    #expect(content?["schema"] == expected)
    let parameters = (post["parameters"]?.array ?? []).map {
      "\($0["in"]?.string ?? "") \($0["name"]?.string ?? "")"
    }
    #expect(parameters == ["query page", "header kind"])
  }

  @Test("Twilio's webhook takes Twilio's form, by GET in the query, and its signature")
  func twilio() throws {
    let document = openAPI(
      WebhookDocument.element(
        template: "io.camunda.connectors.TwilioWebhook.v1",
        properties: [
          ("inbound.shouldValidateHmac", "enabled"), ("inbound.hmacHeader", "x-twilio-signature"),
          ("resultExpression", "={a: request.body.Body, b: request.body.OptOutType}"),
        ]))
    let post = try operation(document, "post")
    let form = post["requestBody"]?["content"]?["application/x-www-form-urlencoded"]
    #expect(form?["schema"]?["allOf"]?[0]?["$ref"] == "#/components/schemas/TwilioMessage")
    #expect(
      form?["schema"]?["allOf"]?[1]?["properties"] == ["OptOutType": ["type": "string"]])
    #expect(form?["example"]?["From"] == "+15005550001")
    let query = try operation(document, "get")["parameters"]?.array ?? []
    #expect(query.contains { $0["name"] == "From" && $0["required"] == true })
    #expect(post["security"] == [["twilioSignature": []]])
    let scheme = document["components"]?["securitySchemes"]?["twilioSignature"]
    #expect(scheme?["in"] == "header" && scheme?["name"] == "X-Twilio-Signature")
    #expect(post["responses"]?["401"] != nil)
  }

  @Test(
    "authentication is a security scheme",
    arguments: [
      ([("inbound.auth.type", "BASIC")], "basic", ["type": "http", "scheme": "basic"]),
      (
        [("inbound.auth.type", "JWT")], "jwt",
        ["type": "http", "scheme": "bearer", "bearerFormat": "JWT"]
      ),
      (
        [
          ("inbound.auth.type", "APIKEY"), ("inbound.auth.apiKeyLocator", "=request.params.key"),
        ], "apiKey_key", ["type": "apiKey", "in": "query", "name": "key"]
      ),
      (
        [("inbound.auth.type", "APIKEY")], "apiKey_Authorization",
        ["type": "apiKey", "in": "header", "name": "Authorization"]
      ),
    ] as [([(String, String)], String, JSONValue)])
  func security(properties: [(String, String)], name: String, scheme: JSONValue) throws {
    let document = openAPI(WebhookDocument.element(properties: properties))
    #expect(document["components"]?["securitySchemes"]?[name] == scheme)
    let post = try operation(document, "post")
    let requirement: JSONValue = .object([(name, [] as JSONValue)])
    #expect(post["security"] == .array([requirement]))
    #expect((post["responses"]?["403"] != nil) == (name == "jwt"))
  }

  @Test("one path that occurs twice has one operation that names both, and who is asked")
  func conflict() throws {
    let document = openAPI(
      WebhookDocument.element("one") + WebhookDocument.element("two", tag: "intermediateCatchEvent")
    )
    let post = try operation(document, "post")
    #expect(post["summary"] == "The one / The two")
    #expect(post["description"]?.string?.contains("the first deployed gets every request") == true)
  }

  @Test("a secret in the id is a parameter of the path")
  func secretInPath() throws {
    let document = openAPI(WebhookDocument.element(id: "a/{{secrets.HOOK}}"))
    let item = try #require(document["paths"]?["/inbound/a%2F{HOOK}"])
    #expect(item["parameters"]?[0]?["name"] == "HOOK" && item["parameters"]?[0]?["in"] == "path")
  }

  @Test("environments that differ in tenants have paths of their own")
  func tenants() throws {
    var tenant = WebhookDocument.production
    tenant.name = "tenant"
    tenant.hasTenantInPath = true
    tenant.tenant = "acme"
    let document = openAPI(
      WebhookDocument.element(), in: [WebhookDocument.production, tenant])
    let paths = try #require(document["paths"]?.object)
    #expect(paths.members.map(\.key) == ["/inbound/hook", "/inbound/default/acme/hook"])
    #expect(paths.members.map { $0.value["servers"]?.array?.count } == [1, 1])
    let names = paths.members.map { $0.value["post"]?["operationId"]?.string }
    #expect(names == ["post_start", "post_start_2"])
  }

  @Test("operations of all real diagrams have ids of their own", .enabled(if: Cases.arePresent))
  func uniqueIDs() throws {
    let manifest = WebhookManifest(Webhook.all(in: try CaseTableTests.project()))
    let document = WebhookOpenAPI(manifest, environments: [.local]).json
    let operations = (document["paths"]?.object?.members ?? []).flatMap { path in
      (path.value.object?.members ?? []).compactMap { $0.value["operationId"]?.string }
    }
    #expect(!operations.isEmpty && Set(operations).count == operations.count)
  }
}
