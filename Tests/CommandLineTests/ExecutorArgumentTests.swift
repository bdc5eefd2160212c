import Foundation
import Testing

/// Invalid command lines, and their messages.
@Suite("Arguments of run, dev and sms")
struct ExecutorArgumentTests {
  private static let sample = "samples/sms-confirmation"
  private static let text = ["run", sample, "--sms", "Hi", "--from", "+15005550001"]

  private func expect(
    _ arguments: [String], _ status: Int32, _ message: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let outcome = try Tool.run(Tool.process(arguments))
    #expect(outcome.status == status, "\(outcome.errors)", sourceLocation: sourceLocation)
    #expect(
      outcome.errors.contains(message), "\(outcome.errors)", sourceLocation: sourceLocation)
  }

  @Test(
    "invalid numbers and strings are bad usage",
    arguments: [
      (["run", sample, "--timeout", "0"], "'0' is not a valid number of seconds"),
      (["run", sample, "--timeout", "9999999999999999999"], "is not a valid number of seconds"),
      (["run", sample, "--number", "+15005550009="], "unknown webhook ''"),
      (["run", sample, "--number", "0151=sms-order"], "'0151' is not a phone number"),
      (["run", sample, "--number", "+15005550009=sms-ordr"], "did you mean 'sms-order'?"),
      (
        ["run", sample, "--allow-host", "https://example.org/"], "must be a host, without a scheme"
      ),
      (["run", sample, "--variables", "{\"a\":"], "--variables is not valid JSON"),
      (["run", sample, "--variables", "[1]"], "--variables must be a JSON object"),
      (["run", sample, "--compatibility", "leak"], "equal-value-leak"),
      (["run", sample, "--process", "sms-confirmatio"], "did you mean 'sms-confirmation'?"),
      (["run", sample, "--sms", "Hi"], "--sms TEXT and --from NUMBER go together"),
      (["run", sample, "--to", "+15005550006"], "require --sms TEXT"),
      (text + ["--live"], "--sms needs the simulator, which does not run with --live"),
      (["run", sample, "--job", "pay"], "--job 'pay' must have the form TYPE=JSON"),
      (["run", sample, "--job", "pay=[1]"], "--job must be a JSON object"),
      (["run", sample, "--environment", "test"], "has no environment 'test'"),
      (text + ["--field", "ProfileName"], "must have the form NAME=VALUE"),
      (text + ["--to", "+15005550099"], "No webhook is assigned to '+15005550099'"),
      (["run", sample, "--sms", "Hi", "--from", "Ann"], "'Ann' is not a phone number"),
      (["dev", sample, "--port", "65536"], "'65536' is not a valid port"),
      (["dev", sample, "--number", "+15005550009=sms-ordr"], "unknown webhook 'sms-ordr'"),
      (["dev", sample, "--public-url", "tunnel.example"], "'tunnel.example' is not a valid URL"),
      (["dev", sample, "--public-url", "https://a:99999"], "it has an invalid port '99999'"),
      (["dev", sample, "--public-url", "https://u:p@a"], "it must not contain a user"),
      (["sms", "send", "Hi", "--from", "+15005550001", "--timeout=-1"], "number of seconds"),
    ])
  func usage(_ arguments: [String], _ message: String) throws {
    try expect(arguments, 64, message)
  }

  @Test(
    "missing or unreadable files and servers are tool failures",
    arguments: [
      (["run", "samples/nothing"], "samples/nothing: no such file or folder"),
      (["run", sample, "--variables", "nothing.json"], "nothing.json: no such file"),
      (["run", sample, "--secrets", "nothing.env"], "nothing.env"),
      (["dev", sample, "--data", "README.md"], "README.md"),
      (["sms", "send", "Hi", "--from", "+15005550001", "--port", "1"], "no server at"),
      (["run", sample, "--config", "nothing.yaml"], "nothing.yaml: no such file"),
      (["dev", sample, "--config", "nothing.yaml"], "nothing.yaml: no such file"),
      (
        ["sms", "send", "Hi", "--from", "+15005550001", "--config", "nothing.yaml"],
        "nothing.yaml: no such file"
      ),
    ])
  func missing(_ arguments: [String], _ message: String) throws {
    try expect(arguments, 2, message)
  }

  @Test("a source of an environment that cannot be read is a tool failure, before anything starts")
  func missingSource() throws {
    let folder = try TemporaryFolder()
    let config = folder.file("bpmnc.yaml").path
    try Data("environments: {test: {secrets: [{env-file: none.env}]}}".utf8)
      .write(to: URL(filePath: config))
    for arguments in [Self.text, ["dev", Self.sample, "--port", "0"]] {
      let outcome = try Tool.run(
        Tool.process(arguments + ["--config", config, "--environment", "test"]))
      #expect(outcome.status == 2 && outcome.output == "")
      #expect(outcome.errors.hasSuffix("/none.env: no such file\n"), "\(outcome.errors)")
    }
  }

  @Test("an excluded file is not run, and that is said")
  func excluded() throws {
    let folder = try TemporaryFolder()
    try Data("exclude: ['*.bpmn']".utf8).write(to: folder.file("bpmnc.yaml"))
    let diagram = RunDiagram(processes: ["p": RunDiagram.start])
    try Data(diagram.text.utf8).write(to: folder.file("a.bpmn"))
    for command in ["run a.bpmn", "dev a.bpmn --port 0", "build a.bpmn -o a.bundle"] {
      let outcome = try Tool.shell("bpmnc \(command)", in: folder.url)
      #expect(outcome.status == 2, "\(command)")
      #expect(outcome.errors.contains("note: a.bpmn is excluded by bpmnc.yaml\n"), "\(command)")
      #expect(outcome.errors.hasSuffix("bpmnc: a.bpmn: bpmnc.yaml excludes all files\n"))
    }
    let upgrade = try Tool.shell("bpmnc template upgrade a.bpmn", in: folder.url)
    #expect(upgrade.errors.hasPrefix("note: a.bpmn is excluded by bpmnc.yaml\n"))
  }

  @Test("running a process with only a message start event fails without a message")
  func noStart() throws {
    try expect(
      ["run", "samples/sms-conversation"], 1,
      "Start it by SMS: --sms TEXT --from NUMBER")
  }

  @Test("a tapped WhatsApp button has a profile name")
  func button() throws {
    let webhook = """
      <bpmn:extensionElements><zeebe:properties>
      <zeebe:property name="inbound.type" value="io.camunda:webhook:1"/>
      <zeebe:property name="inbound.context" value="wa"/>
      <zeebe:property name="resultVariable" value="message"/>
      </zeebe:properties></bpmn:extensionElements>
      """
    let outcome = try RunDiagram(processes: [
      "p": #"<bpmn:startEvent id="start">\#(webhook)</bpmn:startEvent>"#
    ]).run(
      "--sms", "Yes", "--from", "whatsapp:+4915112345678", "--profile-name", "Ann",
      "--button-payload", "confirm-1", "--field", "Forwarded=true")
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    for text in [
      #""ProfileName": "Ann""#, #""WaId": "4915112345678""#, #""ButtonText": "Yes""#,
      #""ButtonPayload": "confirm-1""#, #""Forwarded": "true""#, #""MessageType": "button""#,
    ] {
      #expect(outcome.output.contains(text), "\(text) in \(outcome.output)")
    }
  }
}
