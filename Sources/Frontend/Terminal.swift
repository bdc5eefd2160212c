import Glibc

/// The standard streams: results go to standard output, messages to standard error.
public enum Terminal {
  /// Writes to standard output; a closed pipe ends the process silently.
  public static func write(_ text: String) {
    write(text, to: STDOUT_FILENO)
  }

  /// Writes UTF-8 text to standard output.
  public static func write(_ bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { write($0, to: STDOUT_FILENO) }
  }

  /// Writes a line to standard error, prefixed with the tool's name.
  public static func complain(_ message: String) {
    write("bpmnc: \(message)\n", to: STDERR_FILENO)
  }

  /// Writes a line to standard error without a prefix.
  public static func note(_ line: String) {
    write(line + "\n", to: STDERR_FILENO)
  }

  /// Whether standard output is a terminal that shows colors; `NO_COLOR` (no-color.org) disables
  /// them.
  public static var hasColor: Bool { showsColor(STDOUT_FILENO) }

  /// Whether standard error shows colors.
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
