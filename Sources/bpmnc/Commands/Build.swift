import ArgumentParser
import Bundles
import Compiler
import Diagnostics
import Frontend
import ProjectModel
import Reports
import SecretReferences
import Webhooks

struct Build: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build",
    abstract: "Checks diagrams and writes them to a bundle.",
    discussion: """
      Every process, form, decision, linked resource and template that the diagrams reference must \
      be in the project or listed under 'external' in bpmnc.yaml. If there are errors, nothing is \
      written.
      """)

  @OptionGroup var project: ProjectOptions

  @Option(name: .shortAndLong, help: "The bundle to write; '-' is standard output.")
  var output: String

  @Option(help: "Use the webhook URLs of this environment of bpmnc.yaml.")
  var environment: String?

  func run() throws {
    try perform {
      let lookup = project.lookup
      guard case .files(var files) = try project.read(lookup) else {
        throw ToolFault(message: "\(project.paths[0]) is already a bundle")
      }
      try lookup.require(files)
      try OutputFile.protect(files, from: output)
      files += try InputReader().linkedFiles(
        LinkedResources.missingNames(in: files), in: project.paths)
      // Rejects an unknown name before the slow check.
      let environment = try environment.map { try named($0, try project.settings(lookup)) }
      let checked = try project.compile(files, lookup)
      let findings = findings(checked, environment)
      let shown = findings.filter { $0.severity > .info }
      if !shown.isEmpty {
        let reporter = TextReporter(hasColor: false)
        Terminal.note(reporter.report(shown, fileCount: files.count))
      }
      if findings.contains(where: { $0.severity == .error }) { return .problemsFound }
      let bundle = try ProjectBundle(
        checked.compilation, templates: checked.templates, environment: environment)
      let archive = try bundle.archivePieces()
      try OutputFile.write(archive, to: output)
      OutputFile.report(
        output,
        [
          counted(bundle.resources.count, "resource"),
          counted(checked.compilation.webhooks.count, "webhook"),
          counted(SecretInventory(checked.compilation.secrets).names.count, "secret"),
          counted(archive.reduce(0) { $0 + $1.count }, "byte"),
        ].joined(separator: ", "))
      return .success
    }
  }

  /// The findings of lint, what is missing from the bundle, and what does not fit the environment.
  private func findings(
    _ checked: CheckedProject, _ environment: ProjectEnvironment?
  ) -> [Diagnostic] {
    let missing = BundleClosure.check(
      checked.compilation, templates: checked.templates,
      external: checked.settings.configuration.external)
    let local = environment.map { LocalAddresses.check(checked.compilation, $0) } ?? []
    return (checked.diagnostics.filter { !BundleClosure.rules.contains($0.rule) } + missing + local)
      .inReportingOrder()
  }

  private func named(
    _ name: String, _ settings: ProjectSettings
  ) throws -> ProjectEnvironment {
    // A configuration error may be why an environment is unknown.
    if settings.configuration.environment(name) == nil { report(settings.diagnostics) }
    let environment = try SecretSources.environment(name, in: settings)
    guard environment.webhookBase != nil else {
      throw ToolFault(message: environment.withoutAddress + ", so its webhooks have no URLs")
    }
    return environment
  }
}
