import Foundation

/// A path for a database in a temporary folder, which is deleted with this object.
final class TestFile {
  private let folder: URL
  let path: String

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(
      path: "engine-\(UUID().uuidString)", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = folder.appending(path: "engine.db").path
  }

  deinit { try? FileManager.default.removeItem(at: folder) }
}
