import BPMN
import CBuildCommit

/// The version of the tool.
public enum BPMNCVersion {
  /// The version of this release.
  public static let current = "0.1.0"

  /// The version with its commit, and the platforms it supports; for `--version`.
  public static let description: String = {
    let commit = String(cString: build_commit())
    let runtimes = ProjectEnvironment.Runtime.allCases.map(\.rawValue)
    return """
      bpmnc \(current)\(commit.isEmpty ? "" : " (commit \(commit))")
      Camunda versions: \(PlatformVersion.knownVersions)
      connector runtimes: \(runtimes.joined(separator: ", "))
      """
  }()
}
