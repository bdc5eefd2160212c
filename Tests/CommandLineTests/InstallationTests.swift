import Foundation
import Testing
import TestSupport

@Suite("The installation")
struct InstallationTests {
  @Test("make install leaves a tool that runs, its man pages and its completions")
  func install() throws {
    let folder = try TemporaryFolder()
    let install = try Tool.shell(
      "make --old-file build install RELEASE=\(Tool.folder.path) PREFIX=\(folder.path)",
      in: Cases.packageFolder)
    #expect(install.status == 0, "\(install.errors)")
    let outcome = try Tool.shell("bin/bpmnc feel '1 + 1' && bin/bpmnc run --help", in: folder.url)
    #expect(outcome.status == 0 && outcome.output.contains("--sms <sms>"))
    for (path, command) in [
      ("share/bash-completion/completions/bpmnc", "bash"),
      ("share/zsh/site-functions/_bpmnc", "zsh"),
      ("share/fish/vendor_completions.d/bpmnc.fish", "fish"),
    ] {
      let text = try String(contentsOf: folder.file(path), encoding: .utf8)
      #expect(try text == Tool.run("completion", command).output)
    }
    #expect(FileManager.default.fileExists(atPath: folder.file("share/man/man1/bpmnc.1").path))
  }

  // MARK: Man pages

  private func pages() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    #expect(try Tool.run("manual", folder.path).status == 0)
    return folder
  }

  @Test("there is a page for every command, with its options and their values")
  func content() throws {
    let folder = try pages()
    func text(_ name: String) throws -> String {
      try String(contentsOf: folder.file(name), encoding: .utf8)
    }
    let lint = try text("bpmnc-lint.1")
    #expect(lint.contains("bpmnc\\-lint \\- Checks diagrams"))
    #expect(lint.contains(".B \\-\\-format FORMAT\nThe output format; unix has one line"))
    #expect(lint.contains("each finding. Values: text, unix, json, sarif"))
    #expect(try text("bpmnc.1").contains(".BR bpmnc\\-lint (1)"))
    #expect(try text("bpmnc-run.1").contains(".B \\-\\-sms SMS\n"))
    #expect(try text("bpmnc-bundle-sign.1").contains("\\-\\-key"))
  }

  @Test("groff formats every page without a warning, where it is installed")
  func groff() throws {
    let folder = try pages()
    let outcome = try Tool.shell(
      "! command -v groff > /dev/null || groff -K utf8 -man -ww -Tutf8 *.1 > /dev/null",
      in: folder.url)
    #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
  }
}
