import BPMN
import Glibc

/// The resources that service tasks link by name (`zeebe:linkedResource`).
///
/// They can be files of any kind, so only the diagrams show which files of a folder belong to the
/// project.
public enum LinkedResources {
  /// The linked names that no file in the list has.
  public static func missingNames(in files: [InputFile]) -> Set<String> {
    var names: Set<String> = []
    for file in files where mayLink(file.bytes) {
      guard let model = BPMNFile(parsing: file.bytes, path: file.path).model else { continue }
      for reference in ResourceReference.all(in: model) where reference.kind == .resource {
        names.insert(reference.id)
      }
    }
    return names.filter { name in !files.contains { isNamed($0.relativePath, name) } }
  }

  /// Whether the file at a path has this name, with or without its extension.
  public static func isNamed(_ path: String, _ name: String) -> Bool {
    let file = path.split(separator: "/").last ?? ""
    return file == name || file.hasPrefix(name + ".")
  }

  /// Whether the bytes contain `linkedResource`. Searches for its R, because it is rare in
  /// diagrams.
  private static func mayLink(_ bytes: [UInt8]) -> Bool {
    let name = Array("linkedResource".utf8)
    return bytes.withUnsafeBytes { bytes in
      guard let start = bytes.baseAddress else { return false }
      var place = 6
      while place < bytes.count,
        let found = memchr(start + place, 0x52, bytes.count - place)
      {
        let first = UnsafeRawPointer(found) - start - 6
        if first + name.count <= bytes.count, memcmp(start + first, name, name.count) == 0 {
          return true
        }
        place = first + 7
      }
      return false
    }
  }
}
