import Glibc

/// An SQLite file that only its owner may read, because it contains customers' messages, and that
/// only one process at a time may open for writing.
///
/// The lock is one of `flock`, which is independent of SQLite's own locks, so that other processes
/// can read the file.
package final class PrivateFile: Sendable {
  private let descriptor: Int32

  /// Creates the file with mode 0600, or sets that mode on an existing file and its companions;
  /// then locks it. SQLite gives its `-wal` and `-shm` files the mode of the database.
  /// - Throws: if the file cannot be opened for writing, or another process holds its lock.
  init(_ path: String) throws(StorageFault) {
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw StorageFault(description: "cannot open '\(path)': \(String(cString: strerror(errno)))")
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      throw StorageFault(description: StorageFault.inUse(path))
    }
    for file in [path, path + "-wal", path + "-shm"] where access(file, F_OK) == 0 {
      guard chmod(file, 0o600) == 0 else {
        throw StorageFault(
          description: "cannot set mode 0600 on '\(file)': \(String(cString: strerror(errno)))")
      }
    }
  }

  // Closing a descriptor drops SQLite's locks on the same file, so it stays open as long as these
  // may be needed.
  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Releases the lock.
  func unlock() { flock(descriptor, LOCK_UN) }

  /// Creates a file with mode 0600, or sets that mode.
  package static func create(_ path: String) throws(StorageFault) {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0, fchmod(descriptor, 0o600) == 0 else {
      throw StorageFault(description: "cannot open '\(path)': \(String(cString: strerror(errno)))")
    }
    close(descriptor)
  }

  /// Removes a file if there is one.
  package static func remove(_ path: String) throws(StorageFault) {
    guard unlink(path) == 0 || errno == ENOENT else {
      throw StorageFault(
        description: "cannot delete '\(path)': \(String(cString: strerror(errno)))")
    }
  }

  /// The size of a file in bytes; nil if there is none.
  package static func size(_ path: String) -> Int? {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : nil
  }
}
