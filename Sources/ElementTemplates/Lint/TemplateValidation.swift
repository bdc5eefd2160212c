public import Diagnostics
import JSON

/// The complete check of template files: violations of the official schema are errors, problems it
/// misses are warnings.
public struct TemplateValidation: Sendable {
  /// The reasons why the official validator rejects a template: rule `template/invalid`, with JSON
  /// pointers as paths.
  public private(set) var errors: [Diagnostic] = []
  /// The problems that the official validator accepts.
  public private(set) var warnings: [Diagnostic] = []

  /// Errors and warnings.
  public var diagnostics: [Diagnostic] { errors + warnings }

  /// Checks files, and whether two of them contain the same template.
  public init(of files: [TemplateFile]) {
    for file in files {
      errors += Self.errors(in: file)
      warnings += TemplateLint.warnings(in: file)
    }
    warnings += DuplicateTemplate.warnings(in: files)
  }

  /// Only the errors.
  public static func errors(in file: TemplateFile) -> [Diagnostic] {
    guard let root = file.root else { return file.documentDiagnostics }
    return file.documentDiagnostics
      + file.candidates.flatMap(TemplateSchema.faults).map {
        $0.diagnostic(
          rule: Diagnostic.invalidTemplateRule, severity: .error, root: root, source: file.source)
      }
  }
}
