public import Diagnostics
public import JSON
import Linting

/// Reports findings as the JSON document of `lint --format json` (docs/machine-readable.md).
public struct JSONReporter: Sendable {
  /// Creates a reporter.
  public init() {}

  /// The findings and their counts.
  /// - Parameter projectPaths: the paths of files relative to their projects, for fingerprints.
  public func report(
    _ diagnostics: [Diagnostic], fileCount: Int, projectPaths: [String: String] = [:]
  ) -> JSONValue {
    let fingerprints = Fingerprints(projectPaths: projectPaths)
    return [
      "version": 1,
      "problems": .array(diagnostics.map { problem($0, fingerprints.fingerprint(of: $0)) }),
      "summary": [
        "files": JSONValue(fileCount),
        "errors": JSONValue(diagnostics.count { $0.severity == .error }),
        "warnings": JSONValue(diagnostics.count { $0.severity == .warning }),
        "infos": JSONValue(diagnostics.count { $0.severity == .info }),
        "fixable": JSONValue(diagnostics.count { $0.isFixable }),
      ],
    ]
  }

  private func problem(_ diagnostic: Diagnostic, _ fingerprint: String) -> JSONValue {
    let start = diagnostic.location.start
    let end = diagnostic.location.end
    return [
      "file": .string(diagnostic.location.source.path),
      "line": JSONValue(start.line),
      "column": JSONValue(start.column),
      "endLine": JSONValue(end.line),
      "endColumn": JSONValue(end.column),
      "rule": .string(diagnostic.rule),
      "severity": .string(diagnostic.severity.rawValue),
      "element": JSONValue(diagnostic.element?.id),
      "elementName": JSONValue(diagnostic.element?.name),
      "elementType": JSONValue(diagnostic.element?.type),
      "process": JSONValue(diagnostic.element?.process),
      "path": JSONValue(diagnostic.path),
      "message": .string(diagnostic.message),
      "help": JSONValue(diagnostic.help),
      "fixable": .bool(diagnostic.isFixable),
      "unsafeFix": JSONValue(diagnostic.fixIt?.effect),
      "fingerprint": .string(fingerprint),
    ]
  }
}
