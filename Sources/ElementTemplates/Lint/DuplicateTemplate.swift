import Diagnostics
import JSON

/// # template/duplicate
///
/// A template should exist once per version.
///
/// If two templates have the same id and version, only one can be used, depending on the order of
/// the files. Give a changed template a new version, or remove one of the files.
///
/// Severity: warning
///
/// Bad:
/// ```json
/// <!-- file: a.json -->
/// "version": 1
/// <!-- file: b.json -->
/// "id": 1️⃣"T", "version": 1
/// ```
///
/// Good:
/// ```json
/// <!-- file: a.json -->
/// "version": 1
/// <!-- file: b.json -->
/// "id": "T", "version": 2
/// ```
enum DuplicateTemplate {
  static func warnings(in files: [TemplateFile]) -> [Diagnostic] {
    var first: [Key: (file: TemplateFile, node: JSONNode)] = [:]
    var result: [Diagnostic] = []
    for file in files {
      for json in file.candidates {
        guard let id = json["id"], let text = id.string else { continue }
        let key = Key(id: text, version: json["version"]?.int)
        if let earlier = first[key] {
          result.append(.duplicate(key, id, file, earlier))
        } else {
          first[key] = (file, id)
        }
      }
    }
    return result
  }

  struct Key: Hashable {
    var id: String
    var version: Int?

    var title: String { version.map { "'\(id)' version \($0)" } ?? "'\(id)' without a version" }
  }
}

extension Diagnostic {
  fileprivate static func duplicate(
    _ key: DuplicateTemplate.Key, _ node: JSONNode, _ file: TemplateFile,
    _ earlier: (file: TemplateFile, node: JSONNode)
  ) -> Diagnostic {
    Diagnostic(
      rule: "template/duplicate", severity: .warning,
      message: "the template \(key.title) exists twice, and only one can be used",
      help: "Give a changed template a new version, or remove one of the two.",
      location: file.source.location(ofJSON: node.range),
      path: file.root?.pointer(to: node.range),
      notes: [
        Note(
          message: "the other template",
          location: earlier.file.source.location(ofJSON: earlier.node.range))
      ])
  }
}
