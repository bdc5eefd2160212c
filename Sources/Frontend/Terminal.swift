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

  /// When to color text.
  public enum Color: String, Sendable, CaseIterable {
    case auto, always, never
  }

  /// Whether standard output shows colors. By default, a terminal does, unless `NO_COLOR`
  /// (no-color.org) is set; `FORCE_COLOR` (force-color.org) enables them elsewhere, too.
  public static var hasColor: Bool { showsColor(.auto) }

  /// Whether standard output shows colors with this setting.
  public static func showsColor(_ color: Color) -> Bool { showsColor(color, STDOUT_FILENO) }

  /// Whether standard error shows colors.
  public static var hasErrorColor: Bool { showsColor(.auto, STDERR_FILENO) }

  /// Whether standard input is a terminal, so that reading it waits for the user.
  public static var readsFromPerson: Bool { isatty(STDIN_FILENO) == 1 }

  /// Whether a stream shows colors with this setting.
  public static func showsColor(_ color: Color, _ file: Int32) -> Bool {
    switch color {
    case .always: return true
    case .never: return false
    case .auto:
      func variable(_ name: String) -> String { getenv(name).map { String(cString: $0) } ?? "" }
      if !variable("NO_COLOR").isEmpty { return false }
      if !["", "0", "false"].contains(variable("FORCE_COLOR")) { return true }
      return isatty(file) == 1 && variable("TERM") != "dumb"
    }
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
        let reason = errno
        if file == STDOUT_FILENO, reason != EPIPE {
          complain("standard output cannot be written: \(String(cString: strerror(reason)))")
        }
        Glibc.exit(ExitStatus.toolFailed.rawValue)
      }
      offset += count
    }
  }
}
