import Foundation
import TestSupport

/// Runs the built binaries as a person would, in the package's folder.
struct Tool {
  struct Outcome {
    var status: Int32
    var output: String
    var errors: String
  }

  /// The folder of the binaries, which is that of the tests.
  static let folder: URL = {
    var url = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    while !FileManager.default.fileExists(atPath: url.appending(path: "bpmnc").path),
      url.path != "/"
    {
      url.deleteLastPathComponent()
    }
    return url
  }()

  static func process(
    _ arguments: [String], environment: [String: String] = [:]
  ) -> Process {
    let process = Process()
    process.executableURL = folder.appending(path: "bpmnc")
    process.arguments = arguments
    process.currentDirectoryURL = Cases.packageFolder
    process.environment = ProcessInfo.processInfo.environment
      .merging(environment) { $1 }
    return process
  }

  /// Runs `bpmnc` to its end.
  static func run(
    _ arguments: String..., input: String? = nil, environment: [String: String] = [:]
  ) throws -> Outcome {
    try run(process(arguments, environment: environment), input: input)
  }

  /// Runs a shell script in a folder, in which `bpmnc` is the built binary.
  static func shell(
    _ script: String, in folder: URL, environment: [String: String] = [:]
  ) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments = ["-euo", "pipefail", "-c", script]
    process.currentDirectoryURL = folder
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    process.environment = ProcessInfo.processInfo.environment
      .merging(["PATH": "\(Self.folder.path):\(path)"]) { $1 }
      .merging(environment) { $1 }
    return try run(process)
  }

  static func run(_ process: Process, input: String? = nil) throws -> Outcome {
    // Output goes to files, which cannot fill up; input comes through a pipe, as in a shell.
    let folder = try TemporaryFolder()
    let (output, errors) = (folder.file("out"), folder.file("err"))
    let source = Pipe()
    for file in [output, errors] { try Data().write(to: file) }
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    process.standardInput = source
    try process.run()
    try source.fileHandleForWriting.write(contentsOf: Data((input ?? "").utf8))
    try source.fileHandleForWriting.close()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus,
      output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
  }
}

/// A folder that goes away with its owner.
final class TemporaryFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "bpmnc-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  // A folder that is left in the system's place for temporary files does no harm.
  deinit { try? FileManager.default.removeItem(at: url) }

  var path: String { url.path }

  func file(_ name: String) -> URL { url.appending(path: name) }
}
