import Frontend
import ProjectModel
import Text

/// UUIDs that follow from the path and content of a file, so that `--dry-run` shows those that will
/// be written.
final class FileUUIDs {
  private let file: InputFile
  private var count = 0

  init(_ file: InputFile) {
    self.file = file
  }

  /// A new UUID of version 8 (RFC 9562), in lowercase with hyphens.
  func next() -> String {
    count += 1
    let digits = Array(half("a") + half("b"))
    let groups = [
      digits[0..<8], digits[8..<12], ["8"] + digits[13..<16], ["8"] + digits[17..<20],
      digits[20..<32],
    ]
    return groups.map { String($0) }.joined(separator: "-")
  }

  private func half(_ salt: String) -> String {
    var hash = FNV1a()
    for part in [salt, String(count), file.path, String(decoding: file.bytes, as: UTF8.self), salt]
    {
      hash.add(part)
      hash.add(0)
    }
    return hash.value.hexadecimal(width: 16)
  }
}
