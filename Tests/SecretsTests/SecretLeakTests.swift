import Foundation
import Testing
import TestSupport

@Suite("A secret's value")
struct SecretLeakTests {
  /// Each line would let a value out.
  static let leaks = [
    "print(s)", "debugPrint(s)", "dump(s)", "_ = \"token: \\(s)\"", "_ = String(describing: s)",
    "_ = String(reflecting: s)", "_ = s.description", "_ = s.debugDescription",
    "_ = Mirror(reflecting: s)", "let x: Any = s; _ = x", "let x: any Sendable = s; _ = x",
    "_ = [s]", "_ = [\"token\": s]", "_ = s == s", "_ = s.hashValue", "encode(s)",
    "_ = s as? String",
    "fatalError(\"\\(s)\")", "throw Problem(s)", "_ = s.bytes", "_ = s.text",
    "var t = \"\"; t.append(s)",
    "let o: SecretValue? = s; print(o as Any)", "FileHandle(s)",
  ]

  @Test("lets itself out nowhere: such code does not compile", .enabled(if: modules != nil))
  func leaks() throws {
    var lines = [
      "import Secrets",
      "func encode<T: Encodable>(_ value: T) {}",
      "struct Problem<T>: Error { init(_ value: T) {} }",
      // What is allowed compiles, so that an error below is one about the leak.
      "func used(_ s: borrowing SecretValue) -> Int { s.withValue { $0.utf8.count } }",
      "func kept(_ s: borrowing SecretValue) -> SecretValue { s.share() }",
    ]
    let first = lines.count + 1
    for (index, leak) in Self.leaks.enumerated() {
      lines.append("func leak\(index)(_ s: consuming SecretValue) throws { \(leak) }")
    }
    let output = try compile(lines.joined(separator: "\n"))
    var failed: Set<Int> = []
    for match in output.matches(of: /leaks\.swift:(\d+):\d+: error:/) {
      failed.insert(Int(match.1) ?? 0)
    }
    #expect(failed.filter { $0 < first } == [], "\(output)")
    for (index, leak) in Self.leaks.enumerated() {
      #expect(failed.contains(first + index), "this compiles: \(leak)")
    }
  }

  /// The folder of the compiled modules, beside the tests.
  private static let modules: String? = {
    var url = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    while url.path != "/" {
      url.deleteLastPathComponent()
      let modules = url.appending(path: "Modules")
      if FileManager.default.fileExists(atPath: modules.appending(path: "Secrets.swiftmodule").path)
      {
        return modules.path
      }
    }
    return nil
  }()

  private func compile(_ text: String) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "bpmnc-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "leaks.swift")
    try Data(text.utf8).write(to: file)
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
      "swiftc", "-typecheck", "-swift-version", "6", "-I", Self.modules ?? "",
      "-I", Cases.packageFolder.appending(path: "Sources/CLibYAML").path, file.path,
    ]
    let pipe = Pipe()
    process.standardError = pipe
    process.standardOutput = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: output, as: UTF8.self)
  }
}
