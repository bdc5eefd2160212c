import Glibc

/// The streams of the process: text out, findings and faults to people.
public enum Terminal {
  /// Writes to standard output; a closed pipe ends the process quietly.
  public static func write(_ text: String) {
    write(text, to: STDOUT_FILENO)
  }

  /// The same with a text in UTF-8.
  public static func write(_ bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { write($0, to: STDOUT_FILENO) }
  }

  /// Writes a line to standard error, behind the tool's name.
  public static func complain(_ message: String) {
    write("bpmnc: \(message)\n", to: STDERR_FILENO)
  }

  /// Writes a line to standard error as it is.
  public static func note(_ line: String) {
    write(line + "\n", to: STDERR_FILENO)
  }

  /// Whether standard output shows colours: a terminal, and `NO_COLOR` (no-color.org) is not set.
  public static var hasColor: Bool { showsColor(STDOUT_FILENO) }

  /// The same for standard error.
  public static var hasErrorColor: Bool { showsColor(STDERR_FILENO) }

  private static func showsColor(_ file: Int32) -> Bool {
    let isDisabled = getenv("NO_COLOR").map { $0.pointee != 0 } ?? false
    let isDumb = getenv("TERM").map { String(cString: $0) == "dumb" } ?? false
    return isatty(file) == 1 && !isDisabled && !isDumb
  }

  private static func write(_ text: String, to file: Int32) {
    var text = text
    text.withUTF8 { write($0, to: file) }
  }

  private static func write(_ bytes: UnsafeBufferPointer<UInt8>, to file: Int32) {
    var offset = 0
    while offset < bytes.count {
      let count = Glibc.write(
        file, UnsafeBufferPointer(rebasing: bytes[offset...]).baseAddress, bytes.count - offset)
      if count < 0 {
        if errno == EINTR || errno == EAGAIN { continue }
        Glibc.exit(ExitStatus.toolFailed.rawValue)
      }
      offset += count
    }
  }
}

/// The exit codes of DESIGN's contract; bad usage, 64, is ArgumentParser's own.
public enum ExitStatus: Int32, Sendable {
  case success = 0
  /// Problems in the input, or the process that was run failed.
  case problemsFound = 1
  /// The tool could not do its work.
  case toolFailed = 2
  /// The command line asks for what there is not.
  case badUsage = 64
}
