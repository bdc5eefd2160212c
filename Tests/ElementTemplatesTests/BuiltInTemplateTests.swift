import Diagnostics
import Testing

@testable import ElementTemplates

@Suite("The built-in templates")
struct BuiltInTemplateTests {
  @Test("all are read without findings")
  func reading() {
    for file in BuiltInTemplateCache.shared.files {
      #expect(file.diagnostics.map(\.message).isEmpty, "\(file.source.path)")
      #expect(!file.templates.isEmpty, "\(file.source.path)")
    }
  }

  @Test(
    "every version of the Twilio connectors is there",
    arguments: [
      ("io.camunda.connectors.Twilio.v1", 8),
      ("io.camunda.connectors.TwilioWebhook.v1", 4),
      ("io.camunda.connectors.TwilioWebhookMessageStart.v1", 3),
      ("io.camunda.connectors.Twilio.Webhook.Intermediate.v1", 4),
      ("io.camunda.connectors.Twilio.Webhook.Boundary.v1", 3),
      ("io.camunda.connectors.Twilio.Webhook.Receive.v1", 1),
    ])
  func versions(_ id: String, newest: Int) {
    let versions = TemplateLibrary.builtIn.versions(of: id).map(\.version)
    #expect(versions == (1...newest).reversed().map { $0 })
  }

  @Test("nothing else is there")
  func count() {
    #expect(TemplateLibrary.builtIn.templates.count == 23)
  }

  @Test("a file is parsed only when a template of it is asked for")
  func laziness() {
    let cache = BuiltInTemplateCache(
      ["A", "B"].map { id in
        BuiltInTemplateText(
          name: "\(id).json", ids: [id],
          text: #"{"id": "\#(id)", "name": "\#(id)", "appliesTo": [], "properties": []}"#)
      })
    let library = TemplateLibrary(builtIn: cache)
    #expect(library.template(id: "unknown", version: nil) == nil)
    #expect(cache.parsedFileCount == 0)
    #expect(library.template(id: "B", version: nil)?.name == "B")
    #expect(cache.parsedFileCount == 1)
    #expect(library.templates.map(\.id) == ["A", "B"])
  }
}
