import Glibc

/// Why the server cannot listen on a port.
package struct PortFault: Error, Sendable, CustomStringConvertible {
  /// The port.
  package var port: Int
  /// The system's error code.
  package var code: Int32

  /// The problem and what to do about it.
  package var description: String {
    switch code {
    case EADDRINUSE: "port \(port) is in use; choose another with --port, or 0 for a free one"
    case EACCES: "port \(port) needs privileges; choose one from 1024 with --port"
    default: "cannot listen on port \(port): \(String(cString: strerror(code)))"
    }
  }
}
