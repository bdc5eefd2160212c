/// The root of the repository, which services expect paths in reports to be relative to.
public struct RepositoryRoot: Sendable {
  private let root: [Substring]
  private let workingDirectory: [Substring]

  /// - Parameters:
  ///   - path: the absolute path of the root.
  ///   - workingDirectory: the absolute path that relative paths refer to.
  public init(_ path: String, workingDirectory: String) {
    root = Self.parts(path, in: [])
    self.workingDirectory = Self.parts(workingDirectory, in: [])
  }

  /// The path relative to the root; unchanged if it is outside.
  func path(_ path: String) -> String {
    let parts = Self.parts(path, in: path.hasPrefix("/") ? [] : workingDirectory)
    guard parts.count > root.count, parts.starts(with: root) else { return path }
    return parts.dropFirst(root.count).joined(separator: "/")
  }

  /// The names of a path without `.` and `..`.
  private static func parts(_ path: String, in folder: [Substring]) -> [Substring] {
    path.split(separator: "/").reduce(into: folder) { parts, name in
      switch name {
      case ".": break
      case "..": _ = parts.popLast()
      default: parts.append(name)
      }
    }
  }
}
