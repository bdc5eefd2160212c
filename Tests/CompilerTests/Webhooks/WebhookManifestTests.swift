import JSON
import ProjectModel
import Testing
import TestSupport

@testable import Webhooks

@Suite("The webhook manifest")
struct WebhookManifestTests {
  private static let properties = [
    ("inbound.method", "post"), ("inbound.shouldValidateHmac", "enabled"),
    ("inbound.hmacHeader", "X-Signature"), ("inbound.hmacSecret", "{{secrets.KEY}}"),
    ("correlationKeyExpression", "=request.body.a"), ("resultExpression", "={a: \"<é>\"}"),
    ("deduplicationMode", "AUTO"), ("resultVariable", ""), ("inbound.context", "later"),
  ]

  @Test("is read as it was written, byte for byte")
  func roundTrip() throws {
    let elements =
      WebhookDocument.element("one", properties: Self.properties)
      + WebhookDocument.element("two", tag: "intermediateCatchEvent", message: true)
      + WebhookDocument.element("three", id: "a/b", template: "t", properties: Self.properties)
    let document = WebhookDocument.manifest(elements, in: [WebhookDocument.production, .local])
      .json(listsProperties: true)
    let text = document.text(.indented)
    let read = try #require(WebhookManifest(try JSONValue(parsing: text)))
    #expect(read.json(listsProperties: true).text(.indented) == text)
    #expect(read.entries.map(\.id) == ["hook", "hook", "a/b"])
    #expect(read.entries.map(\.conflicts.count) == [1, 1, 0])
    #expect(read.entries[0]["inbound.context"] == "hook" && read.entries[0].methods == ["POST"])
  }

  @Test(
    "of real diagrams is read as it was written, byte for byte", .enabled(if: Cases.arePresent))
  func realRoundTrip() throws {
    let manifest = WebhookManifest(Webhook.all(in: try CaseTableTests.project()))
    let text = manifest.json(listsProperties: true).text(.indented)
    let read = try #require(WebhookManifest(try JSONValue(parsing: text)))
    #expect(read.json(listsProperties: true).text(.indented) == text)
    #expect(read.entries == manifest.entries && !read.entries.isEmpty)
  }

  @Test("is read where it lacks what entries did not have before")
  func previousFormat() throws {
    let text = """
      {"version": 1, "webhooks": [{"id": "sms", "element": "start", "elementType": "bpmn:StartEvent",
        "elementName": "SMS", "process": "order", "executable": true, "file": "a.bpmn", "line": 4,
        "connectorType": "io.camunda:webhook:1", "template": null, "templateVersion": null,
        "methods": ["POST"], "path": "/inbound/sms",
        "urls": [{"environment": "local", "url": "http://localhost:8080/inbound/sms"}],
        "hmac": {"enabled": false}, "authentication": null, "activationCondition": null,
        "correlation": {"messageName": "m"}, "resultVariable": null, "resultExpression": "={}",
        "conflicts": [],
        "properties": {"inbound.type": "io.camunda:webhook:1", "inbound.context": "sms",
          "inbound.method": "post", "resultExpression": "={}"}}]}
      """
    let entry = try #require(WebhookManifest(try JSONValue(parsing: text))).entries[0]
    #expect(entry.id == "sms" && entry.methods == ["POST"] && entry.messageName == "m")
    #expect(entry.addresses.map(\.url) == ["http://localhost:8080/inbound/sms"])
    #expect(entry["resultExpression"] == "={}" && !entry.startsEventSubProcess)
  }

  @Test("tells the environments of its URLs, which give the same URLs")
  func environments() throws {
    var tenants = ProjectEnvironment(name: "tenants", baseURL: "https://c.example/p/")
    (tenants.hasTenantInPath, tenants.kind) = (true, .selfManaged)
    (tenants.physicalTenant, tenants.tenant) = ("a b", "c/d")
    var saas = ProjectEnvironment(name: "saas")
    (saas.kind, saas.region, saas.clusterID) = (.saas, "bru-2", "1f-2")
    let elements = WebhookDocument.element(id: "a b") + WebhookDocument.element("two", id: "x")
    let manifest = WebhookDocument.manifest(elements, in: [tenants, saas, .local])
    var again = manifest
    again.address(for: manifest.environments)
    #expect(again.entries == manifest.entries)
    #expect(manifest.environments.map(\.name) == ["tenants", "saas", "local"])
    #expect(
      manifest.environments.map(\.webhookPrefix)
        == ["/inbound/a%20b/c%2Fd", "/inbound", "/inbound"])
    #expect(WebhookDocument.manifest("").environments.isEmpty)
  }

  @Test(
    "is not read in another version or without properties",
    arguments: [
      ["version": 2, "webhooks": []], ["version": 1],
      ["version": 1, "webhooks": [["element": "start"]]],
    ] as [JSONValue])
  func unreadable(_ document: JSONValue) {
    #expect(WebhookManifest(document) == nil)
  }
}
