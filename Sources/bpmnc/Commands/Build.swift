import ArgumentParser
import Compiler
import Diagnostics
import Frontend

struct Build: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Checks diagrams and writes them as one bundle.",
    discussion: "Nothing is written while an error remains.")

  @OptionGroup var project: ProjectOptions

  @Option(name: .shortAndLong, help: "The bundle to write.")
  var output: String

  func run() throws {
    try perform {
      guard case .files(let files) = try project.read() else {
        throw ToolFault(message: "\(project.paths[0]) is a bundle already")
      }
      let checked = try project.compile(files)
      let shown = checked.diagnostics.filter { $0.severity > .info }
      if !shown.isEmpty {
        let reporter = TextReporter(hasColor: false)
        Terminal.note(reporter.report(shown, fileCount: files.count))
      }
      if checked.hasErrors { return .problemsFound }
      let bundle = try Bundle(checked.compilation, templates: checked.templates)
      let bytes = bundle.bytes
      try OutputFile.write(bytes, to: output)
      Terminal.write(
        "\(output): \(bundle.resources.count) files, \(checked.compilation.webhooks.count) "
          + "webhooks, \(SecretInventory(checked.compilation.secrets).names.count) secrets, "
          + "\(bytes.count) bytes\n")
      return .success
    }
  }
}
