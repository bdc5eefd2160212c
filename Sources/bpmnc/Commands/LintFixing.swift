import Diagnostics
import Frontend
import Linting
import ProjectModel

/// The fixes of `lint --fix` and `lint --diff`.
struct LintFixing {
  private let lint: Lint
  private let files: [InputFile]
  private let run: FixRun

  /// Applies the fixes in memory.
  /// - Parameter isReported: whether the findings in a file are reported; others are not fixed.
  init(
    _ files: [InputFile], _ lint: Lint, _ lookup: ConfigurationLookup,
    where isReported: (String) -> Bool
  ) throws {
    guard !lint.project.paths.contains("-") || lint.diff else {
      throw ToolFault(message: "standard input cannot be fixed; use --diff")
    }
    self.lint = lint
    self.files = files
    run = try FixRun(files, changesBehavior: lint.unsafeFixes, where: isReported) {
      try lint.check($0, lookup).diagnostics
    }
  }

  private var changes: [(old: InputFile, new: InputFile)] {
    zip(files, run.files).filter { $0.bytes != $1.bytes }.map { (old: $0, new: $1) }
  }

  /// Writes the fixed files.
  func write() throws(ToolFault) -> [InputFile] {
    for (_, new) in changes { try OutputFile.write(new.bytes, to: new.path) }
    return run.files
  }

  /// Prints the changes and the number of remaining findings.
  func show(remaining findings: [Diagnostic]) {
    for (old, new) in changes {
      Terminal.write(UnifiedDiff(old: old.bytes, new: new.bytes, path: old.path).text)
    }
    noteEffects()
    let left = findings.filter { lint.unsafeFixes ? $0.fixIt == nil : !$0.isFixable }
    Terminal.note(
      "\(counted(run.fixed.count, "problem")) would be fixed in \(counted(changes.count, "file")); "
        + Self.remainder(left) + (left.isEmpty ? "" : "; run lint without --diff to see them"))
  }

  /// Says what was fixed and what remains.
  func summarize(remaining findings: [Diagnostic]) {
    noteEffects()
    let unsafe = findings.count { $0.fixIt?.effect != nil }
    Terminal.note(
      "\(counted(run.fixed.count, "problem")) fixed in \(counted(changes.count, "file")); "
        + Self.remainder(findings)
        + (unsafe > 0 && !lint.unsafeFixes ? "; --unsafe-fixes would fix \(unsafe)" : ""))
  }

  /// Names the fixes that change what a process does.
  private func noteEffects() {
    for finding in run.fixed {
      guard let fixIt = finding.fixIt, let effect = fixIt.effect else { continue }
      let place = "\(finding.location.source.path):\(finding.location.start.line)"
      let element = finding.element.map { " (\"\($0.name ?? $0.id)\")" } ?? ""
      Terminal.note("\(place): \(fixIt.title)\(element): \(effect) [\(finding.rule)]")
    }
  }

  private static func remainder(_ findings: [Diagnostic]) -> String {
    let counts = [(Diagnostic.Severity.error, "error"), (.warning, "warning"), (.info, "info")]
      .compactMap { severity, noun -> String? in
        let count = findings.count { $0.severity == severity }
        return count == 0 ? nil : counted(count, noun)
      }
    return counts.isEmpty ? "none left" : "\(counts.joined(separator: ", ")) left"
  }
}
