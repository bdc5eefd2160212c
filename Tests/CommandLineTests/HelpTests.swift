import Foundation
import Testing

@Suite("Help, version and unknown commands")
struct HelpTests {
  @Test(
    "an unknown command is bad usage, with the command that was meant",
    arguments: [
      (["lnit"], "unknown command 'lnit'; did you mean 'lint'?"),
      (["help", "lnit"], "unknown command 'lnit'; did you mean 'lint'?"),
      (["webhook", "a.bpmn"], "unknown command 'webhook'; did you mean 'webhooks'?"),
      (["temp"], "unknown command 'temp'; did you mean 'template'?"),
      (["sign", "a.bundle"], "unknown command 'sign'; did you mean 'bundle sign'?"),
      (["bundle", "shwo"], "unknown command 'bundle shwo'; did you mean 'bundle show'?"),
      (
        ["help", "template", "aply"],
        "unknown command 'template aply'; did you mean 'template apply'?"
      ),
      (["help", "feel", "fnt"], "unknown command 'feel fnt'; did you mean 'feel fmt'?"),
      (["help", "lint", "a"], "unknown command 'lint a'; 'bpmnc lint --help' lists the commands"),
      (["sms", "sedn", "Yes"], "unknown command 'sms sedn'; did you mean 'sms send'?"),
      (["nope"], "unknown command 'nope'; 'bpmnc --help' lists the commands"),
      (
        ["bundle", "nope", "--help"],
        "unknown command 'bundle nope'; 'bpmnc bundle --help' lists the commands"
      ),
    ])
  func unknown(arguments: [String], message: String) throws {
    let outcome = try Tool.run(Tool.process(arguments))
    #expect(outcome.status == 64)
    #expect(outcome.errors == "bpmnc: \(message)\n" && outcome.output.isEmpty)
  }

  @Test(
    "help COMMAND is the command's own help",
    arguments: [[], ["lint"], ["bundle", "sign"], ["webhooks"], ["run"], ["sms", "send"]])
  func help(command: [String]) throws {
    let help = try Tool.run(Tool.process(["help"] + command))
    #expect(help.status == 0 && help.output.contains("USAGE: bpmnc"))
    #expect(try Tool.run(Tool.process(command + ["--help"])).output == help.output)
  }

  @Test(
    "help that cannot be written is a failure",
    arguments: ["--help", "--version", "lint --help", "bundle", "run --help", "help feel fmt"])
  func fullDevice(arguments: String) throws {
    let folder = try TemporaryFolder()
    let outcome = try Tool.shell("bpmnc \(arguments) > /dev/full", in: folder.url)
    #expect(outcome.status == 2)
    #expect(
      outcome.errors
        == "bpmnc: standard output cannot be written: No space left on device\n")
  }

  @Test("a command with a default subcommand accepts anything")
  func defaults() throws {
    #expect(try Tool.run("feel", "1 + 1").output == "2\n")
    #expect(try Tool.run("webhooks", "samples").status == 0)
  }

  @Test("the version names the supported platforms, from both binaries")
  func version() throws {
    for arguments in [["--version"], ["run", "--version"]] {
      let outcome = try Tool.run(Tool.process(arguments))
      #expect(outcome.status == 0)
      #expect(outcome.output.contains(/^bpmnc \d+\.\d+\.\d+/))
      #expect(outcome.output.contains("Camunda versions: 1.0 to 1.3 and 8.0 to 8.10\n"))
      #expect(outcome.output.contains("connector runtimes: camunda-8.8, camunda-8.9, "))
    }
  }
}
