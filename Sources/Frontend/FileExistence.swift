import Glibc

/// Whether something has this path, be it a link that leads nowhere: what is there and can't be read
/// is a fault, and not the same as nothing.
func isPresent(_ path: String) throws(ToolFault) -> Bool {
  var status = stat()
  if lstat(path, &status) == 0 { return true }
  if errno == ENOENT || errno == ENOTDIR { return false }
  throw ToolFault(message: "\(path): cannot be read: \(String(cString: strerror(errno)))")
}
