import CFaultyDisk

/// The disk of a crash test: calls of SQLite below one folder are counted, and one of them fails.
enum FaultyDisk {
  /// What happens at a call.
  enum Fault: CaseIterable {
    case errorBefore, errorAfter, kill, tornWrite, full

    /// Whether the process ends with it.
    var isFatal: Bool { self == .kill || self == .tornWrite }

    /// Whether this can happen at a call. To be killed at a call that changes nothing is to be
    /// killed at the next one that does.
    func applies(to call: disk_operation) -> Bool {
      switch self {
      case .errorBefore: true
      case .errorAfter, .kill: call != disk_read && call != disk_open
      case .tornWrite, .full: call == disk_write
      }
    }

    fileprivate var value: disk_fault {
      switch self {
      case .errorBefore: disk_error_before
      case .errorAfter: disk_error_after
      case .kill: disk_kill
      case .tornWrite: disk_torn_write
      case .full: disk_full
      }
    }
  }

  /// Starts counting the calls for files below a folder.
  /// - Parameter position: the call at which the fault happens, from 1.
  static func mount(_ folder: String, _ fault: Fault? = nil, at position: Int = 0) {
    faulty_disk_install()
    faulty_disk_mount(folder, fault?.value ?? disk_no_fault, position)
  }

  /// Ends the fault: there is space again, or another process starts.
  static func repair() { faulty_disk_repair() }

  static var hasFailed: Bool { faulty_disk_has_failed() != 0 }

  /// The calls since the folder was mounted.
  static var calls: [disk_operation] {
    (1...max(1, faulty_disk_calls())).map(faulty_disk_call)
  }
}
