import Foundation
import Testing
import TestSupport

@Suite("Files that commands write")
struct OutputFileTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func build(to name: String) throws -> Tool.Outcome {
    try Tool.run("build", "samples/sms-retry", "-o", name)
  }

  @Test("a file is replaced whole, keeps its mode, and nothing else is left in the folder")
  func replaced() throws {
    let place = folder.file("a.bundle")
    try Data("old".utf8).write(to: place)
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: place.path)
    #expect(try build(to: place.path).status == 0)
    #expect(try Data(contentsOf: place).starts(with: Data("PK".utf8)))
    let attributes = try FileManager.default.attributesOfItem(atPath: place.path)
    #expect(attributes[.posixPermissions] as? Int == 0o640)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["a.bundle"])
  }

  @Test("a link stays, and the file behind it is written")
  func link() throws {
    let (file, link) = (folder.file("file"), folder.file("link"))
    try Data("old".utf8).write(to: file)
    try FileManager.default.createSymbolicLink(at: link, withDestinationURL: file)
    #expect(try build(to: link.path).status == 0)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link.path) == file.path)
    #expect(try Data(contentsOf: file).starts(with: Data("PK".utf8)))
  }

  @Test("what is no file is written to as it is")
  func device() throws {
    #expect(try build(to: "/dev/null").status == 0)
    let attributes = try FileManager.default.attributesOfItem(atPath: "/dev/null")
    #expect(attributes[.type] as? FileAttributeType == .typeCharacterSpecial)
  }

  @Test("a bundle can go to standard output, and its summary to standard error")
  func standardOutput() throws {
    let outcome = try Tool.shell(
      "bpmnc build '\(Cases.packageFolder.path)/samples/sms-retry' -o - > a.bundle; "
        + "bpmnc bundle verify a.bundle; ls", in: folder.url)
    #expect(outcome.status == 0 && outcome.errors.contains("1 resource, "))
    let piped = try Tool.shell("bpmnc webhooks - < a.bundle", in: folder.url)
    #expect(piped.status == 0 && piped.output == "no inbound connectors\n")
    #expect(outcome.output.contains("a.bundle: intact") && outcome.output.hasSuffix("\na.bundle\n"))
  }

  @Test(
    "nothing that is written replaces a diagram",
    arguments: [
      "build a.bpmn -o a.bpmn", "build . -o ./a.bpmn", "build a.bpmn -o link",
      "lint a.bpmn --report json=a.bpmn", "lint a.bpmn --report sarif=b.form",
      "lint a.bpmn --baseline a.bpmn --update-baseline",
    ])
  func protected(command: String) throws {
    let text = RunDiagram(processes: ["p": RunDiagram.start]).text
    for name in ["a.bpmn", "b.form"] { try Data(text.utf8).write(to: folder.file(name)) }
    try FileManager.default.createSymbolicLink(
      atPath: folder.file("link").path, withDestinationPath: "a.bpmn")
    let outcome = try Tool.shell("bpmnc \(command)", in: folder.url)
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains("would replace") || outcome.errors.contains("be replaced"))
    for name in ["a.bpmn", "b.form"] {
      #expect(try Data(contentsOf: folder.file(name)) == Data(text.utf8))
    }
  }

  @Test("a file that cannot be written is named, with the reason")
  func refused() throws {
    let outcome = try build(to: folder.file("missing/a.bundle").path)
    #expect(outcome.status == 2)
    let reason = "/missing/a.bundle: cannot be written: No such file or directory"
    #expect(outcome.errors.contains(reason))
  }
}
