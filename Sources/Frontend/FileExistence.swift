import Glibc

/// Whether a file, folder or link exists at the path, even a dangling link.
/// - Throws: `ToolFault` if that cannot be determined.
func fileExists(_ path: String) throws(ToolFault) -> Bool {
  var status = stat()
  if lstat(path, &status) == 0 { return true }
  if errno == ENOENT || errno == ENOTDIR { return false }
  throw ToolFault(message: "\(path): cannot be read: \(String(cString: strerror(errno)))")
}
