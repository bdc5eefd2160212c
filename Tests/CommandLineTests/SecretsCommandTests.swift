import Foundation
import JSON
import Testing
import TestSupport

@Suite("The secrets command")
struct SecretsCommandTests {
  /// With characters that every encoding changes.
  static let canary = Canary("canary \"4711\"&x=/+end")

  static let diagram = """
    <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
        xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="definitions" targetNamespace="urn:s">
      <bpmn:process id="P" isExecutable="true">
        <bpmn:startEvent id="S"><bpmn:outgoing>A</bpmn:outgoing></bpmn:startEvent>
        <bpmn:sequenceFlow id="A" sourceRef="S" targetRef="T"/>
        <bpmn:serviceTask id="T" name="Send" zeebe:modelerTemplate="t">
          <bpmn:extensionElements>
            <zeebe:taskDefinition type="io.camunda:http-json:1" retries="1"/>
            <zeebe:ioMapping>
              <zeebe:input source="post" target="method"/>
              <zeebe:input source="http://127.0.0.1:9/{{secrets.TOKEN}}" target="url"/>
              <zeebe:input source="basic" target="authentication.type"/>
              <zeebe:input source="u" target="authentication.username"/>
              <zeebe:input source="{{secrets.TOKEN}}" target="authentication.password"/>
              <zeebe:input source="=&quot;{{secrets.TOKEN}}&quot;" target="body.text"/>
            </zeebe:ioMapping>
          </bpmn:extensionElements>
          <bpmn:incoming>A</bpmn:incoming><bpmn:outgoing>B</bpmn:outgoing>
        </bpmn:serviceTask>
        <bpmn:sequenceFlow id="B" sourceRef="T" targetRef="E"/>
        <bpmn:endEvent id="E"><bpmn:incoming>B</bpmn:incoming></bpmn:endEvent>
      </bpmn:process>
    </bpmn:definitions>
    """

  /// The template that the task names: only those that are known go into a bundle.
  static let template = """
    {
      "$schema": "https://unpkg.com/@camunda/zeebe-element-templates-json-schema/resources/schema.json",
      "id": "t", "name": "T", "appliesTo": ["bpmn:Task"],
      "elementType": {"value": "bpmn:ServiceTask"}, "properties": []
    }

    """

  static let configuration = """
    environments:
      file:
        secrets:
          - env-file: secrets.env
      chain:
        secrets:
          - directory: mounted
          - json: secrets.json
          - yaml: secrets.yaml
          - command: [cat, "store/{name}"]
          - environment
      broken:
        secrets:
          - env-file: none.env

    """

  /// A project with a configuration and the value in a file.
  static func project(_ diagram: String = diagram) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    func write(_ text: String, _ name: String) throws {
      let file = folder.file(name)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    try write(diagram, "a.bpmn")
    try write(template, ".camunda/element-templates/t.json")
    try write(configuration, "bpmnc.yaml")
    try write("TOKEN='\(canary.value)'\n", "secrets.env")
    try write("mounted", "mounted/MOUNTED")
    try write("{\"JSON\": {\"deep\": \"x\"}}", "secrets.json")
    try write("YAML: x\n", "secrets.yaml")
    try write("x\n", "store/STORED")
    return folder
  }

  static func run(
    in folder: TemporaryFolder, _ arguments: [String], environment: [String: String] = [:]
  ) throws -> Tool.Outcome {
    let process = Tool.process(arguments, environment: environment)
    process.currentDirectoryURL = folder.url
    return try Tool.run(process)
  }

  @Test("--check asks the sources of an environment, and names the one that has a secret")
  func sources() throws {
    let names = ["MOUNTED", "JSON/deep", "YAML", "STORED", "FROM_ENV"]
    let inputs = names.map { "<zeebe:input source=\"{{secrets.\($0)}}\" target=\"x\"/>" }.joined()
    let folder = try Self.project(
      Self.diagram.replacingOccurrences(of: "<zeebe:ioMapping>", with: "<zeebe:ioMapping>" + inputs)
        .replacingOccurrences(of: "secrets.TOKEN", with: "secrets.YAML"))
    let outcome = try Self.run(
      in: folder, ["secrets", "--check", "--environment", "chain", "--format", "json"],
      environment: ["SECRET_FROM_ENV": "x"])
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    let secrets = try JSONValue(parsing: outcome.output)["secrets"]?.array ?? []
    let providers = Dictionary(
      uniqueKeysWithValues: secrets.map { ($0["name"]?.string ?? "", $0["provider"]?.string ?? "") }
    )
    #expect(
      providers == [
        "MOUNTED": "folder mounted", "JSON/deep": "file secrets.json", "YAML": "file secrets.yaml",
        "STORED": "command cat", "FROM_ENV": "environment SECRET_*",
      ])
  }

  @Test("--check says what is missing, and what a source that fails says")
  func missing() throws {
    let folder = try Self.project()
    let missing = try Self.run(in: folder, ["secrets", "--check"])
    #expect(missing.status == 1)
    #expect(missing.output.contains("TOKEN   missing"))
    #expect(missing.output.contains("a.bpmn:11:51: error: the secret 'TOKEN' is missing"))
    let file = try Self.run(in: folder, ["secrets", "--check", "--secrets", "secrets.env"])
    #expect(file.status == 0, "\(file.output)")
    let broken = try Self.run(in: folder, ["secrets", "--check", "--environment", "broken"])
    #expect(broken.status == 1)
    #expect(broken.output.contains("none.env: no such file"))
  }

  @Test("an environment that is misspelt is not taken for an empty one")
  func misspelt() throws {
    let outcome = try Self.run(
      in: try Self.project(), ["secrets", "--check", "--environment", "fiel"])
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains("bpmnc.yaml has no environment 'fiel'; did you mean 'file'?"))
  }

  @Test("options that do not go together are bad usage")
  func usage() throws {
    let folder = try Self.project()
    for arguments in [
      ["--environment", "file"], ["--check", "--fix"], ["--template", "env", "--fix"],
    ] {
      #expect(try Self.run(in: folder, ["secrets"] + arguments).status == 64)
    }
  }

  @Test("--diff shows and --fix writes, and both say what is left")
  func fix() throws {
    let folder = try Self.project(
      Self.diagram.replacingOccurrences(of: "\"{{secrets.TOKEN}}\"", with: "\"secrets.TOKEN\""))
    let before = try Data(contentsOf: folder.file("a.bpmn"))
    let diff = try Self.run(in: folder, ["secrets", "--diff"])
    #expect(diff.output.contains("+          <zeebe:input source=\"{{secrets.TOKEN}}\""))
    #expect(try Data(contentsOf: folder.file("a.bpmn")) == before)
    let fix = try Self.run(in: folder, ["secrets", "--fix"])
    #expect(fix.status == 0 && fix.errors.contains("1 reference rewritten, 0 left"))
    #expect(try String(contentsOf: folder.file("a.bpmn"), encoding: .utf8) == Self.diagram)
  }

  @Test("no form of a value is in anything that the compiler writes")
  func canaries() throws {
    let folder = try Self.project()
    let environment = ["SECRET_TOKEN": Self.canary.value, "TOKEN": Self.canary.value]
    let check = ["secrets", "--check", "--environment"]
    for arguments in [
      ["lint"], ["lint", "--format", "json"], ["build", "-o", "out.bundle"], ["webhooks"],
      ["webhooks", "--format", "json"], ["secrets"], ["secrets", "--format", "json"],
      check + ["file"], check + ["chain"], check + ["file", "--format", "json"], check + ["broken"],
      ["secrets", "--check"], ["secrets", "--check", "--secrets", "secrets.env"],
      ["secrets", "--template", "env"], ["secrets", "--template", "k8s"],
      ["secrets", "--template", "compose"], ["secrets", "--diff"],
      ["secrets", "out.bundle", "--check"],
      ["feel", "\"{{secrets.TOKEN}}\""], ["feel", "secrets.TOKEN"],
    ] {
      let outcome = try Self.run(in: folder, arguments, environment: environment)
      #expect(outcome.status != 64, "\(arguments) \(outcome.errors)")
      #expect(Self.canary.found(in: outcome.output + outcome.errors) == [], "\(arguments)")
    }
    let bundle = try Data(contentsOf: folder.file("out.bundle"))
    #expect(!bundle.isEmpty && Self.canary.found(in: bundle) == [])
  }

  @Test("a bundle has the same bytes whatever the values are")
  func bundleBytes() throws {
    let folder = try Self.project()
    var bundles: [Data] = []
    for value in ["one", Self.canary.value] {
      let outcome = try Self.run(
        in: folder, ["build", "-o", "\(value.count).bundle"], environment: ["SECRET_TOKEN": value])
      #expect(outcome.status == 0, "\(outcome.errors)")
      bundles.append(try Data(contentsOf: folder.file("\(value.count).bundle")))
    }
    #expect(bundles[0] == bundles[1])
  }

  @Test("no form of a value is in what a run prints whose connector fails")
  func failingRun() throws {
    let folder = try Self.project()
    for source in [["--environment", "file"], ["--secrets", "secrets.env"], []] {
      let outcome = try Self.run(
        in: folder, ["run", "--allow-host", "127.0.0.1"] + source,
        environment: ["SECRET_TOKEN": Self.canary.value])
      #expect(outcome.status == 1, "\(outcome.output)\(outcome.errors)")
      #expect(Self.canary.found(in: outcome.output + outcome.errors) == [], "\(outcome.output)")
    }
  }

  @Test("a source that fails ends a run before it begins, with its reason")
  func failingSource() throws {
    let outcome = try Self.run(
      in: try Self.project(), ["run", "--allow-host", "127.0.0.1", "--environment", "broken"])
    #expect(outcome.status == 2)
    #expect((outcome.output + outcome.errors).contains("none.env: no such file"))
  }
}
