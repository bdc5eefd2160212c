import Glibc
public import Secrets

/// A folder with one file for each secret, as Docker (`/run/secrets`) and Kubernetes mount them.
///
/// The file has the secret's name; a line end at its end is not part of the value. Links are followed
/// as long as they stay inside the folder, as Kubernetes' own `..data` does. Files are read whenever
/// a secret is asked for, so that a rotated one counts at once.
public struct SecretDirectory: SecretProvider {
  /// What the source is called in messages.
  public let name: String
  private let path: String

  /// A source that reads a folder.
  public init(_ path: String) {
    self.path = path
    name = "folder \(path)"
  }

  /// The secret in the file of this name; nil without one.
  public func secret(named name: String) throws(SecretFault) -> SecretValue? {
    // Only names of files: one with a slash or `..` must not lead elsewhere.
    guard SecretText.isFileName(name) else { return nil }
    guard let folder = Self.resolved(path) else {
      throw SecretFault("\(path): there is no such folder")
    }
    guard let file = Self.resolved("\(folder)/\(name)") else {
      if errno == ENOENT || errno == ENAMETOOLONG { return nil }
      throw SecretFault("\(path)/\(name): it cannot be read: \(String(cString: strerror(errno)))")
    }
    guard file.hasPrefix(folder == "/" ? "/" : folder + "/") else {
      throw SecretFault("\(path)/\(name): it is a link that leads out of the folder")
    }
    do throws(SecretFault) {
      guard let value = SecretText.value(of: try FileBytes(reading: file).bytes) else {
        throw SecretFault("it is not UTF-8")
      }
      return value
    } catch {
      throw SecretFault("\(path)/\(name): \(error.message)")
    }
  }

  /// The path without links.
  private static func resolved(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
