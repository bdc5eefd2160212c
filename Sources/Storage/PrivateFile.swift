import Glibc

/// Database files that only their owner may read: they hold what customers wrote.
package enum PrivateFile {
  /// Why a file cannot be used.
  package struct Fault: Error, CustomStringConvertible {
    /// What is wrong with which file.
    package var description: String
  }

  /// Makes an SQLite file with the mode 0600, or gives an existing one and its companions that mode.
  /// SQLite gives its `-wal` and `-shm` files the mode of the database.
  /// - Throws: where the file cannot be opened for writing.
  package static func prepare(_ path: String) throws(Fault) {
    let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else {
      throw Fault(
        description: "'\(path)' cannot be opened: \(String(cString: strerror(errno)))")
    }
    close(file)
    for file in [path, path + "-wal", path + "-shm"] where access(file, F_OK) == 0 {
      guard chmod(file, 0o600) == 0 else {
        throw Fault(
          description:
            "'\(file)' cannot be made private (mode 0600): \(String(cString: strerror(errno)))")
      }
    }
  }
}
