import Glibc
public import Secrets
import Synchronization

/// A file with the values of many secrets: `NAME=VALUE` lines, JSON or YAML.
///
/// It is read again when it has changed, so that a rotated secret takes effect with the next
/// request.
public final class SecretFile: SecretProvider {
  /// The name of the source in messages.
  public let name: String
  private let path: String
  private let format: SecretTable.Format
  private let content = Mutex<Content?>(nil)

  private struct Content {
    var version: FileVersion
    var table: SecretTable
  }

  /// A source that reads a file. By default, the format follows from the file's name.
  public init(_ path: String, as format: SecretTable.Format? = nil) {
    self.path = path
    self.format = format ?? SecretTable.Format(path: path)
    name = "file \(path)"
  }

  /// The secret with this name in the file; nil if there is none.
  public func secret(named name: String) throws(SecretFault) -> SecretValue? {
    do throws(SecretFault) {
      return try table().secret(named: name)
    } catch {
      throw SecretFault("\(path): \(error.message)")
    }
  }

  private func table() throws(SecretFault) -> SecretTable {
    let result: Result<SecretTable, SecretFault> = content.withLock { content in
      Result { () throws(SecretFault) in
        if let content, content.version == FileVersion(of: path) { return content.table }
        let file = try FileBytes(reading: path)
        let table = try SecretTable(parsing: file.bytes, as: format)
        content = Content(version: file.version, table: table)
        return table
      }
    }
    return try result.get()
  }
}

/// Identifies a state of a file: replacing it, changing it in place or relinking it changes this
/// value.
struct FileVersion: Equatable {
  private var device: UInt
  private var inode: UInt
  private var size: Int
  private var seconds: Int
  private var nanoseconds: Int

  fileprivate init(_ status: stat) {
    device = UInt(status.st_dev)
    inode = UInt(status.st_ino)
    size = Int(status.st_size)
    seconds = status.st_mtim.tv_sec
    nanoseconds = status.st_mtim.tv_nsec
  }

  init?(of path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    self.init(status)
  }
}

/// The bytes of a secret file and the version they were read from.
struct FileBytes {
  var bytes: [UInt8]
  var version: FileVersion

  static let maximumSize = 1 << 20

  init(reading path: String) throws(SecretFault) {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else {
      throw SecretFault(
        errno == ENOENT ? "no such file" : "cannot be read: \(Self.reason)")
    }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw SecretFault("cannot be read: \(Self.reason)") }
    guard status.st_mode & S_IFMT == S_IFREG else { throw SecretFault("not a regular file") }
    version = FileVersion(status)
    bytes = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(file, &buffer, buffer.count)
      if count > 0 {
        bytes += buffer[..<count]
        guard bytes.count <= Self.maximumSize else {
          throw SecretFault("larger than 1 MiB, the limit for a secret file")
        }
      } else if count == 0 {
        return
      } else if errno != EINTR {
        throw SecretFault("cannot be read: \(Self.reason)")
      }
    }
  }

  private static var reason: String { String(cString: strerror(errno)) }
}
