public import Diagnostics
public import JSON

/// Findings as the JSON document of DESIGN's `lint --format json`, version 1.
public struct JSONReporter: Sendable {
  public init() {}

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

/// Names a finding so that it is known again when lines move: by rule, file, element and message,
/// and by a count where all of these are the same.
struct Fingerprints {
  private var seen: [String: Int] = [:]

  mutating func next(for diagnostic: Diagnostic) -> String {
    let key = [
      diagnostic.rule, diagnostic.location.source.path, diagnostic.element?.id ?? "",
      diagnostic.path ?? "", diagnostic.message,
    ].joined(separator: "\u{0}")
    let number = seen[key, default: 0]
    seen[key] = number + 1
    return Self.hash("\(key)\u{0}\(number)")
  }

  /// FNV-1a, 64 bits: stable over versions and machines, and no secret depends on it.
  private static func hash(_ text: String) -> String {
    let value = text.utf8.reduce(UInt64(0xCBF2_9CE4_8422_2325)) {
      ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3
    }
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
