import FoundationEssentials
import Glibc
import Text

/// Lists the files below a folder, except those in `.gitignore` and `.c8ignore`, hidden files and
/// folders, `node_modules` and links.
struct FolderWalk {
  let root: String
  /// The absolute path of the repository whose lists above the folder also apply.
  private let repository: String?

  /// - Parameter repository: the folder of the git repository, if files that are ignored by lists
  ///   above the folder are to be left out. The folder itself is never ignored.
  init(_ root: String, in repository: String? = nil) {
    self.root = root
    self.repository = repository
  }

  /// Paths relative to the folder, sorted.
  func files() throws(ToolFault) -> [String] {
    var result: [String] = []
    var ignored = PathPatterns()
    var folder = ""
    if let repository {
      // The path of the root in the repository, with a slash at the end unless it is empty.
      let root = ProjectSettings.absolute(root)
      let names = root == repository ? "" : relativePath(of: root, to: repository)
      for name in names.split(separator: "/") {
        try add(Self.listNames, of: join(repository, folder), below: folder, to: &ignored)
        folder += "\(name)/"
      }
    }
    try visit("", folder, ignored, &result)
    return result.sorted()
  }

  private static let listNames = [".gitignore", ".c8ignore"]

  private func add(
    _ lists: [String], of folder: String, below relative: String, to ignored: inout PathPatterns
  ) throws(ToolFault) {
    for list in lists where try fileExists(join(folder, list)) {
      let bytes = try InputReader().read(file: join(folder, list))
      ignored.add(String(decoding: bytes, as: UTF8.self), below: relative)
    }
  }

  /// - Parameter base: the path of the root in the repository, with a slash at the end, or empty.
  private func visit(
    _ relative: String, _ base: String, _ outer: PathPatterns, _ result: inout [String]
  ) throws(ToolFault) {
    let folder = relative.isEmpty ? root : join(root, relative)
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: folder)
    } catch {
      throw ToolFault(message: "\(folder): the folder cannot be read")
    }
    var ignored = outer
    try add(
      Self.listNames.filter(names.contains), of: folder, below: base + relative, to: &ignored)
    for name in names where !name.hasPrefix(".") {
      let path = relative.isEmpty ? name : "\(relative)/\(name)"
      var status = stat()
      guard lstat(join(root, path), &status) == 0 else {
        // Deleted after the folder was listed.
        if errno == ENOENT { continue }
        throw ToolFault(message: "\(join(root, path)): cannot be read")
      }
      switch status.st_mode & S_IFMT {
      case S_IFDIR:
        if name != "node_modules", !ignored.contains(base + path, isFolder: true) {
          try visit(path, base, ignored, &result)
        }
      case S_IFREG:
        if !ignored.contains(base + path, isFolder: false) { result.append(path) }
      default: break
      }
    }
  }
}
