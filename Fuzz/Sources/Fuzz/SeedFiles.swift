import FoundationEssentials
import Glibc

/// Files that inputs are made from.
enum SeedFiles {
  /// A longer file would make most inputs slow for no new path through the code.
  static let maximumSize = 64 << 10

  /// The texts of the files with one of the extensions below the folders, in the order of their
  /// paths.
  static func read(_ folders: [String], extensions: Set<String>) -> [String] {
    var texts: [String] = []
    for folder in folders {
      guard let paths = FileManager.default.enumeratorPaths(folder) else {
        print("cannot read \(folder)")
        exit(2)
      }
      for path in paths
      where extensions.contains(String(path.split(separator: ".").last ?? "")) {
        guard let data = FileManager.default.contents(atPath: folder + "/" + path),
          data.count <= maximumSize
        else { continue }
        texts.append(String(decoding: data, as: UTF8.self))
      }
    }
    guard !texts.isEmpty else {
      print("no \(extensions.sorted().joined(separator: " or ")) files in \(folders)")
      exit(2)
    }
    return texts
  }
}

extension FileManager {
  /// The paths below a folder, sorted; nil if it cannot be read.
  fileprivate func enumeratorPaths(_ folder: String) -> [String]? {
    // The caller reports a folder that cannot be read.
    try? subpathsOfDirectory(atPath: folder).sorted()
  }
}
