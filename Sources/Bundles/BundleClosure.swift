import BPMN
public import Compiler
public import Diagnostics
public import ElementTemplates
import LintRules
public import ProjectModel
import XML

/// Checks that a bundle contains everything its diagrams reference.
///
/// Called processes, forms, decisions and linked resources must be in the project or listed under
/// `external` in `bpmnc.yaml`, and element templates must be available. Lint only warns about
/// these, because it may be given one file of many; for a bundle they are errors.
public enum BundleClosure {
  /// The lint rules that this check replaces.
  public static let rules: Set = [
    "project/missing-process", "project/missing-form", "project/missing-decision",
    "project/missing-resource", "template/unknown",
  ]

  /// An error for each reference to something that would be missing from the bundle.
  public static func check(
    _ compilation: Compilation, templates: TemplateLibrary, external: Configuration.External
  ) -> [Diagnostic] {
    MissingResourceRule.missing(
      compilation.project, compilation.index, external, severity: .error)
      + unknownTemplates(compilation.project, templates)
  }

  private static func unknownTemplates(
    _ project: Project, _ library: TemplateLibrary
  ) -> [Diagnostic] {
    let uses = TemplateUse.all(in: project)
    let unknown = Set(uses.map(\.key)).filter {
      library.template(id: $0.id, version: $0.version) == nil
    }
    return uses.filter { unknown.contains($0.key) }.map {
      .templateMissing($0, library.versions(of: $0.key.id).map(\.version))
    }
  }
}

extension Diagnostic {
  fileprivate static func templateMissing(_ use: TemplateUse, _ known: [Int?]) -> Diagnostic {
    let element = use.element
    let version = use.key.version.map { "version \($0) of " } ?? ""
    let versions = known.map { $0.map(String.init) ?? "unversioned" }
    return Diagnostic(
      rule: "template/unknown", severity: .error,
      message:
        "\"\(element.label)\" uses \(version)the template '\(use.key.id)', which was not found and "
        + "cannot be bundled",
      help: known.isEmpty
        ? "Add the template's JSON file to .camunda/element-templates, or pass its folder with "
          + "--templates."
        : "Use an available version (\(versions.joined(separator: ", "))), or add the file with this "
          + "version.",
      location: element.zeebeAttribute("modelerTemplate").map {
        SourceLocation(element.model.source, $0.valueRange)
      } ?? element.location,
      element: element.reference)
  }
}
