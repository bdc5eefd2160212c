import Bundles
import Diagnostics
import EngineProtocol
import Executor
import Frontend
import ProjectModel
import Reports

/// What the executor runs: a bundle, or files built into one in memory.
enum BundleInput {
  /// - Parameters:
  ///   - config: the file of `--config`.
  ///   - requiredKey: the key that the bundle must be signed with; anything else is rejected.
  /// - Returns: nil if the files have errors, which were printed.
  static func read(
    _ paths: [String], config: String?, templates: [String], requiredKey: VerifyingKey? = nil
  ) throws -> ExecutorBundle? {
    var reader = InputReader()
    reader.requiredKey = requiredKey
    let lookup = ConfigurationLookup(config: config)
    switch try reader.read(paths, lookup: lookup) {
    case .bundle(let bundle, _): return try executorBundle(bundle)
    case .files(let files):
      lookup.exclusionNotes.forEach(Terminal.note)
      try lookup.require(files)
      let checked = try CheckedProject(files, lookup: lookup, templates: templates)
      let errors = checked.diagnostics.filter { $0.severity == .error }
      guard errors.isEmpty else {
        let reporter = TextReporter(hasColor: Terminal.hasErrorColor)
        Terminal.note(reporter.report(errors, fileCount: files.count))
        return nil
      }
      var bundle: ExecutorBundle
      do {
        bundle = try executorBundle(
          ProjectBundle(checked.compilation, templates: checked.templates))
      } catch let fault as ProjectBundle.Fault {
        throw ToolFault(message: fault.message)
      }
      bundle.settings = checked.settings.settings
      bundle.givenPaths = Dictionary(
        files.map { ($0.relativePath, $0.path) }, uniquingKeysWith: { first, _ in first })
      return bundle
    }
  }

  private static func executorBundle(_ bundle: ProjectBundle) throws -> ExecutorBundle {
    try ExecutorBundle(
      // Files without a kind are linked resources.
      resources: bundle.resources.filter { ProjectFile.Kind(path: $0.path) != .decision }.map {
        DeploymentResource(name: $0.path, bytes: $0.bytes)
      },
      webhooks: bundle.webhooks, secrets: bundle.secrets)
  }
}
