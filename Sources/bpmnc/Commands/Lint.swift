import ArgumentParser
import Compiler
import Diagnostics
import Frontend
import JSON

struct Lint: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Checks diagrams: XML, references, element templates, webhooks, FEEL.",
    discussion: """
      Exit codes: 0 nothing wrong, 1 problems found, 2 the check could not be done, 64 bad usage.
      """)

  @OptionGroup var project: ProjectOptions

  @OptionGroup var report: ReportOptions

  @Option(help: "Run only this rule.")
  var rule: String?

  @Option(
    help: ArgumentHelp(
      "Report only files that changed since this git revision, and untracked ones; the others are read all the same.",
      valueName: "revision"))
  var changedSince: String?

  @Flag(help: "Apply the fixes that findings offer, and report what is left.")
  var fix = false

  @Flag(help: "Print what --fix would change, and nothing else.")
  var diff = false

  func run() throws {
    try perform {
      guard case .files(var files) = try project.read() else {
        throw ToolFault(
          message: "\(project.paths[0]): a bundle was checked when it was built; lint its sources")
      }
      let isReported = try reportFilter()
      if fix || diff { files = try fixed(files, where: isReported) }
      let checked = try project.compile(files, onlyRule: rule)
      let findings = checked.diagnostics.filter { isReported($0.location.source.path) }
      if diff { return report.status(of: findings) }
      let paths = files.map(\.path).filter(isReported)
      if paths.isEmpty, let changedSince {
        Terminal.note("bpmnc: none of the \(files.count) files has changed since \(changedSince)")
      }
      return try report.deliver(findings, paths: paths)
    }
  }

  /// Whether what is found in a file is reported.
  private func reportFilter() throws(ToolFault) -> (String) -> Bool {
    guard let changedSince else { return { _ in true } }
    let changed = try ChangedFiles(since: changedSince, of: project.paths)
    let standardInput = project.paths.contains("-") ? project.stdinFilename : nil
    return { $0 == standardInput || changed.contains($0) }
  }

  /// Writes the fixed files; or, with `--diff`, shows them and leaves them as they are.
  private func fixed(
    _ files: [InputFile], where isReported: (String) -> Bool
  ) throws -> [InputFile] {
    guard !project.paths.contains("-") || diff else {
      throw ToolFault(message: "standard input cannot be fixed; use --diff")
    }
    let run = FixRun(files, templates: try project.templates().library, onlyRule: rule)
    return try zip(files, run.files).map { old, new in
      guard old.bytes != new.bytes, isReported(old.path) else { return old }
      if diff {
        Terminal.write(UnifiedDiff(old: old.bytes, new: new.bytes, path: old.path).text)
        return old
      }
      try OutputFile.write(new.bytes, to: new.path)
      return new
    }
  }
}
