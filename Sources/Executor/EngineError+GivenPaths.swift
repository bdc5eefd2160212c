import Diagnostics
import EngineProtocol

extension EngineError {
  /// The error with the file paths from the command line.
  /// - Parameter paths: the given paths by resource name.
  func naming(_ paths: [String: String]) -> EngineError {
    var error = self
    error.diagnostics = diagnostics.map { $0.naming(paths) }
    return error
  }
}

extension Diagnostic {
  fileprivate func naming(_ paths: [String: String]) -> Diagnostic {
    var finding = self
    finding.location = location.naming(paths)
    for index in notes.indices {
      finding.notes[index].location = notes[index].location?.naming(paths)
    }
    return finding
  }
}

extension SourceLocation {
  fileprivate func naming(_ paths: [String: String]) -> SourceLocation {
    guard let path = paths[source.path], path != source.path else { return self }
    let named = SourceText(
      path: path, utf8: source.bytes, encoding: source.encoding, original: source.originalBytes)
    return SourceLocation(named, range)
  }
}
