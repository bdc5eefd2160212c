import Linting
import Webhooks
public import Compiler
import LintRules
public import ProjectModel
import BPMN
public import Diagnostics
public import ElementTemplates
import XML

/// Whether a bundle holds all that its diagrams name.
///
/// Called processes, forms, decisions and linked resources must be in the project or be listed under
/// `external` in `bpmnc.yaml`; element templates must be known. What lint warns of, because somebody
/// may check one file of many, is an error here: a bundle is the whole.
public enum BundleClosure {
  /// The rules that lint has for the same, in a milder way.
  public static let rules: Set = [
    "project/missing-process", "project/missing-form", "project/missing-decision",
    "project/missing-resource", "template/unknown",
  ]

  /// An error for each place that names what the bundle would lack.
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
    let versions = known.map { $0.map(String.init) ?? "one without number" }
    return Diagnostic(
      rule: "template/unknown", severity: .error,
      message:
        "\"\(element.label)\" uses \(version)the template '\(use.key.id)', which is not known and so "
        + "cannot be put into the bundle",
      help: known.isEmpty
        ? "Put the template's JSON file into .camunda/element-templates, or name its folder with "
          + "--templates."
        : "Known are \(versions.joined(separator: ", ")). Take one of them, or add the file that "
          + "has this one.",
      location: element.zeebeAttribute("modelerTemplate").map {
        SourceLocation(element.model.source, $0.valueRange)
      } ?? element.location,
      element: element.reference)
  }
}
