import FoundationEssentials
import Frontend
import Reports

/// The environment variables that GitHub Actions and GitLab CI set.
enum CIService {
  /// The web address of the checked files.
  static var webAddress: String? {
    let variables = ProcessInfo.processInfo.environment
    if let server = variables["GITHUB_SERVER_URL"], let name = variables["GITHUB_REPOSITORY"],
      let commit = variables["GITHUB_SHA"]
    {
      return "\(server)/\(name)/blob/\(commit)/"
    }
    if let project = variables["CI_PROJECT_URL"], let commit = variables["CI_COMMIT_SHA"] {
      return "\(project)/-/blob/\(commit)/"
    }
    return nil
  }

  /// The root of the repository that is checked out.
  static var repositoryRoot: RepositoryRoot? {
    let variables = ProcessInfo.processInfo.environment
    guard let root = variables["GITHUB_WORKSPACE"] ?? variables["CI_PROJECT_DIR"],
      let root = realPath(root), let folder = realPath(".")
    else { return nil }
    return RepositoryRoot(root, workingDirectory: folder)
  }
}
