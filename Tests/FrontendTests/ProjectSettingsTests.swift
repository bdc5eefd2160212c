import BPMN
import Diagnostics
import Foundation
import Frontend
import Linting
import LintRules
import ProjectModel
import Testing
import Text

@Suite("Finding the configuration")
struct ProjectSettingsTests {
  /// A folder with these files, removed afterwards.
  private func withFolder(_ files: [String: String], _ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in files {
      let file = folder.appending(path: name)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    try body(folder.path)
  }

  @Test("The nearest bpmnc.yaml above counts, and a .bpmnlintrc beside")
  func nearest() throws {
    try withFolder([
      "bpmnc.yaml": "platform: 8.6", "a/bpmnc.yaml": "platform: 8.7\ntemplates: [t]",
      "a/b/x.bpmn": "", ".bpmnlintrc": #"{"extends": "bpmnlint:all"}"#,
    ]) { folder in
      let settings = try ProjectSettings.find(from: folder + "/a/b/x.bpmn")
      #expect(settings.configuration.platform?.minor == 7)
      #expect(settings.settings.bpmnlint?.rules.count == 27)
      #expect(!settings.settings.isExact)
      #expect(settings.path("t") == folder + "/a/t")
    }
  }

  @Test("A named configuration is the only one; what is not .yaml is bpmnlint's and exact")
  func named() throws {
    try withFolder(["bpmnc.yaml": "platform: 8.6", "my.json": #"{"rules": {}}"#]) { folder in
      let settings = try ProjectSettings.find(named: folder + "/my.json", from: folder)
      #expect(settings.configuration.platform == nil)
      #expect(settings.settings.isExact)
      #expect(throws: ToolFault.self) {
        try ProjectSettings.find(named: folder + "/none.yaml", from: folder)
      }
    }
  }

  @Test("A bpmnc.yml is read, too; next to a bpmnc.yaml it is reported")
  func shortName() throws {
    try withFolder(["bpmnc.yml": "platform: 8.6", "a.bpmn": ""]) { folder in
      #expect(try ProjectSettings.find(from: folder).configuration.platform?.minor == 6)
      try Data("platform: 8.7".utf8).write(to: URL(filePath: folder + "/bpmnc.yaml"))
      let both = try ProjectSettings.find(from: folder)
      #expect(both.configuration.platform?.minor == 7)
      #expect(both.diagnostics.map(\.location.source.path) == [folder + "/bpmnc.yml"])
    }
  }

  @Test("A file extends others: rules are overridden, paths stay relative to their file")
  func extends() throws {
    try withFolder([
      "shared/base.yaml":
        "platform: 8.6\ntemplates: [t]\nexclude: [old]\nrules: {fake-join: off}",
      "p/bpmnc.yaml": "extends: ../shared/base.yaml\nrules: {'*': error}", "p/a.bpmn": "",
      "p/old/b.bpmn": "",
    ]) { folder in
      let settings = try ProjectSettings.find(from: folder + "/p")
      #expect(settings.diagnostics.isEmpty)
      #expect(settings.configuration.platform?.minor == 6)
      #expect(settings.configuration.templates.map(settings.path) == [folder + "/p/../shared/t"])
      let override = try #require(settings.configuration.overrides.last)
      #expect(override.rules.map(\.name) == ["*"] && override.files.matches(file: "x/a.bpmn"))
      let files = try InputReader().read([folder], lookup: ConfigurationLookup()).requireFiles()
      #expect(files.map(\.relativePath) == ["p/a.bpmn"])
    }
  }

  @Test("A check with the name of one in an extended file replaces it; others stay")
  func extendedChecks() throws {
    func check(_ name: String, _ message: String) -> String {
      "  - {name: acme/\(name), elements: bpmn:Task, condition: 'false', message: \(message)}\n"
    }
    try withFolder([
      "base.yaml": "checks:\n" + check("a", "old a") + check("b", "old b"),
      "p/bpmnc.yaml": "extends: ../base.yaml\nrules: {acme/a: error}\nchecks:\n"
        + check("b", "new b") + check("c", "new c"),
    ]) { folder in
      let settings = try ProjectSettings.find(from: folder + "/p")
      #expect(settings.diagnostics.map(\.message) == [])
      let checks = settings.configuration.checks.map { "\($0.name) \($0.message)" }
      #expect(checks == ["acme/a old a", "acme/b new b", "acme/c new c"])
    }
  }

  @Test(
    "What cannot be extended is an error at its place",
    arguments: ["bpmnc.yaml", "none.yaml", "bpmnlint:recommended"])
  func extensionFaults(name: String) throws {
    try withFolder(["bpmnc.yaml": "extends: \(name)"]) { folder in
      let findings = try ProjectSettings.find(from: folder).diagnostics
      #expect(findings.map(\.location.range.lowerBound) == [9])
      #expect(findings.first?.message.hasPrefix("'\(name)' ") == true)
    }
  }

  @Test("A configuration that is there and can't be read is a fault")
  func unreadable() throws {
    try withFolder(["a.bpmn": ""]) { folder in
      for name in [ProjectSettings.fileName, ".bpmnlintrc"] {
        let link = "\(folder)/\(name)"
        try FileManager.default.createSymbolicLink(
          atPath: link, withDestinationPath: "\(folder)/none")
        #expect(throws: ToolFault.self) { try ProjectSettings.find(from: folder) }
        try FileManager.default.removeItem(atPath: link)
      }
    }
  }

  @Test("A process application and a nested configuration are projects of their own")
  func boundaries() throws {
    try withFolder([
      "a.bpmn": "x", "app/.process-application": "", "app/b.bpmn": "x", "app/sub/c.bpmn": "x",
      "own/bpmnc.yaml": "", "own/d.bpmn": "x", "plain/e.bpmn": "x", "bpmnc.yaml": "",
    ]) { folder in
      let files = try InputReader().read([folder]).requireFiles()
      let projects = try ProjectBoundaries.projects(of: files, ConfigurationLookup())
      #expect(projects.map { $0.folder?.dropFirst(folder.count) } == ["", "/app", "/own"])
      #expect(
        projects.map { $0.files.map(\.relativePath) } == [
          ["a.bpmn", "plain/e.bpmn"], ["app/b.bpmn", "app/sub/c.bpmn"], ["own/d.bpmn"],
        ])
    }
  }
}
