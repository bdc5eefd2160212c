import FoundationEssentials
import Frontend

/// Writes a file whole or not at all.
enum OutputFile {
  static func write(_ bytes: [UInt8], to path: String) throws(ToolFault) {
    do {
      try Data(bytes).write(to: URL(filePath: path), options: .atomic)
    } catch {
      throw ToolFault(message: "\(path): cannot be written")
    }
  }
}
