import ProjectModel
import ArgumentParser
import FoundationEssentials
import Frontend
import Glibc

/// Finds the executor's binary and becomes it, so that a person sees one tool.
enum ExecutorHandover {
  /// Where the executor is looked for: beside this binary, as in a build folder, or in
  /// `libexec` of the same prefix, as `make install` puts it.
  private static func candidates() -> [String] {
    // Where the link cannot be read, the message in `become` says where nothing was found.
    let path = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    let folder = path.split(separator: "/").dropLast().joined(separator: "/")
    return ["/\(folder)/bpmnc-executor", "/\(folder)/../libexec/bpmnc/bpmnc-executor"]
  }

  /// Replaces this process; returns only by throwing.
  static func become(_ command: String, _ arguments: [String]) throws -> Never {
    let candidates = candidates()
    guard let path = candidates.first(where: { access($0, X_OK) == 0 }) else {
      Terminal.complain(
        "'bpmnc \(command)' needs bpmnc-executor, which is neither \(candidates[0]) nor in "
          + "libexec/bpmnc; install bpmnc with 'make install'")
      throw ExitCode(ExitStatus.toolFailed.rawValue)
    }
    setenv("BPMNC_VERSION", BPMNCVersion.current, 1)
    var pointers = (["bpmnc", command] + arguments).map { strdup($0) }
    pointers.append(nil)
    execv(path, &pointers)
    Terminal.complain("\(path) could not be started: \(String(cString: strerror(errno)))")
    throw ExitCode(ExitStatus.toolFailed.rawValue)
  }
}
