import Diagnostics
import Foundation
import Frontend
import ProjectModel
import TestSupport
import Testing

/// Which findings a file has must not depend on what else is checked, and how it is named.
@Suite("The nearest configuration governs each file")
struct NearestConfigurationTests {
  /// The findings of each checked diagram, as text.
  private func findings(_ paths: [String]) throws -> [String: [String]] {
    let lookup = ConfigurationLookup()
    let files = try InputReader().read(paths, lookup: lookup).requireFiles()
    var result = Dictionary(uniqueKeysWithValues: files.map { ($0.path, [String]()) })
    for finding in try CheckedProject(files, lookup: lookup).diagnostics {
      let start = finding.location.start
      result[finding.location.source.path]?.append(
        "\(start.line):\(start.column) \(finding.severity) \(finding.rule) \(finding.message)")
    }
    return result
  }

  @Test(
    "300 files in nested folders have the same findings, however they are named", arguments: [1, 2])
  func anyOrder(seed: UInt64) throws {
    let tree = try RandomTree(seed, fileCount: 300)
    defer { tree.remove() }
    let whole = try findings([tree.root])
    #expect(whole.count > 100 && Set(whole.values).count > 20)
    var numbers = SeededNumbers(seed)
    #expect(try findings(tree.files.shuffled(using: &numbers)) == whole)
    #expect(try findings(tree.files.reversed()) == whole)
    for folder in tree.folders {
      let inside = whole.filter { $0.key.hasPrefix(folder + "/") }
      guard !inside.isEmpty else { continue }
      #expect(try findings([folder]) == inside, "\(folder)")
    }
    for file in tree.files {
      let alone = try findings([file])
      #expect(alone[file] == whole[file], "\(file)")
    }
  }

  @Test("A nearer .bpmnlintrc overrides bpmnc.yaml, which overrides one beside or above it")
  func precedence() throws {
    let tree = try RandomTree([
      ".bpmnlintrc": #"{"rules": {"label-required": "error"}}"#,
      "p/bpmnc.yaml": "rules: {label-required: warning}", "p/a.bpmn": RandomTree.diagram("a"),
      "p/q/.bpmnlintrc": #"{"rules": {"label-required": "info"}}"#,
      "p/q/b.bpmn": RandomTree.diagram("b"), "c.bpmn": RandomTree.diagram("c"),
    ])
    defer { tree.remove() }
    let found = try findings([tree.root]).mapValues { lines in
      lines.filter { $0.contains("label-required") }.map { $0.split(separator: " ")[1] }
    }
    #expect(found[tree.root + "/c.bpmn"] == ["error"])
    #expect(found[tree.root + "/p/a.bpmn"] == ["warning"])
    #expect(found[tree.root + "/p/q/b.bpmn"] == ["info"])
  }

  @Test("Templates are those above each file")
  func templates() throws {
    let template = """
      {"$schema": "https://unpkg.com/@camunda/zeebe-element-templates-json-schema/resources/schema.json",
       "name": "T", "id": "t", "version": 1, "appliesTo": ["bpmn:Task"], "properties": []}
      """
    let diagram = { (id: String) in
      RandomTree.diagram(id).replacing(
        "<bpmn:task ",
        with: #"<bpmn:task zeebe:modelerTemplate="t" zeebe:modelerTemplateVersion="1" "#)
    }
    let tree = try RandomTree([
      "p/.camunda/element-templates/t.json": template, "p/a.bpmn": diagram("a"),
      "q/b.bpmn": diagram("b"),
    ])
    defer { tree.remove() }
    let files = ["/p/a.bpmn", "/q/b.bpmn"].map { tree.root + $0 }
    for paths in [files, files.reversed(), [tree.root]] {
      let found = try findings(paths).mapValues { $0.contains { $0.contains("template/unknown") } }
      #expect(found == [files[0]: false, files[1]: true])
    }
  }

  @Test("The limit for failing is that of each file's project")
  func failOn() throws {
    let tree = try RandomTree([
      "p/bpmnc.yaml": "fail-on: warning", "p/a.bpmn": RandomTree.diagram("a"),
      "q/b.bpmn": RandomTree.diagram("b"),
    ])
    defer { tree.remove() }
    let files = try InputReader().read([tree.root]).requireFiles()
    for files in [files, files.reversed()] {
      let limits = try CheckedProject(files).failLimits
      #expect(limits[tree.root + "/p/a.bpmn"] == .warning)
      #expect(limits[tree.root + "/q/b.bpmn"] == nil)
    }
  }
}
