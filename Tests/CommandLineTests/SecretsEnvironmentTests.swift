import Foundation
import JSON
import Testing
import TestSupport

@Suite("Secrets in several environments and formats")
struct SecretsEnvironmentTests {
  private func project(_ configuration: String, secrets: [String] = ["A", "B"]) throws
    -> TemporaryFolder
  {
    let inputs = secrets.map { "<zeebe:input source=\"{{secrets.\($0)}}\" target=\"x\($0)\"/>" }
    let folder = try SecretsCommandTests.project(
      SecretsCommandTests.diagram
        .replacing("<zeebe:ioMapping>", with: "<zeebe:ioMapping>" + inputs.joined())
        .replacing("secrets.TOKEN", with: "secrets.\(secrets[0])"))
    try Data(configuration.utf8).write(to: folder.file("bpmnc.yaml"))
    return folder
  }

  private static let configuration = """
    environments:
      test: {secrets: [{env-file: test.env}]}
      production: {secrets: [{json: live.json}]}

    """

  private func twoEnvironments() throws -> TemporaryFolder {
    let folder = try project(Self.configuration)
    try Data("A=1\nB=2\n".utf8).write(to: folder.file("test.env"))
    try Data("{\"A\": \"3\"}".utf8).write(to: folder.file("live.json"))
    return folder
  }

  @Test("all environments are checked at once")
  func matrix() throws {
    let folder = try twoEnvironments()
    let check = ["secrets", "--check", "--all-environments"]
    let table = try SecretsCommandTests.run(in: folder, check)
    #expect(table.status == 1)
    #expect(
      table.output.hasPrefix(
        """
        SECRET  TEST                   PRODUCTION              PLACES
        A       found (file test.env)  found (file live.json)  4
        B       found (file test.env)  missing                 1

        """), "\(table.output)")
    #expect(table.output.contains("the secret 'B' is missing in the environment 'production'"))
    let json = try JSONValue(
      parsing: SecretsCommandTests.run(in: folder, check + ["--format", "json"]).output)
    #expect(json["secrets"]?[0]?["resolved"] == true && json["secrets"]?[1]?["resolved"] == false)
    #expect(json["secrets"]?[1]?["environments"]?[1]?["status"] == "missing")
    let one = try SecretsCommandTests.run(
      in: folder, ["secrets", "--check", "--environment", "test", "--environment", "test"])
    #expect(one.status == 0 && one.output.hasPrefix("SECRET  STATUS  PROVIDER"))
  }

  @Test("lists and checks are also CSV and YAML")
  func formats() throws {
    let folder = try twoEnvironments()
    func run(_ options: String...) throws -> String {
      try SecretsCommandTests.run(in: folder, ["secrets"] + options).output
    }
    #expect(try run("--format", "csv").hasPrefix("SECRET,FORM,ELEMENT,FIELD,PLACE\nA,braced,T,"))
    #expect(try run("--format", "yaml").contains("\n  - name: A\n"))
    #expect(
      try run("--check", "--environment", "production", "--format", "csv")
        == "SECRET,STATUS,PROVIDER,PLACES\nA,found,file live.json,4\nB,missing,,1\n")
    #expect(
      try run("--check", "--all-environments", "--format", "csv")
        == "SECRET,TEST,PRODUCTION,PLACES\nA,found (file test.env),found (file live.json),4\n"
        + "B,found (file test.env),missing,1\n")
    #expect(
      try run("--check", "--all-environments", "--format", "yaml").contains("status: missing"))
  }

  @Test("commands run at the same time: each waits for all others, in every environment")
  func concurrency() throws {
    // 12 commands that end only once all of them have started.
    let command =
      #"[sh, -c, 'touch "$1-$0"; until [ $(ls *-S? | wc -l) -ge 12 ]; do sleep 0.05; done; echo x', "{name}", NAME]"#
    let names = (1...6).map { "S\($0)" }
    let folder = try project(
      "environments:\n"
        + ["one", "two"].map { name in
          "  \(name): {secrets: [{command: \(command.replacing("NAME", with: name))}]}\n"
        }.joined(), secrets: names)
    let outcome = try SecretsCommandTests.run(
      in: folder, ["secrets", "--check", "--all-environments"])
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    for index in 1...6 {
      try FileManager.default.removeItem(at: folder.file("one-S\(index)"))
    }
    let lint = try SecretsCommandTests.run(in: folder, ["lint", "--environment", "one"])
    #expect(!lint.output.contains("secret/missing"), "\(lint.output)")
  }

  @Test("environments that do not exist, and options that exclude each other, are bad usage")
  func usage() throws {
    let folder = try project("version: 1\n")
    for options in [
      ["--all-environments"], ["--check", "--all-environments"],
      ["--check", "--environment", "test"],
      ["--check", "--all-environments", "--environment", "test"],
    ] {
      #expect(try SecretsCommandTests.run(in: folder, ["secrets"] + options).status == 64)
    }
  }
}
