public import Diagnostics
import JSON

/// The complete check of template files: the official schema, whose violations are errors, and
/// what it misses, which are warnings.
public struct TemplateValidation: Sendable {
  /// Why the official checker rejects something; rule `template/invalid`, paths are JSON pointers.
  public private(set) var errors: [Diagnostic] = []
  /// What the official checker accepts and will not work, or not as meant.
  public private(set) var warnings: [Diagnostic] = []

  /// Errors and warnings.
  public var diagnostics: [Diagnostic] { errors + warnings }

  /// Checks files, and whether two of them hold the same template.
  public init(of files: [TemplateFile]) {
    for file in files {
      errors += Self.errors(in: file)
      warnings += TemplateLint.warnings(in: file)
    }
    warnings += DuplicateTemplate.warnings(in: files)
  }

  /// The errors alone.
  public static func errors(in file: TemplateFile) -> [Diagnostic] {
    guard let root = file.root else { return file.documentDiagnostics }
    return file.documentDiagnostics
      + file.candidates.flatMap(TemplateSchema.faults).map {
        $0.diagnostic(
          rule: Diagnostic.invalidTemplateRule, severity: .error, root: root, source: file.source)
      }
  }
}
