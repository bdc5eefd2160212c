import BPMN
import Diagnostics
import EngineProtocol
import JSON

/// What the engine knows of a form, a script or another file: others read the rest.
struct CompiledDocument: Sendable {
  let id: String
  let versionTag: String?
}

/// Reads the files of a deployment that are not processes or decisions.
enum DocumentCompiler {
  private enum Kind {
    /// Forms and scripts name themselves in a JSON member.
    case form, script
    /// The id is the file's name.
    case other

    /// - Returns: nil for a process or decision.
    init?(_ name: String) {
      switch name.split(separator: ".", omittingEmptySubsequences: false).last?.lowercased() {
      case "bpmn", "xml", "dmn": return nil
      case "form": self = .form
      case "rpa": self = .script
      default: self = .other
      }
    }
  }

  /// Whether a file is neither a process nor a decision, by its name.
  static func reads(_ file: DeploymentResource) -> Bool { Kind(file.name) != nil }

  /// Reads the files that this is for.
  static func compile(
    _ files: [DeploymentResource]
  ) -> (documents: [CompiledResource], faults: [Diagnostic]) {
    var documents: [CompiledResource] = []
    var faults: [Diagnostic] = []
    for file in files {
      guard let kind = Kind(file.name) else { continue }
      let (document, findings) = compile(file, kind)
      faults += findings
      guard let document else { continue }
      let isTaken = documents.contains {
        $0.document?.document.id == document.id && $0.document?.isForm == (kind == .form)
      }
      if isTaken { faults.append(duplicate(document, file)) }
      documents.append(
        CompiledResource(
          resource: file, document: kind == .form ? .form(document) : .resource(document)))
    }
    return (documents, faults)
  }

  private static func compile(
    _ file: DeploymentResource, _ kind: Kind
  ) -> (CompiledDocument?, [Diagnostic]) {
    let noun = kind == .form ? "form" : "script"
    guard kind != .other else {
      let name = file.name.split(separator: "/").last.map(String.init) ?? file.name
      return (CompiledDocument(id: name, versionTag: nil), [])
    }
    let source = SourceText(path: file.name, bytes: file.bytes)
    do {
      let root = try JSONNode(parsing: source)
      guard let id = root["id"]?.string, !id.isEmpty else {
        let location = SourceLocation(source, root["id"]?.range ?? root.range)
        return (nil, [invalid("the \(noun) has no id", location)])
      }
      return (CompiledDocument(id: id, versionTag: root["versionTag"]?.string), [])
    } catch {
      let location = SourceLocation(source, error.offset..<error.offset)
      return (nil, [invalid("the \(noun) is not valid JSON: \(error.message)", location)])
    }
  }

  private static func duplicate(
    _ document: CompiledDocument, _ file: DeploymentResource
  ) -> Diagnostic {
    let source = SourceText(path: file.name, bytes: file.bytes)
    return invalid(
      "another file of the deployment has the id '\(document.id)' too",
      SourceLocation(source, 0..<0))
  }

  private static func invalid(_ message: String, _ location: SourceLocation) -> Diagnostic {
    Diagnostic(
      rule: "deploy/invalid", severity: .error, message: message,
      help: "Give each form and script a JSON member \"id\" of its own, and other files their own "
        + "names.", location: location)
  }
}
