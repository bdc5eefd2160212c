package import BPMN
package import Diagnostics
import JSON
import XML

/// The definitions in the files of a project, by the IDs that other files reference.
package struct ProjectIndex: Sendable {
  /// The kinds of definitions that a diagram can reference in another file.
  package enum Kind: String, Sendable, CaseIterable {
    case process, form, decision, resource
  }

  /// The definition of an ID.
  package struct Definition: Sendable {
    package var id: String
    /// The label for people.
    package var label: String
    package var location: SourceLocation
    /// The element, for processes.
    package var element: BPMNElement?
  }

  /// The definitions by ID, each list in the order of the files.
  package private(set) var definitions: [Kind: [String: [Definition]]] = [:]
  /// The problems of forms and decisions.
  package private(set) var diagnostics: [Diagnostic] = []
  /// Whether the project has more than one file, so that missing definitions are meaningful.
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

  /// The process with this ID.
  package func process(id: String) -> BPMNElement? { definitions(.process, id: id).first?.element }

  private mutating func add(_ kind: Kind, _ definition: Definition) {
    definitions[kind, default: [:]][definition.id, default: []].append(definition)
  }

  private mutating func add(_ process: BPMNElement) {
    if let definition = Definition(process) { add(.process, definition) }
  }

  /// Adds a form, which is JSON with a member `id`.
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

  /// Adds an RPA script, which is JSON with a member `id`; other resources are known by file name.
  private mutating func addRobot(_ file: ProjectFile) {
    guard file.path.hasSuffix(".rpa") else { return }
    let source = SourceText(path: file.path, bytes: file.bytes)
    // An invalid script defines nothing; links to it are reported as missing.
    guard let id = (try? JSONNode(parsing: source))?["id"], let text = id.string else { return }
    add(
      .resource,
      Definition(id: text, label: text, location: SourceLocation(source, id.range)))
  }

  /// Adds the decisions of a DMN file, which are children of its definitions in every DMN version.
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
  /// A form must be JSON with an ID.
  ///
  /// User tasks reference a form by its ID, and the cluster rejects a form without one. Export it
  /// again from the form editor.
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
      message: "the form has no ID, so it cannot be referenced",
      help: "Add a member \"id\" with the form ID that user tasks use.",
      location: SourceLocation(source, root.range.lowerBound..<root.range.lowerBound + 1))
  }
}

extension ProjectIndex.Definition {
  /// The definition of a process; nil without an ID.
  package init?(_ process: BPMNElement) {
    guard let id = process.xml.attribute("id"), !id.value.isEmpty else { return nil }
    self.init(
      id: id.value, label: process.label,
      location: SourceLocation(process.model.source, id.valueRange), element: process)
  }
}
