import ArgumentParser
import FoundationEssentials
import Frontend
import Glibc
import ProjectModel

/// Replaces this process with the executor's binary, so that users see one tool.
enum ExecutorHandover {
  /// The paths searched for the executor: next to this binary (a build folder), then `libexec` of
  /// the same prefix (`make install`).
  private static func candidates() -> [String] {
    // If the link cannot be read, the message in `become` names the paths that were tried.
    let path = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    let folder = path.split(separator: "/").dropLast().joined(separator: "/")
    return ["/\(folder)/bpmnc-executor", "/\(folder)/../libexec/bpmnc/bpmnc-executor"]
  }

  /// The executor's binary.
  static func path(_ command: String) throws -> String {
    let candidates = candidates()
    if let path = candidates.first(where: { access($0, X_OK) == 0 }) { return path }
    Terminal.complain(
      "'bpmnc \(command)' needs bpmnc-executor, which was not found at \(candidates[0]) or in "
        + "libexec/bpmnc; install bpmnc with 'make install'")
    throw ExitCode(ExitStatus.toolFailed.rawValue)
  }

  /// Replaces this process; returns only if that fails, by throwing.
  static func become(_ command: String, _ arguments: [String]) throws -> Never {
    let path = try path(command)
    setenv("BPMNC_VERSION", BPMNCVersion.current, 1)
    var pointers = (["bpmnc", command] + arguments).map { strdup($0) }
    pointers.append(nil)
    execv(path, &pointers)
    Terminal.complain("cannot start \(path): \(String(cString: strerror(errno)))")
    throw ExitCode(ExitStatus.toolFailed.rawValue)
  }
}
