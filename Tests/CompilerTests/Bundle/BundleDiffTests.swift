import ElementTemplates
import JSON
import Testing

@testable import Bundles
@testable import Linting
@testable import LintRules
@testable import ProjectModel

@Suite("What a deployment would change")
struct BundleDiffTests {
  typealias File = (path: String, text: String)

  func changes(_ old: [File], _ new: [File]) throws -> BundleDiff {
    BundleDiff(from: try BundleFixture.bundle(old), to: try BundleFixture.bundle(new))
  }

  static func task(_ version: Int = 4, _ body: String = "Hi", name: String = "Send SMS") -> String {
    """

      <bpmn:serviceTask id="send" name="\(name)" zeebe:modelerTemplate="io.camunda.connectors.Twilio.v1"
          zeebe:modelerTemplateVersion="\(version)">
        <bpmn:extensionElements>
          <zeebe:taskDefinition type="io.camunda:http-json:1" retries="3"/>
          <zeebe:ioMapping><zeebe:input source="\(body)" target="message.body"/></zeebe:ioMapping>
        </bpmn:extensionElements>
      </bpmn:serviceTask>
    """
  }

  @Test("is nothing for the same bundle, signed or not, and from another folder")
  func same() throws {
    let bundle = try BundleFixture.bundle([("a.bpmn", BundleFixture.process())])
    let diff = BundleDiff(from: bundle, to: try bundle.signed(with: SigningKey()))
    #expect(diff.isEmpty)
    #expect(diff.text == "no changes\n")
  }

  @Test("names processes, elements, templates and secrets as people know them")
  func everything() throws {
    let old: [File] = [
      ("a.bpmn", BundleFixture.process(inside: Self.task())),
      ("gone.bpmn", BundleFixture.process(id: "Gone", webhook: "gone")),
      ("ask.form", "{\"id\": \"ask\"}"),
    ]
    let flow = "\n<bpmn:sequenceFlow id=\"f\" sourceRef=\"start\" targetRef=\"send\"/>"
    let new: [File] = [
      (
        "a.bpmn",
        BundleFixture.process(
          webhook: "orders",
          inside: Self.task(5, "{{secrets.GREETING}}", name: "Send a message") + flow)
      ),
      ("new.bpmn", BundleFixture.process(id: "New", webhook: "gone")),
      ("ask.form", "{\"id\": \"ask\", \"x\": 1}"),
    ]
    let text = try changes(old, new).text
    #expect(
      text == """
        Processes
          removed  Gone "Process" (gone.bpmn)
          new      New "Process" (new.bpmn)
          changed  P "Process" (a.bpmn)
                   changed  start event "Start"
                            property inbound.context: "a b" → "orders"
                   changed  service task "Send a message"
                            label: "Send SMS" → "Send a message"
                            template version: "4" → "5"
                            input message.body: "Hi" → "{{secrets.GREETING}}"
                   new      sequence flow "Start → Send a message"

        Forms
          changed  ask (ask.form)

        Webhooks
          moved    /inbound/a%20b → /inbound/orders, "Start" in P: update its callers
          taken    /inbound/gone, by "Start" in New
                   process: "Gone" → "New"

        Secrets
          new      GREETING (send)

        Element templates
          upgraded   "Twilio Outbound Connector", version 4 → 5

        """)
  }

  @Test("reversed says removed, no longer and downgraded")
  func reversed() throws {
    let changed = try changes(
      [("a.bpmn", BundleFixture.process(inside: Self.task(5, "{{secrets.GREETING}}")))],
      [("a.bpmn", BundleFixture.process(inside: Self.task(4)))])
    #expect(changed.templates.map(\.change) == [.downgraded])
    #expect(changed.secrets.map(\.change) == [.removed])
    let removed = try changes(
      [("a.bpmn", BundleFixture.process(inside: Self.task()))],
      [("a.bpmn", BundleFixture.process())]
    )
    #expect(removed.processes.first?.elements.map(\.change) == [.removed])
    #expect(removed.templates.map(\.change) == [.removed])
  }

  @Test("says when only the drawing of a process changed")
  func drawing() throws {
    let diff = try changes(
      [("a.bpmn", BundleFixture.process())],
      [
        (
          "a.bpmn",
          BundleFixture.process().replacing("<bpmn:process", with: "<!-- x -->\n<bpmn:process")
        )
      ]
    )
    #expect(diff.processes.map(\.isDrawingOnly) == [true])
    #expect(diff.text.contains("only the drawing; deployed as a new version"))
    #expect(diff.webhooks.isEmpty)
  }

  @Test("tells how requests to a webhook are checked differently")
  func webhookChecks() throws {
    let property = "<zeebe:property name=\"inbound.hmacSecret\""
    let checked = BundleFixture.process().replacing(
      property,
      with: """
        <zeebe:property name="inbound.shouldValidateHmac" value="enabled"/>
        <zeebe:property name="inbound.hmacHeader" value="X-Twilio-Signature"/>
        <zeebe:property name="inbound.method" value="post"/>
        <zeebe:property name="inbound.auth.type" value="BASIC"/>
        \(property)
        """)
    let diff = try changes([("a.bpmn", BundleFixture.process())], [("a.bpmn", checked)])
    #expect(diff.webhooks.map(\.change) == [.changed])
    #expect(
      diff.webhooks.first?.details.map(\.what) == [
        "methods", "authentication", "signature", "signature header",
      ])
  }

  @Test("follows a message to who waits for it")
  func message() throws {
    func diagram(_ name: String) -> String {
      BundleFixture.process(
        inside: """
          <bpmn:intermediateCatchEvent id="wait" name="Wait">
            <bpmn:messageEventDefinition id="d\(name)" messageRef="m"/>
          </bpmn:intermediateCatchEvent>
          """
      ).replacing(
        "</bpmn:definitions>",
        with: "<bpmn:message id=\"m\" name=\"\(name)\"/></bpmn:definitions>")
    }
    let diff = try changes([("a.bpmn", diagram("one"))], [("a.bpmn", diagram("two"))])
    #expect(diff.processes.first?.elements.map(\.label) == ["Wait"])
    #expect(
      diff.processes.first?.elements.first?.details
        == [BundleDiff.Detail("message message name", "one", "two")].compactMap { $0 })
  }

  @Test("tells environments apart")
  func environments() throws {
    var environment = ProjectEnvironment(name: "live")
    environment.baseURL = "https://live.example"
    let diff = BundleDiff(
      from: try BundleFixture.bundle([("a.bpmn", BundleFixture.process())]),
      to: try BundleFixture.bundle(
        [("a.bpmn", BundleFixture.process())], environment: environment))
    #expect(diff.environment?.new == "live")
    #expect(diff.webhooks.first?.details.map(\.what) == ["URL"])
    #expect(diff.json["same"] == false)
  }
}
