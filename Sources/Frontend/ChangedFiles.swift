/// The files that changed since a git revision, including untracked ones.
///
/// The comparison is with the merge base of the revision and HEAD, if there is one, so that later
/// commits on the other branch are ignored.
public struct ChangedFiles: Sendable {
  /// Absolute paths with links resolved.
  private var paths: Set<String> = []

  /// - Parameter inputs: the checked files and folders, which determine the repositories.
  /// - Throws: `ToolFault` if git, the repository or the revision is missing.
  public init(since revision: String, of inputs: [String]) throws(ToolFault) {
    var roots: Set<String> = []
    for input in inputs.isEmpty ? ["."] : inputs {
      roots.insert(try Self.root(of: input == "-" ? "." : input))
    }
    for root in roots {
      let base = try Self.base(revision, in: root)
      let changed = try Self.git(
        root, "diff", "--name-only", "-z", "--no-relative", "--no-ext-diff", base, "--")
      let untracked = try Self.git(root, "ls-files", "--others", "--exclude-standard", "-z")
      for name in (changed + untracked).split(separator: 0) {
        let path = "\(root)/\(String(decoding: name, as: UTF8.self))"
        paths.insert(realPath(path) ?? path)
      }
    }
  }

  /// Whether a file was changed.
  public func contains(_ path: String) -> Bool {
    realPath(path).map(paths.contains) ?? false
  }

  private static func root(of input: String) throws(ToolFault) -> String {
    let parts = input.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    let parent = parts.joined(separator: "/")
    let folder =
      InputReader().isFolder(input) ? input : parts.isEmpty ? "." : parent.isEmpty ? "/" : parent
    let output = try git(folder, "rev-parse", "--show-toplevel")
    return String(decoding: output.split(separator: 0x0A).first ?? [], as: UTF8.self)
  }

  /// The commit to compare with.
  private static func base(_ revision: String, in root: String) throws(ToolFault) -> String {
    let name = "\(revision)^{commit}"
    let commit = try outcome(
      root, ["rev-parse", "--verify", "--quiet", "--end-of-options", name])
    guard commit.status == 0 else {
      throw ToolFault(
        message:
          "--changed-since: unknown revision '\(revision)' in \(root); in CI, fetch it first "
          + "(a shallow clone has only the newest commit)")
    }
    let found = try outcome(root, ["merge-base", line(commit.output), "HEAD"])
    return line(found.status == 0 ? found.output : commit.output)
  }

  private static func line(_ bytes: [UInt8]) -> String {
    String(decoding: bytes.prefix { $0 != 0x0A }, as: UTF8.self)
  }

  private static func git(_ folder: String, _ arguments: String...) throws(ToolFault) -> [UInt8] {
    let outcome = try outcome(folder, arguments)
    guard outcome.status == 0 else {
      let reason = outcome.errors.split(separator: "\n").first ?? "git failed"
      throw ToolFault(message: "--changed-since: \(folder): \(reason)")
    }
    return outcome.output
  }

  private static func outcome(
    _ folder: String, _ arguments: [String]
  ) throws(ToolFault) -> Subprocess.Outcome {
    do throws(Subprocess.Failure) {
      // A check must not write to the repository.
      return try Subprocess(
        ["git", "-C", folder] + arguments,
        environment: ["GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"], timeLimit: .seconds(60)
      ).run()
    } catch {
      let reason =
        switch error {
        case .notFound: "git was not found"
        case .cannotStart(let reason): "cannot start git: \(reason)"
        case .tookTooLong: "git timed out"
        case .tooMuchOutput: "git listed too many files"
        }
      throw ToolFault(message: "--changed-since: \(reason)")
    }
  }
}
