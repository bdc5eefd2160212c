import Foundation
import Testing
import TestSupport

@Suite("Commands in the documentation")
struct DocumentationTests {
  /// The `bpmnc` commands of a page's `sh` blocks that end by themselves.
  static func commands(_ page: String) throws -> [String] {
    let url = Cases.packageFolder.appending(path: page)
    let lines = String(decoding: try Data(contentsOf: url), as: UTF8.self)
      .components(separatedBy: "\n")
    var commands: [String] = []
    var isShell = false
    for line in lines {
      if line.hasPrefix("```") {
        isShell = line == "```sh"
      } else if isShell, line.hasPrefix("bpmnc "), !line.hasPrefix("bpmnc dev"),
        !line.hasPrefix("bpmnc sms")
      {
        commands.append(line)
      }
    }
    return commands
  }

  static let pages: [String] = {
    let samples = Cases.packageFolder.appending(path: "samples")
    // Arguments of a test cannot throw; a package without samples has no pages of them.
    let folders = (try? FileManager.default.contentsOfDirectory(atPath: samples.path)) ?? []
    let pages = ["bundles", "configuration", "environments", "lint", "secrets", "webhooks"].map {
      "docs/\($0).md"
    }
    return ["README.md"] + pages
      + folders.sorted().map { "samples/\($0)/README.md" }.filter {
        FileManager.default.fileExists(atPath: Cases.packageFolder.appending(path: $0).path)
      }
  }()

  @Test("run as they are written, in order, and succeed", arguments: pages)
  func run(page: String) throws {
    let commands = try Self.commands(page)
    #expect(!commands.isEmpty)
    let folder = try TemporaryFolder()
    try FileManager.default.createSymbolicLink(
      at: folder.file("samples"), withDestinationURL: Cases.packageFolder.appending(path: "samples")
    )
    for command in commands {
      let process = Process()
      process.executableURL = URL(filePath: "/bin/sh")
      process.arguments = ["-c", command]
      process.currentDirectoryURL = folder.url
      let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
      process.environment = ProcessInfo.processInfo.environment
        .merging(["PATH": "\(Tool.folder.path):\(path)"]) { $1 }
      let outcome = try Tool.run(process)
      #expect(outcome.status == 0, "\(command)\n\(outcome.output)\(outcome.errors)")
    }
  }
}
