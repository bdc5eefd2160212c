import Foundation
import Testing
import TestSupport

@Suite("Completions")
struct CompletionTests {
  private func script(_ shell: String) throws -> String {
    let outcome = try Tool.run("completion", shell)
    #expect(outcome.status == 0, "\(outcome.errors)")
    return outcome.output
  }

  @Test(
    "bash completes commands, options and values",
    arguments: [
      ("bpmnc li", ["lint"]), ("bpmnc lint --form", ["--format"]),
      ("bpmnc lint --format s", ["sarif"]), ("bpmnc lint --format = s", ["sarif"]),
      ("bpmnc bundle si", ["sign"]), ("bpmnc help bundle v", ["verify"]),
      ("bpmnc run --sm", ["--sms"]), ("bpmnc sms send --wa", ["--wait"]),
      ("bpmnc webhooks --fo", ["--format"]), ("bpmnc dev --durability fa", ["fast"]),
      ("bpmnc explain label-r", ["label-required"]), ("bpmnc completion f", ["fish"]),
      ("bpmnc lint --rule label-r", ["label-required"]),
      ("bpmnc lint --config b", []), ("bpmnc lint a", []),
    ])
  func bash(line: String, words: [String]) throws {
    let list = line.split(separator: " ")
    let outcome = try Tool.shell(
      """
      \(try script("bash"))
      COMP_WORDS=('\(list.joined(separator: "' '"))') COMP_CWORD=\(list.count - 1) COMPREPLY=()
      complete -p bpmnc > /dev/null
      _bpmnc
      printf '%s\\n' "${COMPREPLY[@]}"
      """, in: Cases.packageFolder)
    #expect(outcome.output.split(separator: "\n").map { String($0) } == words, "\(outcome.errors)")
  }

  @Test(
    "the scripts for zsh and fish are valid, where these are installed", arguments: ["zsh", "fish"])
  func syntax(shell: String) throws {
    let folder = try TemporaryFolder()
    try Data(try script(shell).utf8).write(to: folder.file("script"))
    let outcome = try Tool.shell(
      "! command -v \(shell) > /dev/null || \(shell) -n script", in: folder.url)
    #expect(outcome.status == 0, "\(outcome.errors)")
  }

  @Test(
    "every script has every command and option, but nothing that is hidden",
    arguments: ["bash", "zsh", "fish"])
  func content(shell: String) throws {
    let script = try script(shell)
    for word in ["lint", "bundle sign", "template upgrade", "sms send", "changed-since", "sms"] {
      #expect(script.contains(word), "\(word)")
    }
    #expect(!script.contains("manual") && !script.contains("experimental"))
  }
}
