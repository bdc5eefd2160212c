import Glibc

/// The passphrase of a private key.
public enum Passphrase {
  /// The first line of a file; `-` is standard input.
  public static func read(file path: String) throws(ToolFault) -> [UInt8] {
    let reader = InputReader()
    let bytes =
      path == "-" ? try reader.readStandardInput() : try reader.read(file: path, atMost: 1 << 16)
    return bytes.prefix { $0 != 0x0A && $0 != 0x0D }
  }

  /// Asks on the terminal, whatever standard input is. What is typed is not shown.
  public static func ask(_ prompt: String) throws(ToolFault) -> [UInt8] {
    let terminal = open("/dev/tty", O_RDWR | O_CLOEXEC)
    var old = termios()
    guard terminal >= 0, tcgetattr(terminal, &old) == 0 else {
      throw ToolFault(
        message: "the key is encrypted; without a terminal, give its passphrase with "
          + "--passphrase-file")
    }
    defer { close(terminal) }
    // Without signals and lines, so that an interrupted prompt does not leave the terminal silent.
    var silent = old
    silent.c_lflag &= ~tcflag_t(ECHO | ICANON | ISIG)
    withUnsafeMutableBytes(of: &silent.c_cc) { settings in
      settings[Int(VMIN)] = 1
      settings[Int(VTIME)] = 0
    }
    guard tcsetattr(terminal, TCSAFLUSH, &silent) == 0 else {
      throw ToolFault(message: "the terminal cannot be set up for a passphrase")
    }
    write(prompt, to: terminal)
    let line = line(from: terminal)
    tcsetattr(terminal, TCSAFLUSH, &old)
    write("\n", to: terminal)
    guard let line else { throw ToolFault(message: "no passphrase was entered") }
    return line
  }

  private static func write(_ text: String, to file: Int32) {
    var text = text
    text.withUTF8 { _ = Glibc.write(file, $0.baseAddress, $0.count) }
  }

  /// Edits a line as the terminal would; nil if it is cancelled.
  private static func line(from terminal: Int32) -> [UInt8]? {
    var line: [UInt8] = []
    while true {
      var byte: UInt8 = 0
      let count = Glibc.read(terminal, &byte, 1)
      if count < 0, errno == EINTR { continue }
      guard count == 1 else { return nil }
      switch byte {
      case 0x0A, 0x0D: return line
      case 0x03, 0x04, 0x1A, 0x1C: return nil  // Ctrl-C, Ctrl-D, Ctrl-Z and Ctrl-\
      case 0x08, 0x7F:
        while let last = line.popLast(), last & 0xC0 == 0x80 {}
      case 0x15: line = []  // Ctrl-U
      default: line.append(byte)
      }
    }
  }
}
