import Foundation
import Testing
import TestSupport

/// A git repository with one good diagram in its first commit, on the branch main.
struct ScratchRepository {
  /// A diagram that the engine would reject.
  static let finding = """
    <?xml version="1.0" encoding="UTF-8"?>
    <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d"
      targetNamespace="t">
      <bpmn:process id="order" isExecutable="true">
        <bpmn:startEvent id="start" />
        <bpmn:serviceTask id="send" name="Send" />
      </bpmn:process>
    </bpmn:definitions>

    """

  let url: URL
  private let scratch: TemporaryFolder

  /// - Parameter files: further files, which are not committed.
  init(_ files: [String: String] = [:]) throws {
    scratch = try TemporaryFolder()
    url = scratch.file("a repository")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      at: Cases.packageFolder.appending(path: "samples/sms-confirmation"),
      to: file("my processes"))
    let commit = try Tool.shell(
      """
      git init -q --initial-branch main && git add -A
      git -c user.name=T -c user.email=t@example.org commit -qm first
      """, in: url)
    #expect(commit.status == 0, "\(commit.errors)")
    for (name, text) in files { try write(text, to: name) }
  }

  func file(_ name: String) -> URL { url.appending(path: name) }

  func write(_ text: String, to name: String) throws {
    let file = file(name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  func text(_ name: String) throws -> String {
    try String(contentsOf: file(name), encoding: .utf8)
  }
}
