import Foundation
import TestSupport

/// A folder with diagrams and configurations in nested folders.
struct RandomTree {
  let root: String
  /// The diagrams.
  private(set) var files: [String] = []
  /// The folders below the root.
  private(set) var folders: [String] = []

  /// - Parameter contents: the files by their path below the root.
  init(_ contents: [String: String]) throws {
    root = FileManager.default.temporaryDirectory.appending(path: "bpmnc-\(UUID().uuidString)").path
    for (path, text) in contents { try write(text, to: path) }
  }

  /// Diagrams and configurations that follow from a seed.
  init(_ seed: UInt64, fileCount: Int) throws {
    try self.init([:])
    var numbers = SeededNumbers(seed)
    var names = [""]
    for index in 0..<40 {
      names.append(names[Int.random(in: 0..<names.count, using: &numbers)] + "f\(index)/")
    }
    folders = names.dropFirst().map { "\(root)/\($0.dropLast())" }
    for name in names {
      for (file, text) in Self.configurations where Int.random(in: 0..<4, using: &numbers) == 0 {
        try write(text(&numbers), to: name + file)
      }
    }
    for index in 0..<fileCount {
      let name = names[Int.random(in: 0..<names.count, using: &numbers)]
      let path = "\(name)d\(index % 10)-\(index).bpmn"
      try write(Self.diagram("p\(index)"), to: path)
      files.append("\(root)/\(path)")
    }
  }

  /// A diagram without labels and drawing.
  static func diagram(_ process: String) -> String {
    """
    <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
        xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t">
      <bpmn:process id="\(process)" isExecutable="true"><bpmn:task id="a" /></bpmn:process>
    </bpmn:definitions>
    """
  }

  func remove() { try? FileManager.default.removeItem(atPath: root) }

  private func write(_ text: String, to path: String) throws {
    let file = URL(filePath: root).appending(path: path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  // MARK: Configurations

  private static let configurations:
    [(file: String, text: @Sendable (inout SeededNumbers) -> String)] = [
      ("bpmnc.yaml", yaml), ("bpmnc.yml", yaml), (".bpmnlintrc", bpmnlint),
      ("camunda.json", { _ in "{}" }),
    ]

  private static func severity(_ numbers: inout SeededNumbers) -> String {
    ["off", "info", "warning", "error"][Int.random(in: 0..<4, using: &numbers)]
  }

  @Sendable private static func yaml(_ numbers: inout SeededNumbers) -> String {
    """
    platform: 8.\(Int.random(in: 2...9, using: &numbers))
    exclude: ["d\(Int.random(in: 0..<10, using: &numbers))-*"]
    rules:
      label-required: \(severity(&numbers))
      no-*: \(severity(&numbers))
    overrides:
      - files: ["f*/d\(Int.random(in: 0..<10, using: &numbers))*"]
        rules: {no-bpmndi: \(severity(&numbers))}
    checks:
      - name: acme/c\(Int.random(in: 0..<3, using: &numbers))
        elements: bpmn:Task
        condition: element.name != null
        message: a task needs a name
        severity: \(["info", "error"][Int.random(in: 0..<2, using: &numbers)])
    """
  }

  @Sendable private static func bpmnlint(_ numbers: inout SeededNumbers) -> String {
    """
    {"rules": {"label-required": "\(severity(&numbers))", "no-bpmndi": "\(severity(&numbers))",
      "camunda-compat/executable-process": "\(severity(&numbers))"}}
    """
  }
}
