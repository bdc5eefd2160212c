import Foundation
import JSON
import Testing

/// The documents of docs/machine-readable.md have the members that commands write.
@Suite("Machine-readable documents")
struct MachineReadableTests {
  /// The command that writes the document of each section.
  static let commands = [
    "bpmnc lint --format json": "bpmnc lint order.bpmn --format json",
    "bpmnc explain --format json": "bpmnc explain --format json",
    "bpmnc template list --format json": "bpmnc template list samples --format json",
    "bpmnc webhooks --format json": "bpmnc webhooks samples --format json",
    "bpmnc webhooks diff --format json":
      "echo '[]' > none.json; bpmnc webhooks diff none.json samples --format json",
    "bpmnc secrets --format json": "bpmnc secrets samples --format json",
    "bpmnc bundle show --format json":
      "bpmnc build samples -o b.bundle > b.txt 2>&1; bpmnc bundle show b.bundle --format json",
    "bpmnc bundle diff --format json": """
    bpmnc build samples/sms-confirmation -o old.bundle > b.txt 2>&1
    sed 's/name="Order received"/name="Order"/' samples/sms-confirmation/*.bpmn > new.bpmn
    bpmnc build new.bpmn -o new.bundle > b.txt 2>&1
    bpmnc bundle diff old.bundle new.bundle --format json
    """,
  ]

  private func sections() throws -> [String: JSONValue] {
    let page = try CITests.text("docs/machine-readable.md")
    var sections: [String: JSONValue] = [:]
    for section in page.split(separator: "\n## ").dropFirst() {
      guard let title = section.firstMatch(of: /^`(.+)`/)?.output.1,
        let block = section.firstMatch(of: /```json\n((?s).+?)```/)?.output.1
      else { continue }
      sections[String(title)] = try JSONValue(parsing: String(block))
    }
    return sections
  }

  @Test("have the members of the page, and no others")
  func members() throws {
    let sections = try sections()
    #expect(Set(sections.keys) == Set(Self.commands.keys))
    let shell = try DocumentationShell()
    for (name, document) in sections {
      let outcome = try shell.run(try #require(Self.commands[name]))
      let written = try JSONValue(parsing: outcome.output)
      compare(document, written, at: name)
    }
  }

  private func compare(_ shown: JSONValue, _ written: JSONValue, at place: String) {
    switch (shown, written) {
    case (.object(let shown), .object(let written)):
      #expect(shown.members.map(\.key) == written.members.map(\.key), "\(place)")
      for (key, value) in shown.members {
        if let other = written[key] { compare(value, other, at: "\(place): \(key)") }
      }
    case (.array(let shown), .array(let written)):
      guard let example = shown.first else { return }
      for item in written { compare(example, item, at: place) }
    default: break
    }
  }
}
