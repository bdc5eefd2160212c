import Frontend
import ProjectModel
import Testing

extension InputReader.Input {
  /// The files, if the input is not a bundle.
  func requireFiles() throws -> [InputFile] {
    guard case .files(let files) = self else {
      Issue.record("The input is not a list of files.")
      return []
    }
    return files
  }
}
