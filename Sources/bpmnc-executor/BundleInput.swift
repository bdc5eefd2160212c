import Compiler
import Diagnostics
import Engine
import Executor
import Frontend

/// What the executor runs: a bundle as it is, or files that are built in memory first.
enum BundleInput {
  /// - Parameter requiredKey: the key with which a bundle must be signed; nothing else is run then.
  /// - Returns: nil where the files have errors, which are shown then.
  static func read(
    _ paths: [String], templates: [String], requiredKey: VerifyingKey? = nil
  ) throws -> ExecutorBundle? {
    let bundle: Bundle
    var reader = InputReader()
    reader.requiredKey = requiredKey
    switch try reader.read(paths) {
    case .bundle(let read, _):
      bundle = read
    case .files(let files):
      guard let built = try build(files, paths, templates) else { return nil }
      bundle = built
    }
    return try ExecutorBundle(
      resources: bundle.resources.filter { ProjectFile.Kind(path: $0.path) == .process }
        .map { DeploymentResource(name: $0.path, bytes: $0.bytes) },
      webhooks: bundle.webhooks, secrets: bundle.secrets)
  }

  private static func build(
    _ files: [InputFile], _ paths: [String], _ templates: [String]
  ) throws -> Bundle? {
    let library = try TemplateFolders.library(named: templates, from: paths.first ?? ".")
    let compilation = Compilation(Project(files), templates: library.library)
    let findings = (compilation.diagnostics + library.diagnostics).inReportingOrder()
      .filter { $0.severity == .error }
    guard findings.isEmpty else {
      let reporter = TextReporter(hasColor: Terminal.hasErrorColor)
      Terminal.note(reporter.report(findings, fileCount: files.count))
      return nil
    }
    do {
      return try Bundle(compilation, templates: library.library)
    } catch {
      throw ToolFault(message: error.message)
    }
  }
}
