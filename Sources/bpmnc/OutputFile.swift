import Frontend
import Glibc
import ProjectModel

/// Writes files atomically; `-` is standard output.
enum OutputFile {
  /// - Throws: `ToolFault` if the output would replace one of the files that are read.
  static func protect(_ files: [InputFile], from path: String) throws(ToolFault) {
    guard let place = realPath(path) else { return }
    guard let file = files.first(where: { realPath($0.path) == place }) else { return }
    throw ToolFault(
      message: "\(file.path) is read and would be replaced; write to another file",
      status: .badUsage)
  }

  /// Whether a path is that of an existing diagram, form or decision, which is read and not written.
  static func isProjectFile(_ path: String) -> Bool {
    ProjectFile.Kind(path: path) != nil && realPath(path) != nil
  }

  /// Tells what was written: on standard error if the file itself went to standard output.
  static func report(_ path: String, _ text: String) {
    if path == "-" { Terminal.note(text) } else { Terminal.write("\(path): \(text)\n") }
  }

  static func write(_ bytes: [UInt8], to path: String) throws(ToolFault) {
    try write([bytes[...]], to: path)
  }

  /// Writes the pieces in order to a temporary file in the same folder, then renames it to `path`.
  ///
  /// Anything but a regular file, such as `/dev/stdout`, is written to directly. Links are
  /// followed.
  static func write(_ pieces: [ArraySlice<UInt8>], to path: String) throws(ToolFault) {
    if path == "-" { return pieces.forEach { Terminal.write(Array($0)) } }
    var old = stat()
    guard stat(path, &old) == 0 else { return try replace(path, pieces, mode: nil, named: path) }
    guard old.st_mode & S_IFMT == S_IFREG else {
      let file = open(path, O_WRONLY | O_CLOEXEC)
      let isWritten = file >= 0 && write(pieces, to: file)
      guard isWritten, close(file) == 0 else { throw fault(path) }
      return
    }
    guard let place = realpath(path, nil) else { throw fault(path) }
    defer { free(place) }
    try replace(String(cString: place), pieces, mode: old.st_mode & 0o7777, named: path)
  }

  /// - Parameter mode: the permissions of the file that is replaced.
  private static func replace(
    _ place: String, _ pieces: [ArraySlice<UInt8>], mode: mode_t?, named path: String
  ) throws(ToolFault) {
    let draft = "\(place).\(getpid()).part"
    let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw fault(path) }
    let isWritten = (mode.map { fchmod(file, $0) == 0 } ?? true) && write(pieces, to: file)
    let isClosed = close(file) == 0
    guard isWritten, isClosed, rename(draft, place) == 0 else {
      let fault = fault(path)
      unlink(draft)
      throw fault
    }
  }

  private static func write(_ pieces: [ArraySlice<UInt8>], to file: Int32) -> Bool {
    var buffer: [UInt8] = []
    buffer.reserveCapacity(1 << 18)
    for piece in pieces {
      if !buffer.isEmpty, buffer.count + piece.count > 1 << 18 {
        guard write(buffer[...], to: file) else { return false }
        buffer.removeAll(keepingCapacity: true)
      }
      buffer += piece
    }
    return write(buffer[...], to: file)
  }

  private static func write(_ bytes: ArraySlice<UInt8>, to file: Int32) -> Bool {
    bytes.withUnsafeBytes { bytes in
      var offset = 0
      while offset < bytes.count {
        let count = Glibc.write(
          file, UnsafeRawBufferPointer(rebasing: bytes[offset...]).baseAddress, bytes.count - offset
        )
        if count < 0, errno != EINTR { return false }
        offset += max(0, count)
      }
      return true
    }
  }

  private static func fault(_ path: String) -> ToolFault {
    ToolFault(message: "\(path): cannot be written: \(String(cString: strerror(errno)))")
  }
}
