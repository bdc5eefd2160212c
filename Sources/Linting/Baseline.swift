public import Diagnostics
public import JSON

/// The known findings, so that only new findings are reported.
///
/// Format: `{"version":2,"findings":[{"fingerprint","rule","file","element","message"}]}`; rule and
/// element are for human readers.
public struct Baseline: Sendable {
  /// The known findings by fingerprint.
  private let known: [String: [Entry]]

  private struct Entry {
    var message: String
    var file: String
  }

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
    guard document["version"]?.int != 1 else {
      throw Fault(
        message: "the baseline has version 1, which depended on the working directory; "
          + "write it again with --update-baseline")
    }
    guard document["version"]?.int == 2, let findings = document["findings"]?.array else {
      throw Fault(message: "this is not a version 2 baseline; write one with --update-baseline")
    }
    var known: [String: [Entry]] = [:]
    for finding in findings {
      guard let fingerprint = finding["fingerprint"]?.string else {
        throw Fault(message: "the baseline has an entry without a fingerprint")
      }
      known[fingerprint, default: []].append(
        Entry(
          message: finding["message"]?.string ?? "", file: finding["file"]?.string ?? ""))
    }
    self.known = known
  }

  /// The baseline of these findings.
  public static func document(
    of findings: [Diagnostic], _ fingerprints: Fingerprints = Fingerprints()
  ) -> JSONValue {
    [
      "version": 2,
      "findings": .array(
        findings.map { finding in
          [
            "fingerprint": .string(fingerprints.fingerprint(of: finding)),
            "rule": .string(finding.rule),
            "file": .string(fingerprints.path(of: finding)),
            "element": JSONValue(finding.element?.id),
            "message": .string(finding.message),
          ]
        }),
    ]
  }

  /// The findings that are not in the baseline, and how many findings of the baseline are gone from
  /// the checked files.
  ///
  /// If more findings share a fingerprint than are known, those with unknown messages are new, or
  /// else the last ones.
  public func new(
    in findings: [Diagnostic], _ fingerprints: Fingerprints = Fingerprints()
  ) -> (findings: [Diagnostic], goneCount: Int) {
    let groups = Dictionary(grouping: findings.indices) {
      fingerprints.fingerprint(of: findings[$0])
    }
    var new: Set<Int> = []
    var goneCount = 0
    for (fingerprint, entries) in known where fingerprints.covers(entries[0].file) {
      goneCount += max(0, entries.count - groups[fingerprint, default: []].count)
    }
    for (fingerprint, indexes) in groups {
      var messages = known[fingerprint, default: []].map(\.message)
      var others: [Int] = []
      for index in indexes {
        if let place = messages.firstIndex(of: findings[index].message) {
          messages.remove(at: place)
        } else {
          others.append(index)
        }
      }
      new.formUnion(others.dropFirst(messages.count))
    }
    return (findings.indices.filter(new.contains).map { findings[$0] }, goneCount)
  }
}
