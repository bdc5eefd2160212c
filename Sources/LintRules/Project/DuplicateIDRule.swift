import BPMN
import Diagnostics
import Linting
import ProjectModel

/// # project/duplicate-process-id
///
/// A process id must be unique within the project.
///
/// Two files with the same process id cannot be deployed together: the cluster rejects the whole
/// deployment. Deployed one after the other, the second becomes a new version of the first. This
/// usually happens when a diagram is copied. Give the copy its own id.
///
/// Bad:
/// ```xml
/// <!-- file: a.bpmn -->
/// <bpmn:process id="1️⃣order" isExecutable="true" />
/// <!-- file: b.bpmn -->
/// <bpmn:process id="2️⃣order" isExecutable="true" />
/// ```
///
/// Good:
/// ```xml
/// <!-- file: a.bpmn -->
/// <bpmn:process id="order" isExecutable="true" />
/// <!-- file: b.bpmn -->
/// <bpmn:process id="order-copy" isExecutable="true" />
/// ```
///
/// # project/duplicate-form-id
///
/// A form id must be unique within the project.
///
/// If two forms have the same id, the one deployed last is shown. Give the copy its own id.
///
/// Bad:
/// ```xml
/// <!-- file: a.form -->
/// {"id": 1️⃣"ask", "components": []}
/// <!-- file: b.form -->
/// {"id": 2️⃣"ask", "components": []}
/// ```
///
/// Good:
/// ```xml
/// <!-- file: a.form -->
/// {"id": "ask", "components": []}
/// <!-- file: b.form -->
/// {"id": "answer", "components": []}
/// ```
///
/// # project/duplicate-decision-id
///
/// A decision id must be unique within the project.
///
/// The cluster rejects a deployment in which two decisions have the same id. Give the copy its own
/// id.
///
/// Bad:
/// ```xml
/// <!-- file: a.dmn -->
/// <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/"><decision id="1️⃣rate" /></definitions>
/// <!-- file: b.dmn -->
/// <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/"><decision id="2️⃣rate" /></definitions>
/// ```
///
/// Good:
/// ```xml
/// <!-- file: a.dmn -->
/// <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/"><decision id="rate" /></definitions>
/// <!-- file: b.dmn -->
/// <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/"><decision id="price" /></definitions>
/// ```
enum DuplicateIDRule {
  private static let kinds: [ProjectIndex.Kind] = [.process, .form, .decision]

  static let rule = LintRule(project: kinds.map { "project/duplicate-\($0.rawValue)-id" }, .error) {
    input in
    kinds.flatMap { kind in
      findings(kind, input.index.definitions[kind] ?? [:])
    }
  }

  /// The ids that more than one file defines.
  static func findings(
    _ kind: ProjectIndex.Kind, _ definitions: [String: [ProjectIndex.Definition]]
  ) -> [Diagnostic] {
    definitions.values.flatMap { group -> [Diagnostic] in
      // A duplicate within one file is a duplicate XML id, which the parser reports.
      let paths = Set(group.map(\.location.source.path))
      return paths.count > 1 ? group.indices.map { .duplicateID(kind, group, at: $0) } : []
    }
  }
}

extension Diagnostic {
  fileprivate static func duplicateID(
    _ kind: ProjectIndex.Kind, _ places: [ProjectIndex.Definition], at index: Int
  ) -> Diagnostic {
    let place = places[index]
    let others = places.indices.filter { $0 != index }.map { places[$0] }
    let consequence =
      kind == .form
      ? "the form deployed last is shown for both"
      : "the cluster rejects a deployment with both"
    let rest = others.count > 1 ? " and \(others.count - 1) more" : ""
    return Diagnostic(
      rule: "project/duplicate-\(kind.rawValue)-id", severity: .error,
      message:
        "the \(kind.rawValue) id '\(place.id)' is also used in "
        + "\(others[0].location.source.path)\(rest): \(consequence)",
      help: "Change one of the ids, and update its references.",
      location: place.location, element: place.element?.reference,
      notes: others.map {
        Note(message: "the id '\($0.id)' is also used here", location: $0.location)
      })
  }
}
