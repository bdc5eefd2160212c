import BPMN
import Foundation
import Frontend
import Linting
import LintRules
import ProjectModel
import Testing

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

  @Test("A configuration that is there and can't be read is a fault")
  func unreadable() throws {
    try withFolder(["a.bpmn": ""]) { folder in
      for name in [ProjectSettings.fileName, ProjectSettings.bpmnlintName] {
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
      guard case .files(let files) = try InputReader().read([folder]) else { return }
      let projects = ProjectBoundaries.projects(of: files)
      #expect(projects.map { $0.folder?.split(separator: "/").last } == [nil, "app", "own"])
      #expect(
        projects.map { $0.files.map(\.relativePath) } == [
          ["a.bpmn", "plain/e.bpmn"], ["app/b.bpmn", "app/sub/c.bpmn"], ["own/d.bpmn"],
        ])
    }
  }
}
