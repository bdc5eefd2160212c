import ElementTemplates
import Foundation
import Frontend
import ProjectModel
import Testing

@Suite("Reading what was named")
struct InputReaderTests {
  /// A folder with these files in it, gone after `body`.
  func withFiles(_ files: [String: String], _ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "bpmnc-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    for (path, text) in files {
      let file = folder.appending(path: path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    try body(folder.path)
  }

  func relativePaths(_ input: InputReader.Input) -> [String] {
    if case .files(let files) = input { files.map(\.relativePath) } else { [] }
  }

  @Test("a folder gives its diagrams, forms and decisions, and not what is ignored or hidden")
  func folder() throws {
    try withFiles([
      "a.bpmn": "", "sub/b.form": "", "sub/c.dmn": "", "readme.md": "", "old/d.bpmn": "",
      "sub/e.bpmn": "", ".hidden/f.bpmn": "", "node_modules/g.bpmn": "",
      ".gitignore": "old/\n", "sub/.c8ignore": "e.bpmn\n",
    ]) { folder in
      let input = try InputReader().read([folder])
      #expect(relativePaths(input) == ["a.bpmn", "sub/b.form", "sub/c.dmn"])
    }
  }

  @Test("lists of the repository above a folder count, but the folder itself was named")
  func repository() throws {
    try withFiles([
      ".git/HEAD": "", ".gitignore": "gen/\n/p/x.bpmn\n*.draft.bpmn\n", "p/a.bpmn": "",
      "p/.c8ignore": "b.bpmn\n", "p/b.bpmn": "", "p/x.bpmn": "", "p/q/x.bpmn": "",
      "p/q/c.draft.bpmn": "", "p/gen/d.bpmn": "",
    ]) { folder throws in
      func paths(_ path: String) throws -> [String] {
        relativePaths(
          try InputReader().read(["\(folder)/\(path)"], lookup: ConfigurationLookup()))
      }
      #expect(try paths("") == ["p/a.bpmn", "p/q/x.bpmn"])
      #expect(try paths("p") == ["a.bpmn", "q/x.bpmn"])
      #expect(try paths("p/**/*.bpmn") == ["a.bpmn", "q/x.bpmn"])
      #expect(try paths("p/q") == ["x.bpmn"])
      #expect(try paths("p/gen") == ["d.bpmn"])
      #expect(try paths("p/x.bpmn") == ["x.bpmn"])
    }
  }

  @Test("a missing file is a fault, also if a configuration excludes it")
  func missingExcluded() throws {
    try withFiles(["bpmnc.yaml": "exclude: [old]", "old/a.bpmn": "", "b.bpmn": ""]) { folder in
      let lookup = ConfigurationLookup()
      let files = try InputReader().read(["\(folder)/old/a.bpmn"], lookup: lookup).requireFiles()
      #expect(files.isEmpty && lookup.exclusionNotes.count == 1)
      #expect(throws: ToolFault.self) { try lookup.require(files) }
      let fault = #expect(throws: ToolFault.self) {
        try InputReader().read(["\(folder)/old/x.bpmn"], lookup: lookup)
      }
      #expect(fault?.message == "\(folder)/old/x.bpmn: no such file or folder")
      let empty = #expect(throws: ToolFault.self) { try InputReader().read([""], lookup: lookup) }
      #expect(empty?.message == "'': no such file or folder")
    }
  }

  @Test("a limit is shown in a unit that fits")
  func limits() throws {
    try withFiles(["a.key": String(repeating: "x", count: 70_000)]) { folder in
      let fault = #expect(throws: ToolFault.self) {
        try InputReader().read(file: "\(folder)/a.key", atMost: 1 << 16)
      }
      #expect(fault?.message.hasSuffix("larger than the limit of 64 KiB") == true)
    }
  }

  @Test("a file that is named counts whatever its name, and once")
  func namedFile() throws {
    try withFiles(["a.txt": "x"]) { folder in
      let input = try InputReader().read(["\(folder)/a.txt", "\(folder)/a.txt"])
      #expect(relativePaths(input) == ["a.txt"])
    }
  }

  @Test("what is not there, holds nothing or is a damaged bundle is a fault that says so")
  func faults() throws {
    try withFiles(["empty/readme.md": "", "b.bundle": "PK damaged"]) { folder in
      func message(_ path: String) -> String {
        do throws(ToolFault) {
          _ = try InputReader().read([path])
          return ""
        } catch {
          return error.message
        }
      }
      #expect(message("\(folder)/x").hasSuffix("x: no such file or folder"))
      #expect(message("\(folder)/empty").contains("contains no .bpmn, .dmn or .form file"))
      #expect(message("\(folder)/b.bundle").contains("the file is not a bundle"))
    }
  }

  @Test(
    "an ignore list that can't be read is a fault, and not no list",
    arguments: [".gitignore", "sub/.c8ignore"])
  func unreadableIgnoreList(list: String) throws {
    try withFiles(["\(list)/x": "", "a.bpmn": ""]) { folder in
      let fault = #expect(throws: ToolFault.self) { try InputReader().read([folder]) }
      #expect(fault?.message == "\(folder)/\(list): cannot be read")
      #expect(fault?.status == .toolFailed)
    }
  }

  @Test("templates are found in the folder and its parents, the nearest winning")
  func templateFolders() throws {
    func template(_ name: String) -> String {
      """
      {"$schema": "https://unpkg.com/@camunda/zeebe-element-templates-json-schema/resources/schema.json",
       "name": "\(name)", "id": "t", "version": 1, "appliesTo": ["bpmn:Task"], "properties": []}
      """
    }
    try withFiles([
      ".camunda/element-templates/t.json": template("outer"),
      "project/.camunda/element-templates/t.json": template("inner"),
      "project/sub/a.bpmn": "", "named/t.json": template("named"),
    ]) { folder in
      let found = try TemplateFolders.library(from: "\(folder)/project/sub")
      #expect(found.library.template(id: "t", version: 1)?.name == "inner")
      let named = try TemplateFolders.library(
        named: ["\(folder)/named"], from: "\(folder)/project/sub")
      #expect(named.library.template(id: "t", version: 1)?.name == "named")
    }
  }
}
