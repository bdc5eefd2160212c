import Diagnostics
import LintRules
import Linting
import ProjectModel

/// Reads a `bpmnc.yaml` and the files that it extends.
struct ExtendedConfigurations {
  /// The problems of the files, by path.
  private(set) var findings: [String: [Diagnostic]] = [:]
  /// The absolute paths of the files being read, the outermost first.
  private var open: [String] = []

  /// - Throws: `ToolFault` if the file cannot be read. A file of `extends` that cannot be read is a
  ///   finding.
  mutating func read(_ path: String) throws(ToolFault) -> Configuration {
    let source = SourceText(path: path, bytes: try InputReader().read(file: path))
    open.append(ProjectSettings.absolute(path))
    defer { open.removeLast() }
    let folder = parentFolder(of: path)
    let read = Configuration.read(source, rules: RuleDocumentation.names) { name in
      base(name, of: folder)
    }
    findings[path] = read.diagnostics
    return read.configuration
  }

  private mutating func base(
    _ name: String, of folder: String
  ) -> Result<Configuration, ExtensionFault> {
    let path = folder.isEmpty || name.hasPrefix("/") ? name : join(folder, name)
    guard !open.contains(ProjectSettings.absolute(path)) else {
      return .failure(ExtensionFault("extends itself"))
    }
    do throws(ToolFault) {
      return .success(try read(path).moved(from: parentFolder(of: name)))
    } catch {
      return .failure(ExtensionFault("cannot be used: \(error.message)"))
    }
  }
}
