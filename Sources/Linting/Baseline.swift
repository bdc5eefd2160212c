public import Diagnostics
public import JSON

/// The fingerprints of known findings, so that only new findings are reported.
///
/// Format: `{"version":1,"findings":[{"fingerprint","rule","file","element"}]}`; the last three are
/// for human readers.
public struct Baseline: Sendable {
  private let known: Set<String>

  /// Why a baseline file cannot be used.
  public struct Fault: Error, Sendable {
    /// The message for the user.
    public var message: String
  }

  /// Reads a baseline file.
  public init(parsing bytes: [UInt8]) throws(Fault) {
    let document: JSONValue
    do throws(JSONSyntaxError) {
      document = try JSONValue(parsing: bytes)
    } catch {
      throw Fault(message: "the baseline is not JSON: \(error.message)")
    }
    guard document["version"]?.int == 1, let findings = document["findings"]?.array else {
      throw Fault(message: "this is not a version 1 baseline; write one with --update-baseline")
    }
    known = Set(findings.compactMap { $0["fingerprint"]?.string })
  }

  /// The baseline of these findings.
  public static func document(of findings: [Diagnostic]) -> JSONValue {
    var fingerprints = Fingerprints()
    return [
      "version": 1,
      "findings": .array(
        findings.map { finding in
          [
            "fingerprint": .string(fingerprints.next(for: finding)),
            "rule": .string(finding.rule),
            "file": .string(finding.location.source.path),
            "element": JSONValue(finding.element?.id),
          ]
        }),
    ]
  }

  /// The findings that are not in the baseline, and how many findings of the baseline are gone.
  public func new(in findings: [Diagnostic]) -> (findings: [Diagnostic], goneCount: Int) {
    var fingerprints = Fingerprints()
    var found: Set<String> = []
    let new = findings.filter { finding in
      let fingerprint = fingerprints.next(for: finding)
      if known.contains(fingerprint) { found.insert(fingerprint) }
      return !known.contains(fingerprint)
    }
    return (new, known.count - found.count)
  }
}
