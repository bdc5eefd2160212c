package import GRDB

/// Why a data file cannot be opened, read or written.
package struct StorageFault: Error, Sendable, CustomStringConvertible {
  /// The file, the problem, and what to do.
  package var description: String

  package init(description: String) { self.description = description }

  /// An error of SQLite.
  package init(_ path: String, _ error: any Error) {
    guard let error = error as? DatabaseError else {
      description = "'\(path)': \(error)"
      return
    }
    description =
      switch error.resultCode {
      case .SQLITE_BUSY, .SQLITE_LOCKED: Self.inUse(path)
      case .SQLITE_FULL: "The disk is full: '\(path)' cannot be written. Free some space."
      case .SQLITE_READONLY, .SQLITE_PERM:
        "'\(path)' is read-only. Allow this user to write it and its folder, or use another file."
      case .SQLITE_NOTADB, .SQLITE_CORRUPT:
        "'\(path)' is damaged or is not a data file of bpmnc. Restore it from a backup, or use "
          + "another file."
      default: "'\(path)': \(error.message ?? "\(error.resultCode)")"
      }
  }

  static func inUse(_ path: String) -> String {
    "'\(path)' is in use by another process. Stop it, or use another file."
  }
}
