public import Diagnostics
public import JSON

/// Findings as the JSON document of DESIGN's `lint --format json`, version 1.
public struct JSONReporter: Sendable {
  /// A reporter without settings.
  public init() {}

  /// The findings with their counts.
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
  /// How often a finding of this hash was met before.
  private var counts: [UInt64: Int] = [:]

  mutating func next(for diagnostic: Diagnostic) -> String {
    var hash = FNV1a()
    hash.add(diagnostic.rule)
    hash.add(diagnostic.location.source.path)
    hash.add(diagnostic.element?.id ?? "")
    hash.add(diagnostic.path ?? "")
    hash.add(diagnostic.message)
    let number = counts[hash.value, default: 0]
    counts[hash.value] = number + 1
    hash.add(String(number), isLast: true)
    let digits = String(hash.value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

/// FNV-1a, 64 bits: stable over versions and machines, and no secret depends on it.
private struct FNV1a {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  /// Adds a text, and a NUL behind it unless it is the last.
  mutating func add(_ text: String, isLast: Bool = false) {
    for byte in text.utf8 { add(byte) }
    if !isLast { add(0) }
  }

  private mutating func add(_ byte: UInt8) {
    value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
  }
}
