public import Diagnostics
import Text

/// Identifies findings by rule, file, element and property, so that neither moved lines nor other
/// findings nor the wording of messages change them. Findings of one rule on one thing share theirs.
public struct Fingerprints: Sendable {
  private let projectPaths: [String: String]
  private let files: Set<String>

  /// - Parameter projectPaths: the paths of all checked files relative to the root of their project,
  ///   which replace the given ones, so that the working directory does not matter.
  public init(projectPaths: [String: String] = [:]) {
    self.projectPaths = projectPaths
    files = Set(projectPaths.values)
  }

  /// Whether a file, by its path in the project, was checked.
  func covers(_ file: String) -> Bool { files.isEmpty || files.contains(file) }

  /// The path of a finding's file relative to the root of its project.
  func path(of finding: Diagnostic) -> String {
    let path = finding.location.source.path
    return projectPaths[path] ?? path
  }

  /// The fingerprint of a finding.
  package func fingerprint(of finding: Diagnostic) -> String {
    var hash = FNV1a()
    for part in [finding.rule, path(of: finding), finding.element?.id ?? "", finding.path ?? ""] {
      hash.add(part)
      hash.add(0)
    }
    return hash.value.hexadecimal(width: 16)
  }
}
