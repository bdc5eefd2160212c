import BPMN
import Diagnostics
import EngineProtocol
import JSON

/// What the engine knows of a form: people's applications show the rest.
struct CompiledForm: Sendable {
  let id: String
  let versionTag: String?
}

/// Reads the forms of a deployment.
enum FormCompiler {
  /// Whether a file is a form, by its name.
  static func reads(_ resource: DeploymentResource) -> Bool { resource.name.hasSuffix(".form") }

  /// - Returns: the form, or why it is rejected.
  static func compile(_ resource: DeploymentResource) -> (CompiledForm?, [Diagnostic]) {
    let source = SourceText(path: resource.name, bytes: resource.bytes)
    do {
      let root = try JSONNode(parsing: source)
      guard let id = root["id"]?.string, !id.isEmpty else {
        let fault = invalid(
          "the form has no id", SourceLocation(source, root["id"]?.range ?? root.range))
        return (nil, [fault])
      }
      return (CompiledForm(id: id, versionTag: root["versionTag"]?.string), [])
    } catch {
      let location = SourceLocation(source, error.offset..<error.offset)
      return (nil, [invalid("the form is not valid JSON: \(error.message)", location)])
    }
  }

  /// The finding for a form whose id another form of the deployment has as well.
  static func duplicate(_ form: CompiledForm, _ resource: DeploymentResource) -> Diagnostic {
    let source = SourceText(path: resource.name, bytes: resource.bytes)
    return invalid(
      "another form of the deployment has the id '\(form.id)' too", SourceLocation(source, 0..<0))
  }

  private static func invalid(_ message: String, _ location: SourceLocation) -> Diagnostic {
    Diagnostic(
      rule: "deploy/invalid", severity: .error, message: message,
      help: "Give each form a JSON member \"id\" of its own.", location: location)
  }
}
