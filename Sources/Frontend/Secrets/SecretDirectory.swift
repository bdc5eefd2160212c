import Glibc
public import Secrets

/// A folder with one file for each secret, as Docker (`/run/secrets`) and Kubernetes mount them.
///
/// The file has the secret's name; a final line break is not part of the value. Links are followed
/// if they stay inside the folder, as Kubernetes' own `..data` does. A file is read each time its
/// secret is requested, so that a rotated secret takes effect at once.
public struct SecretDirectory: SecretProvider {
  /// The name of the source in messages.
  public let name: String
  private let path: String

  /// A source that reads a folder.
  public init(_ path: String) {
    self.path = path
    name = "folder \(path)"
  }

  /// The secret in the file of this name; nil if there is no such file.
  public func secret(named name: String) throws(SecretFault) -> SecretValue? {
    // Only file names: a name with a slash or `..` must not lead elsewhere.
    guard SecretText.isFileName(name) else { return nil }
    guard let folder = realPath(path) else {
      throw SecretFault("\(path): no such folder")
    }
    guard let file = realPath("\(folder)/\(name)") else {
      if errno == ENOENT || errno == ENAMETOOLONG { return nil }
      throw SecretFault("\(path)/\(name): cannot be read: \(String(cString: strerror(errno)))")
    }
    guard file.hasPrefix(folder == "/" ? "/" : folder + "/") else {
      throw SecretFault("\(path)/\(name): the link leads out of the folder")
    }
    do throws(SecretFault) {
      guard let value = SecretText.value(of: try FileBytes(reading: file).bytes) else {
        throw SecretFault("not UTF-8")
      }
      return value
    } catch {
      throw SecretFault("\(path)/\(name): \(error.message)")
    }
  }
}
