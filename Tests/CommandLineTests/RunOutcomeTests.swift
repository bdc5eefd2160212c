import Foundation
import Testing
import TestSupport

/// Runs that end too early, and the messages that say what would help.
@Suite("What run suggests")
struct RunOutcomeTests {
  private typealias Part = RunDiagram

  @Test("several numbers that start a process are listed to choose from")
  func numbers() throws {
    let text = ["run", "samples", "--sms", "2 Margherita", "--from", "+15005550001"]
    let outcome = try Tool.run(Tool.process(text))
    #expect(outcome.status == 1 && outcome.output == "")
    #expect(
      outcome.errors.hasSuffix(
        """
        bpmnc: several numbers start a process; choose one with --to:
          +15005550006 calls sms-order
          +15005550008 calls sms-pizza
          +15005550009 calls whatsapp-question

        """), "\(outcome.errors)")
    let chosen = try Tool.run(Tool.process(text + ["--to", "+15005550006"]))
    #expect(chosen.status == 0 && chosen.output.contains("sms-confirmation completed"))
  }

  @Test("a text that no event accepts is a failure, with the numbers to try instead")
  func refusedText() throws {
    let text = ["--sms", "Hi", "--from", "+15005550001"]
    let one = try Tool.run(Tool.process(["run", "samples/sms-conversation"] + text))
    #expect(one.status == 1)
    #expect(
      one.errors.hasSuffix(
        "bpmnc: no event accepted the message: no activation condition is true for this message, "
          + "or an expression of the webhook failed\n"), "\(one.errors)")
    let many = try Tool.run(
      Tool.process(["run", "samples"] + text + ["--to", "+15005550008"]))
    #expect(many.status == 1)
    #expect(many.errors.contains("; try another number with --to:\n  +15005550006 calls sms-order"))
    #expect(!many.errors.contains("422") && !many.errors.contains("+15005550008 calls"))
  }

  @Test("a job without a worker is a failure, and --job takes the worker's place")
  func jobs() throws {
    let diagram = RunDiagram(processes: [
      "p": Part.start + Part.task("work", type: "people \"x\"".replacing("\"", with: "&quot;"))
        + Part.end("end") + Part.flows("start -> work -> end")
    ])
    let waiting = try diagram.run()
    #expect(waiting.status == 1)
    #expect(
      waiting.output.contains(
        "  work: no worker for job type 'people \"x\"'; complete its jobs with --job "
          + "'people \"x\"={}'\n"), "\(waiting.output)")
    let done = try diagram.run("--job", "people \"x\"={\"paid\": true}")
    #expect(done.status == 0 && done.output.contains("p completed\n{\n  \"paid\": true\n}"))
    #expect(done.errors == "")
  }

  @Test("values of one job type are used in turn, and the last one again")
  func jobsInTurn() throws {
    let tasks = (1...3).map { Part.task("t\($0)", type: "work") }
    let diagram = RunDiagram(processes: [
      "p": Part.start + tasks.joined() + Part.end("end")
        + Part.flows("start -> t1 -> t2 -> t3 -> end")
    ])
    let outcome = try diagram.run("--job", #"work={"a": 1}"#, "--job", #"work={"a": 2, "b": 3}"#)
    #expect(outcome.output.hasSuffix("p completed\n{\n  \"a\": 2,\n  \"b\": 3\n}\n"))
    let once = try RunDiagram(processes: [
      "p": Part.start + tasks[0] + Part.end("end") + Part.flows("start -> t1 -> end")
    ]).run("--job", #"work={"a": 1}"#, "--job", #"work={"b": 3}"#)
    #expect(once.output.hasSuffix("p completed\n{\n  \"a\": 1\n}\n"), "\(once.output)")
  }

  @Test("--job takes the place of the HTTP connector, and one without a job is reported")
  func jobsOfConnectors() throws {
    let diagram = RunDiagram(processes: [
      "p": Part.start + Part.failingRequest("ask", backoff: "PT1S") + Part.end("end")
        + Part.flows("start -> ask -> end")
    ])
    let outcome = try diagram.run("--job", #"io.camunda:http-json:1={"a": 1}"#, "--job", "wrok={}")
    #expect(outcome.status == 0 && outcome.output.hasSuffix("p completed\n{\n  \"a\": 1\n}\n"))
    #expect(outcome.errors == "warning: --job wrok: no job of this type was created\n")
  }

  @Test("files are named as they were given")
  func paths() throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(
      at: folder.file("d"), withIntermediateDirectories: true)
    let decision =
      #"<bpmn:businessRuleTask id="any"><bpmn:extensionElements>"#
      + #"<zeebe:calledDecision decisionId="d" resultVariable="r"/></bpmn:extensionElements>"#
      + "</bpmn:businessRuleTask>"
    let body = Part.start + decision + Part.end("end")
    // The engine rejects the element, lint accepts it.
    try Data(
      RunDiagram(processes: ["p": body + Part.flows("start -> any -> end")]).text.utf8
    ).write(to: folder.file("d/x.bpmn"))
    for path in ["d/x.bpmn", "./d", "d"] {
      let outcome = try Tool.shell("bpmnc run \(path)", in: folder.url)
      #expect(outcome.status == 1)
      #expect(
        outcome.errors.contains("\nd/x.bpmn:") || outcome.errors.hasPrefix("d/x.bpmn:")
          || outcome.errors.contains("./d/x.bpmn:"), "\(outcome.errors)")
    }
  }

  @Test("--config governs the rules, the environment and its numbers")
  func configuration() throws {
    let folder = try TemporaryFolder()
    let config = folder.file("other.yaml")
    try Data(
      """
      version: 1
      environments:
        local:
          twilio: {numbers: [{number: "+4915112345678", webhook: sms-order}]}
        test:
          secrets: [{env-file: none.env}]
      """.utf8
    ).write(to: config)
    let text = [
      "run", "samples/sms-confirmation", "--sms", "Hi", "--from", "+15005550001", "--config",
      config.path,
    ]
    let local = try Tool.run(Tool.process(text))
    #expect(local.status == 0 && local.output.contains("+15005550001 → +4915112345678"))
    let test = try Tool.run(Tool.process(text + ["--environment", "test"]))
    #expect(test.status == 2 && (test.output + test.errors).contains("none.env: no such file"))
    try Data("version: 1\nenvironments: {local: {base-url: x}}\n".utf8).write(to: config)
    let broken = try Tool.run(Tool.process(text))
    #expect(broken.status == 1 && broken.errors.contains("base-url must begin with"))
  }
}
