public import Diagnostics
public import JSON
import Linting

/// Reports findings as the JSON document of `lint --format json` (docs/machine-readable.md).
public struct JSONReporter: Sendable {
  /// Creates a reporter.
  public init() {}

  /// The findings and their counts.
  public func report(_ diagnostics: [Diagnostic], fileCount: Int) -> JSONValue {
    var fingerprints = Fingerprints()
    return [
      "version": 1,
      "problems": .array(diagnostics.map { problem($0, fingerprints.next(for: $0)) }),
      "summary": [
        "files": JSONValue(fileCount),
        "errors": JSONValue(diagnostics.count { $0.severity == .error }),
        "warnings": JSONValue(diagnostics.count { $0.severity == .warning }),
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
      "fixable": .bool(diagnostic.fixIt != nil),
      "fingerprint": .string(fingerprint),
    ]
  }
}
