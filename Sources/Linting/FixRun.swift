import BPMN
public import Diagnostics
public import ProjectModel

/// Applies the fix-its of a project's findings until nothing changes.
///
/// A fix can make another one possible or unnecessary, so the project is checked again after each
/// round. If edits of fixes overlap, a round applies the first fix.
public struct FixRun: Sendable {
  /// The fixed files, in the given order.
  public let files: [InputFile]
  /// The number of applied fix-its.
  public let fixCount: Int

  /// The limit for fixes that undo each other.
  private static let maximumRounds = 10

  /// - Parameter check: checks the files and returns the findings.
  public init<Fault: Error>(
    _ inputs: [InputFile], check: ([InputFile]) throws(Fault) -> [Diagnostic]
  ) throws(Fault) {
    var files = inputs
    var count = 0
    for _ in 0..<Self.maximumRounds {
      let findings = Dictionary(grouping: try check(files)) { $0.location.source.path }
      var applied = 0
      for index in files.indices {
        let path = files[index].path
        guard let own = findings[path], let source = own.first?.location.source else { continue }
        let edits = Self.edits(own)
        guard edits.fixCount > 0 else { continue }
        let bytes = source.applying(edits.edits)
        // A fix must not make a file unreadable.
        guard BPMNFile(parsing: bytes, path: path).model != nil else { continue }
        files[index].bytes = bytes
        applied += edits.fixCount
      }
      if applied == 0 { break }
      count += applied
    }
    self.files = files
    fixCount = count
  }

  private static func edits(
    _ findings: [Diagnostic]
  ) -> (edits: [TextEdit], fixCount: Int) {
    var edits: [TextEdit] = []
    var count = 0
    for finding in findings {
      guard let fixIt = finding.fixIt, !fixIt.edits.isEmpty,
        !fixIt.edits.contains(where: { new in edits.contains { $0.touches(new) } })
      else { continue }
      edits += fixIt.edits
      count += 1
    }
    return (edits, count)
  }
}

extension TextEdit {
  fileprivate func touches(_ other: TextEdit) -> Bool {
    range.lowerBound == other.range.lowerBound
      || range.lowerBound < other.range.upperBound && other.range.lowerBound < range.upperBound
  }
}
