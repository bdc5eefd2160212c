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
  /// The fixed findings, round by round.
  public let fixed: [Diagnostic]

  /// The limit for fixes that undo each other.
  private static let maximumRounds = 10

  /// - Parameters:
  ///   - changesBehavior: whether fixes that change what the process does are applied, too.
  ///   - isIncluded: whether the file with a path is fixed.
  ///   - check: checks the files and returns the findings.
  public init<Fault: Error>(
    _ inputs: [InputFile], changesBehavior: Bool = false,
    where isIncluded: (String) -> Bool = { _ in true },
    check: ([InputFile]) throws(Fault) -> [Diagnostic]
  ) throws(Fault) {
    var files = inputs
    var fixed: [Diagnostic] = []
    for _ in 0..<Self.maximumRounds {
      let findings = Dictionary(grouping: try check(files)) { $0.location.source.path }
      var isChanged = false
      for index in files.indices where isIncluded(files[index].path) {
        let path = files[index].path
        guard let own = findings[path], let source = own.first?.location.source else { continue }
        let chosen = Self.compatible(own.filter { changesBehavior || $0.isFixable })
        guard !chosen.isEmpty else { continue }
        let bytes = source.applying(chosen.flatMap { $0.fixIt?.edits ?? [] })
        // A fix must not make a file unreadable.
        guard BPMNFile(parsing: bytes, path: path).model != nil else { continue }
        files[index].bytes = bytes
        fixed += chosen
        isChanged = true
      }
      if !isChanged { break }
    }
    self.files = files
    self.fixed = fixed
  }

  /// The findings whose fixes do not overlap those of earlier ones.
  private static func compatible(_ findings: [Diagnostic]) -> [Diagnostic] {
    var edits: [TextEdit] = []
    return findings.filter { finding in
      guard let fixIt = finding.fixIt, !fixIt.edits.isEmpty,
        !fixIt.edits.contains(where: { new in edits.contains { $0.touches(new) } })
      else { return false }
      edits += fixIt.edits
      return true
    }
  }
}

extension TextEdit {
  fileprivate func touches(_ other: TextEdit) -> Bool {
    range.lowerBound == other.range.lowerBound
      || range.lowerBound < other.range.upperBound && other.range.lowerBound < range.upperBound
  }
}
