package import BPMN
package import Diagnostics
import JSON
import XML

/// What the files of a project define, by the ids under which other files name it.
package struct ProjectIndex: Sendable {
  /// What a diagram may name in another file.
  package enum Kind: String, Sendable, CaseIterable {
    case process, form, decision, resource
  }

  /// A place that defines an id.
  package struct Definition: Sendable {
    package var id: String
    /// What people know it by.
    package var label: String
    package var location: SourceLocation
    /// The element, for processes.
    package var element: BPMNElement?
  }

  /// The definitions by id, each list in the order of the files.
  package private(set) var definitions: [Kind: [String: [Definition]]] = [:]
  /// Forms and decisions that cannot be read.
  package private(set) var diagnostics: [Diagnostic] = []
  /// Whether the project is more than one file, so that something missing says something.
  package let hasSeveralFiles: Bool

  package init(_ project: Project) {
    hasSeveralFiles = project.files.count > 1
    for file in project.files {
      switch file.kind {
      case .process: file.model?.processes.forEach { add($0) }
      case .form: addForm(file)
      case .decision: addDecisions(file)
      case .resource: addRobot(file)
      }
    }
  }

  package func definitions(_ kind: Kind, id: String) -> [Definition] {
    definitions[kind]?[id] ?? []
  }

  package func ids(_ kind: Kind) -> some Sequence<String> { (definitions[kind] ?? [:]).keys }

  /// The process with this id, for questions that look into it.
  package func process(id: String) -> BPMNElement? { definitions(.process, id: id).first?.element }

  private mutating func add(_ kind: Kind, _ definition: Definition) {
    definitions[kind, default: [:]][definition.id, default: []].append(definition)
  }

  private mutating func add(_ process: BPMNElement) {
    if let definition = Definition(process) { add(.process, definition) }
  }

  /// A form is JSON; its `id` names it.
  private mutating func addForm(_ file: ProjectFile) {
    let source = SourceText(path: file.path, bytes: file.bytes)
    do {
      let root = try JSONNode(parsing: source)
      guard let id = root["id"], let text = id.string, !text.isEmpty else {
        diagnostics.append(.formWithoutID(root, source))
        return
      }
      add(.form, Definition(id: text, label: text, location: SourceLocation(source, id.range)))
    } catch {
      diagnostics.append(.unreadableForm(error, source))
    }
  }

  /// A robot's script is JSON whose `id` names it; other resources go by their file's name.
  private mutating func addRobot(_ file: ProjectFile) {
    guard file.path.hasSuffix(".rpa") else { return }
    let source = SourceText(path: file.path, bytes: file.bytes)
    // A script that can't be read defines nothing: what links it is reported as missing.
    guard let id = (try? JSONNode(parsing: source))?["id"], let text = id.string else { return }
    add(
      .resource,
      Definition(id: text, label: text, location: SourceLocation(source, id.range)))
  }

  /// The decisions of a DMN file are children of its definitions, whatever the version of DMN.
  private mutating func addDecisions(_ file: ProjectFile) {
    let result = XMLParser.parse(file.bytes, path: file.path)
    diagnostics += result.diagnostics
    for decision in result.document?.root.children.filter({ $0.name.local == "decision" }) ?? [] {
      guard let id = decision.attribute("id"), !id.value.isEmpty else { continue }
      add(
        .decision,
        Definition(
          id: id.value, label: decision["name"] ?? id.value,
          location: SourceLocation(result.source, id.valueRange)))
    }
  }
}

extension Diagnostic {
  /// # project/form
  ///
  /// A form is JSON and has an id.
  ///
  /// User tasks name a form by its id; the cluster refuses a form without one. Export it again from
  /// the form editor.
  ///
  /// Severity: error
  ///
  /// Bad:
  /// ```xml
  /// <!-- file: ask.form -->
  /// 1️⃣{"components": []}
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <!-- file: ask.form -->
  /// {"id": "ask", "components": []}
  /// ```
  fileprivate static func unreadableForm(
    _ error: JSONSyntaxError, _ source: SourceText
  ) -> Diagnostic {
    let start = min(error.offset, max(0, source.bytes.count - 1))
    return Diagnostic(
      rule: "project/form", severity: .error,
      message: "the form is not JSON: \(error.message)",
      help: "Export it again from the form editor.",
      location: SourceLocation(source, start..<min(start + 1, source.bytes.count)))
  }

  fileprivate static func formWithoutID(_ root: JSONNode, _ source: SourceText) -> Diagnostic {
    Diagnostic(
      rule: "project/form", severity: .error,
      message: "the form has no id, so nothing can name it",
      help: "Give it a member \"id\" with the text that user tasks use as form id.",
      location: SourceLocation(source, root.range.lowerBound..<root.range.lowerBound + 1))
  }
}

extension ProjectIndex.Definition {
  /// What a process defines; nil without an id.
  package init?(_ process: BPMNElement) {
    guard let id = process.xml.attribute("id"), !id.value.isEmpty else { return nil }
    self.init(
      id: id.value, label: process.label,
      location: SourceLocation(process.model.source, id.valueRange), element: process)
  }
}
