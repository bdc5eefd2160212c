import Glibc

/// Database files that only their owner may read, because they contain customers' messages.
package enum PrivateFile {
  /// Why a file cannot be used.
  package struct Fault: Error, CustomStringConvertible {
    /// The file and the problem.
    package var description: String
  }

  /// Creates an SQLite file with mode 0600, or sets that mode on an existing file and its
  /// companions. SQLite gives its `-wal` and `-shm` files the mode of the database.
  /// - Throws: if the file cannot be opened for writing.
  package static func prepare(_ path: String) throws(Fault) {
    let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else {
      throw Fault(
        description: "cannot open '\(path)': \(String(cString: strerror(errno)))")
    }
    close(file)
    for file in [path, path + "-wal", path + "-shm"] where access(file, F_OK) == 0 {
      guard chmod(file, 0o600) == 0 else {
        throw Fault(
          description:
            "cannot set mode 0600 on '\(file)': \(String(cString: strerror(errno)))")
      }
    }
  }
}
