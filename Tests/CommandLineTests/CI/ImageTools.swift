import Foundation
import TestSupport

/// A folder with the programs of Swift's image that CI jobs use. It lacks, like the image, make,
/// sudo, curl and python. Programs that would need the network or minutes only log their arguments:
/// apt-get, dpkg-query, which reports that libyaml-dev is missing, and swift, whose build results in
/// the binary that is tested.
struct ImageTools {
  static let names = [
    "basename", "bash", "cat", "chmod", "cp", "cut", "dirname", "env", "find", "git", "grep",
    "head", "id", "install", "ls", "mkdir", "mktemp", "mv", "rm", "sed", "sh", "sha256sum", "sort",
    "tail", "tee", "test", "touch", "tr", "uname", "wc", "xargs",
  ]

  private let scratch: TemporaryFolder
  var path: String { scratch.path }

  init() throws {
    scratch = try TemporaryFolder()
    for name in Self.names {
      let places = ["/usr/bin/\(name)", "/bin/\(name)"]
      guard let place = places.first(where: FileManager.default.isExecutableFile) else { continue }
      try FileManager.default.createSymbolicLink(
        at: scratch.file(name), withDestinationURL: URL(filePath: place))
    }
    try script("apt-get", "echo \"apt-get $*\" >> \(log.path)")
    try script("dpkg-query", "[ \"${!#}\" = libyaml-dev ] || echo 'install ok installed'")
    try script(
      "swift",
      """
      echo "swift $*" >> \(log.path)
      mkdir -p .build/release
      printf '#!/bin/bash\\nexec \(Tool.folder.path)/bpmnc "$@"\\n' > .build/release/bpmnc
      chmod +x .build/release/bpmnc
      """)
  }

  private var log: URL { scratch.file("log.txt") }

  /// The logged calls so far.
  func calls() throws -> [String] {
    guard FileManager.default.fileExists(atPath: log.path) else { return [] }
    return try String(contentsOf: log, encoding: .utf8).split(separator: "\n").map { String($0) }
  }

  /// Adds the tested `bpmnc`.
  func addTool() throws {
    try script("bpmnc", "exec \(Tool.folder.path)/bpmnc \"$@\"")
  }

  private func script(_ name: String, _ text: String) throws {
    let file = scratch.file(name)
    try Data("#!/bin/bash\n\(text)\n".utf8).write(to: file)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
  }

  /// Runs a script file as a CI service does, in an environment that inherits nothing.
  func bash(
    _ arguments: [String], in folder: URL, environment: [String: String]
  ) throws -> Tool.Outcome {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = ["PATH": path, "HOME": path].merging(environment) { $1 }
    return try Tool.run(process)
  }
}
