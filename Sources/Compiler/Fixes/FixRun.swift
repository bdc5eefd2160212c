import BPMN
import Diagnostics
public import ElementTemplates

/// Applies the fix-its of a project's findings until nothing changes any more.
///
/// A fix can make another one possible or needless, so the project is checked anew after each
/// round. Of fixes whose edits touch each other, one round takes the first.
public struct FixRun: Sendable {
  /// The files as they are now, in the order given.
  public let files: [InputFile]
  /// How many fix-its were applied.
  public let fixCount: Int

  /// Two fixes that undo each other would go on for ever.
  private static let maximumRounds = 10

  public init(_ inputs: [InputFile], templates: TemplateLibrary, onlyRule: String? = nil) {
    var files = inputs
    var count = 0
    for _ in 0..<Self.maximumRounds {
      let compilation = Compilation(Project(files), templates: templates, onlyRule: onlyRule)
      var applied = 0
      for file in compilation.project.files {
        let edits = Self.edits(of: file, compilation.diagnostics)
        guard let source = file.bpmn?.source, edits.fixCount > 0,
          let index = files.firstIndex(where: { $0.path == file.path })
        else { continue }
        let bytes = source.applying(edits.edits)
        // A fix must not make a file unreadable.
        guard BPMNFile(parsing: bytes, path: file.path).model != nil else { continue }
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
    of file: ProjectFile, _ findings: [Diagnostic]
  ) -> (edits: [TextEdit], fixCount: Int) {
    var edits: [TextEdit] = []
    var count = 0
    for finding in findings where finding.location.source === file.bpmn?.source {
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
