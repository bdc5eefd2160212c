import FoundationEssentials
import Glibc

/// Lists the files below a folder, except those in `.gitignore` and `.c8ignore`, hidden files and
/// folders, `node_modules` and links.
struct FolderWalk {
  let root: String

  init(_ root: String) {
    self.root = root
  }

  /// Paths relative to the folder, sorted.
  func files() throws(ToolFault) -> [String] {
    var result: [String] = []
    try visit("", IgnoreList(), &result)
    return result.sorted()
  }

  private func visit(
    _ relative: String, _ outer: IgnoreList, _ result: inout [String]
  ) throws(ToolFault) {
    let folder = relative.isEmpty ? root : join(root, relative)
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: folder)
    } catch {
      throw ToolFault(message: "\(folder): the folder cannot be read")
    }
    var ignored = outer
    for list in [".gitignore", ".c8ignore"] where names.contains(list) {
      let bytes = try InputReader().read(file: join(folder, list))
      ignored.add(String(decoding: bytes, as: UTF8.self), below: relative)
    }
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
        if name != "node_modules", !ignored.contains(path, isFolder: true) {
          try visit(path, ignored, &result)
        }
      case S_IFREG:
        if !ignored.contains(path, isFolder: false) { result.append(path) }
      default: break
      }
    }
  }
}
