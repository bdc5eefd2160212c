import Foundation
import Secrets
import Testing

@testable import Frontend

@Suite("Reading secrets")
struct SecretProviderTests {
  /// A folder that is gone with its owner.
  final class Folder {
    let url = FileManager.default.temporaryDirectory.appending(path: "bpmnc-\(UUID().uuidString)")

    init() throws {
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func path(_ name: String) -> String { url.appending(path: name).path }

    func write(_ text: String, to name: String) throws {
      try Data(text.utf8).write(to: url.appending(path: name))
    }

    func link(_ name: String, to target: String) throws {
      try FileManager.default.createSymbolicLink(atPath: path(name), withDestinationPath: target)
    }
  }

  static func value(_ name: String, of provider: some SecretProvider) throws -> String? {
    guard let secret = try provider.secret(named: name) else { return nil }
    return secret.withValue { $0 }
  }

  // MARK: Files

  @Test("a changed file counts from the next request on")
  func rotation() throws {
    let folder = try Folder()
    try folder.write("A=one\n", to: ".env")
    let file = SecretFile(folder.path(".env"))
    #expect(try Self.value("A", of: file) == "one")
    try folder.write("A=three\n", to: ".env")
    #expect(try Self.value("A", of: file) == "three")
    // Of the same size, in place of the old one, as editors and mounts replace files.
    try folder.write("A=forty\n", to: "new")
    _ = rename(folder.path("new"), folder.path(".env"))
    #expect(try Self.value("A", of: file) == "forty")
  }

  @Test(
    "a file or folder of an environment that is not there is a fault before anything starts",
    arguments: ["env-file", "json", "yaml", "directory"])
  func missingSource(kind: String) throws {
    let folder = try Folder()
    try folder.write("environments: {a: {secrets: [{\(kind): none}]}}", to: "bpmnc.yaml")
    let settings = try ProjectSettings.find(from: folder.url.path)
    let environment = try SecretSources.environment("a", in: settings)
    #expect(try SecretSources.providers(of: environment, in: settings).count == 2)
    let fault = #expect(throws: ToolFault.self) {
      try SecretSources.providers(of: environment, in: settings, checksSources: true)
    }
    #expect(fault?.status == .toolFailed && fault?.message.contains("/none: no such") == true)
  }

  @Test("a command of an environment is not run before anything starts")
  func uncheckedCommand() throws {
    let folder = try Folder()
    try folder.write(
      "environments: {a: {secrets: [{command: [none, x]}]}}", to: "bpmnc.yaml")
    let settings = try ProjectSettings.find(from: folder.url.path)
    let environment = try SecretSources.environment("a", in: settings)
    #expect(
      try SecretSources.providers(of: environment, in: settings, checksSources: true).count == 2)
  }

  @Test("the name of a file tells its format")
  func formats() throws {
    let folder = try Folder()
    try folder.write("{\"A\": {\"b\": \"j\"}}", to: "s.json")
    try folder.write("A:\n  b: y\n", to: "s.yml")
    #expect(try Self.value("A/b", of: SecretFile(folder.path("s.json"))) == "j")
    #expect(try Self.value("A.b", of: SecretFile(folder.path("s.yml"))) == "y")
  }

  @Test("a file that is not there, cannot be read or is too large is a fault with its path")
  func fileFaults() throws {
    let folder = try Folder()
    try folder.write("broken canary", to: "broken")
    try folder.write(String(repeating: "#\n", count: 1 << 20), to: "large")
    for (name, message) in [
      ("none", "no such file"), ("broken", "line 1: expected NAME=VALUE"),
      ("", "not a regular file"),
      ("large", "larger than 1 MiB, the limit for a secret file"),
    ] {
      let path = name.isEmpty ? folder.url.path : folder.path(name)
      let fault = #expect(throws: SecretFault.self) { try Self.value("A", of: SecretFile(path)) }
      #expect(fault?.message == "\(path): \(message)")
    }
  }

  // MARK: Folders

  @Test("a folder gives files as Docker mounts them, and sees changes at once")
  func directory() throws {
    let folder = try Folder()
    try folder.write("one\n", to: "TOKEN")
    let secrets = SecretDirectory(folder.url.path)
    #expect(try Self.value("TOKEN", of: secrets) == "one")
    try folder.write("two", to: "TOKEN")
    #expect(try Self.value("TOKEN", of: secrets) == "two")
    #expect(try Self.value("OTHER", of: secrets) == nil)
  }

  @Test("links of Kubernetes inside the folder are followed, and a swapped one counts")
  func kubernetes() throws {
    let folder = try Folder()
    for (version, text) in [("..2026_1", "old"), ("..2026_2", "new")] {
      try FileManager.default.createDirectory(
        atPath: folder.path(version), withIntermediateDirectories: true)
      try folder.write(text, to: "\(version)/TOKEN")
    }
    try folder.link("..data", to: "..2026_1")
    try folder.link("TOKEN", to: "..data/TOKEN")
    let secrets = SecretDirectory(folder.url.path)
    #expect(try Self.value("TOKEN", of: secrets) == "old")
    try folder.link("..tmp", to: "..2026_2")
    _ = rename(folder.path("..tmp"), folder.path("..data"))
    #expect(try Self.value("TOKEN", of: secrets) == "new")
    #expect(try Self.value("..data/TOKEN", of: secrets) == nil)
  }

  @Test("no name and no link leads out of the folder")
  func escape() throws {
    let folder = try Folder()
    try FileManager.default.createDirectory(
      atPath: folder.path("in"), withIntermediateDirectories: true)
    try folder.write("outside", to: "file")
    try folder.link("in/link", to: "../file")
    let secrets = SecretDirectory(folder.path("in"))
    for name in ["../file", "..", folder.path("file"), "./../file"] {
      #expect(try Self.value(name, of: secrets) == nil)
    }
    let fault = #expect(throws: SecretFault.self) { try Self.value("link", of: secrets) }
    #expect(fault?.message.hasSuffix("the link leads out of the folder") == true)
    let none = SecretDirectory(folder.path("none"))
    #expect(throws: SecretFault.self) { try Self.value("A", of: none) }
  }

  // MARK: Commands

  @Test("a command prints the value; no shell reads the name")
  func command() throws {
    let echo = SecretCommand(["printf", "%s\\n", "v:{name}"])
    #expect(try Self.value("A;$(id)", of: echo) == "v:A;$(id)")
    #expect(try Self.value("{name}", of: echo) == "v:{name}")
  }

  @Test("a value is kept for a while, then asked for anew")
  func cache() throws {
    let folder = try Folder()
    try folder.write("one", to: "A")
    let words = ["cat", folder.path("{name}")]
    let keeping = SecretCommand(words)
    let asking = SecretCommand(words, lifetime: .zero)
    #expect(try [Self.value("A", of: keeping), Self.value("A", of: asking)] == ["one", "one"])
    try folder.write("two", to: "A")
    #expect(try [Self.value("A", of: keeping), Self.value("A", of: asking)] == ["one", "two"])
  }

  @Test("what a failing command writes to standard error is shown, and not its output")
  func failing() throws {
    let command = SecretCommand(["sh", "-c", "echo canary; echo 'not signed in' >&2; exit 3"])
    let fault = #expect(throws: SecretFault.self) { try Self.value("A", of: command) }
    #expect(fault?.message == "sh: exited with code 3 for secret 'A': not signed in")
    #expect(fault?.allowsOthers == true)
  }

  @Test("a command is bounded in time and output, and must exist")
  func bounds() {
    for (words, message) in [
      (["sleep", "60"], "sleep: timed out after 0 s"),
      (["yes", "canary"], "yes: printed more than 64 KiB, the limit for a secret"),
      (["/no/such/program"], "/no/such/program: no such program"),
    ] {
      let limit: Duration = words[0] == "sleep" ? .milliseconds(100) : .seconds(10)
      let fault = #expect(throws: SecretFault.self) {
        try Self.value("A", of: SecretCommand(words, timeLimit: limit))
      }
      #expect(fault?.message == message)
    }
  }
}
