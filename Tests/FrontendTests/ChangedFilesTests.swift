import Foundation
import Frontend
import Testing

@Suite("Files that changed since a revision")
struct ChangedFilesTests {
  /// A repository with a tag `base`, after which files changed.
  private final class Repository {
    let url: URL

    init() throws {
      url = FileManager.default.temporaryDirectory.appending(path: "bpmnc-\(UUID().uuidString)")
      try FileManager.default.createDirectory(
        at: url.appending(path: "sub"), withIntermediateDirectories: true)
      try git("init", "--quiet", "--initial-branch", "main")
      for name in ["same", "größe \"1\"", "staged", "sub/deep"] { try write(name, "1") }
      try write(".gitignore", "ignored\n")
      try commit("first")
      try git("tag", "base")
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func git(_ arguments: String...) throws {
      let identity = ["-c", "user.name=T", "-c", "user.email=t@example.org"]
      let outcome = try Subprocess(
        ["git", "-C", url.path] + identity + arguments,
        environment: ["GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null"]
      ).run()
      #expect(outcome.status == 0, "\(outcome.errors)")
    }

    func commit(_ message: String) throws {
      try git("add", "--all")
      try git("commit", "--quiet", "--message", message)
    }

    func write(_ name: String, _ text: String) throws {
      try Data(text.utf8).write(to: url.appending(path: name))
    }

    func path(_ name: String) -> String { url.appending(path: name).path }

    func changed(since revision: String, _ inputs: [String]) throws -> [String] {
      let files = try ChangedFiles(since: revision, of: inputs)
      let names = try FileManager.default.subpathsOfDirectory(atPath: url.path)
      return names.filter { !$0.hasPrefix(".git/") && files.contains(path($0)) }.sorted()
    }
  }

  @Test("are those of the working tree, the index, later commits, and untracked ones")
  func kinds() throws {
    let repository = try Repository()
    try repository.write("sub/deep", "2")
    try repository.commit("second")
    try repository.write("größe \"1\"", "2")
    try repository.write("staged", "2")
    try repository.git("add", "staged")
    try repository.write("new", "1")
    try repository.write("ignored", "1")
    let expected = ["größe \"1\"", "new", "staged", "sub/deep"]
    #expect(try repository.changed(since: "base", [repository.url.path]) == expected)
    #expect(try repository.changed(since: "base", [repository.path("sub")]) == expected)
    #expect(try repository.changed(since: "base", [repository.path("sub/deep")]) == expected)
  }

  @Test("are none where nothing changed")
  func none() throws {
    let repository = try Repository()
    #expect(try repository.changed(since: "HEAD", [repository.url.path]).isEmpty)
  }

  @Test("do not count what a branch that has gone on changed")
  func branch() throws {
    let repository = try Repository()
    try repository.git("checkout", "--quiet", "-b", "mine")
    try repository.write("same", "2")
    try repository.commit("mine")
    try repository.git("checkout", "--quiet", "main")
    try repository.write("staged", "2")
    try repository.commit("theirs")
    try repository.git("checkout", "--quiet", "mine")
    #expect(try repository.changed(since: "main", [repository.url.path]) == ["same"])
  }

  @Test("need a repository and a revision, which is no option")
  func faults() throws {
    let repository = try Repository()
    for revision in ["no-such-tag", "--output=x", ""] {
      #expect {
        try ChangedFiles(since: revision, of: [repository.url.path])
      } throws: { ($0 as? ToolFault)?.message.contains("unknown revision '\(revision)'") == true }
    }
    #expect {
      try ChangedFiles(since: "HEAD", of: ["/"])
    } throws: { ($0 as? ToolFault)?.message.contains("not a git repository") == true }
  }
}
